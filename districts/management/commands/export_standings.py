"""Write the results of a publication to a file: what its addresses give, without a network."""

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from districts.exports.standings import WRITERS, Writer, name_of
from districts.exports.workbook import TooManyRowsError
from districts.queries.editions import Edition, find_edition
from districts.queries.errors import NoSuchError
from districts.tables.words import no_such

STANDARD_OUTPUT = "-"
READABLE = 0o666  # less what the process keeps from others


class Command(BaseCommand):
    help = _("Write the results of a publication to a file: CSV, workbook, JSON or the data package.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("authority", help=_("address of the unit that assesses, such as lao-cai"))
        parser.add_argument("year", type=int)
        parser.add_argument("--group", default="", help=_("which units, where the authority has several groups"))
        parser.add_argument("--basis", default="", help=_("which units it speaks of where a year is published twice"))
        parser.add_argument("--revision", type=int, help=_("an older revision; otherwise the newest"))
        parser.add_argument("--format", default="csv", choices=sorted(WRITERS), help=_("zip is the data package"))
        parser.add_argument(
            "--output", default="", metavar="PATH", help=_("a file or folder; - is the standard output")
        )
        parser.add_argument("--force", action="store_true", help=_("replace a file that is there"))
        parser.add_argument("--language", choices=["vi", "en"], help=_("the language of the messages"))

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"] or get_language() or settings.LANGUAGE_CODE):
            edition = self.find(options)
            writer = WRITERS[options["format"]]
            if options["output"] == STANDARD_OUTPUT:
                self.print(writer, edition)
                return
            path = self.free_path(options, name_of(edition, options["format"]))
            try:
                self.write(path, writer, edition, force=options["force"])
            except FileExistsError as error:
                raise CommandError(already_there(path)) from error
            except OSError as error:
                text = _("%(file)s cannot be written: %(reason)s")
                raise CommandError(text % {"file": path, "reason": error.strerror}) from error
            self.stdout.write(_("Written: %(file)s.") % {"file": path})

    def find(self, options: dict[str, Any]) -> Edition:
        """The publication that an address of these words means."""
        chosen = {name: options[name] for name in ("group", "basis", "revision")}
        try:
            return find_edition(options["authority"], options["year"], **chosen)
        except NoSuchError as error:
            choices = ", ".join(choice.value for choice in error.choices)
            there = " " + _("There is: %(choices)s.") % {"choices": choices} if choices else ""
            raise CommandError(no_such(error) + there) from error

    def free_path(self, options: dict[str, Any], name: str) -> Path:
        """Where the file goes; refused at once, before the work, where a file is there."""
        path = Path(options["output"] or name)
        path = path / name if path.is_dir() else path
        if path.exists() and not options["force"]:
            raise CommandError(already_there(path))
        return path

    def print(self, writer: Writer, edition: Edition) -> None:
        """To the standard output, whole: a zip is written with looking back."""
        with tempfile.TemporaryFile() as file:
            self.fill(file, writer, edition)
            file.seek(0)
            try:
                shutil.copyfileobj(file, sys.stdout.buffer)
                sys.stdout.buffer.flush()
            except BrokenPipeError:  # whoever reads has read enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def write(self, path: Path, writer: Writer, edition: Edition, *, force: bool) -> None:
        """Beside its place first, so that the file is there only when it is whole."""
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            draft = Path(file.name)
            try:
                self.fill(cast(BinaryIO, file), writer, edition)
                file.flush()
                os.fsync(file.fileno())
                draft.chmod(READABLE & ~umask())
                put(draft, path, force=force)
            finally:
                draft.unlink(missing_ok=True)

    def fill(self, file: BinaryIO, writer: Writer, edition: Edition) -> None:
        try:
            writer(file, edition)
        except TooManyRowsError as error:
            raise CommandError(_("These are more rows than a sheet can hold. Choose csv or zip.")) from error


def put(draft: Path, path: Path, *, force: bool) -> None:
    """Give the file its name; a file of that name that has come meanwhile is replaced only by force."""
    if force:
        draft.replace(path)
        return
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError from None
        draft.replace(path)


def umask() -> int:
    """What this process keeps from others; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def already_there(path: Path) -> str:
    return _("%(file)s is there already: give --force to replace it.") % {"file": path}
