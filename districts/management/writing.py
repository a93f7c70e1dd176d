"""What every command that writes shares: --commit, --by, --language, and refusals without a traceback."""

from abc import abstractmethod
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, transaction
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from districts.actions.errors import ActionError
from districts.actions.events import command_line_user
from districts.imports.faults import FileFaultsError, RefusedError
from districts.imports.score_plan import Target

Options = dict[str, Any]


class WritingCommand(BaseCommand):
    """A dry run unless --commit is given; all or nothing. Subclasses write `run`."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--commit", action="store_true", help=_("write; without it only say what would be done"))
        parser.add_argument("--by", metavar="USERNAME", help=_("the account that is recorded as the author"))
        parser.add_argument("--language", choices=["vi", "en"], help=_("the language of the messages"))

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["language"] or get_language() or settings.LANGUAGE_CODE):
            try:
                with transaction.atomic():
                    self.run(options)
            except (ActionError, FileFaultsError, RefusedError) as error:
                raise CommandError(str(error)) from error
            except DatabaseError as error:
                refusal = _("The database refused, so nothing was changed: %(reason)s")
                raise CommandError(refusal % {"reason": error}) from error

    @abstractmethod
    def run(self, options: Options) -> None:
        """Do the work inside a transaction."""

    def author(self, options: Options) -> User:
        """Who is recorded: the account of --by, else the one that stands for the command line."""
        if not options["by"]:
            return command_line_user()
        try:
            return User.objects.get(username=options["by"])
        except User.DoesNotExist as error:
            raise CommandError(_("There is no account named %(name)s.") % {"name": options["by"]}) from error

    def say(self, *lines: str) -> None:
        for line in lines:
            self.stdout.write(line)

    def conclude(self, options: Options, *, empty: bool) -> bool:
        """Say how it ends; True where the plan is to be carried out."""
        if empty:
            self.say(_("Nothing differs from what is stored."))
        elif options["commit"]:
            return True
        else:
            self.say(_("This was a dry run: nothing was changed. Add --commit to write."))
        return False


def add_target(parser: CommandParser) -> None:
    """The options that say which round the figures of a file are of."""
    parser.add_argument("--authority", required=True, help=_("address or code of the unit that assesses"))
    parser.add_argument("--year", required=True, type=int)
    parser.add_argument("--framework", required=True, metavar="SLUG")
    parser.add_argument(
        "--group", default="", help=_("districts, communes, departments, provinces or a name of your own")
    )
    parser.add_argument("--basis", default="", help=_("which units it speaks of where a year is published twice"))


def target_of(options: Options) -> Target:
    """The round that they name."""
    return Target(**{name: options[name] for name in ("authority", "year", "framework", "group", "basis")})
