"""The catalogue locale/vi/LC_MESSAGES/django.po: kept in step with the code, checked, compiled."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.conf import settings
from django.template import Engine

from dti_portal.translation import python_source, template_source
from dti_portal.translation.message import Key, Message

CATALOGUE = Path(settings.BASE_DIR) / "locale" / "vi" / "LC_MESSAGES" / "django.po"
PYTHON = ("districts", "dti_portal", "scoring")
TEMPLATES = ("templates", "districts/templates")
METADATA = {
    "Project-Id-Version": "DTI Portal",
    "Language": "vi",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!{){\w*}(?!})")


def collect(base: Path) -> dict[Key, Message]:
    """Every message of the code below `base`, with the files that say it."""
    found: dict[Key, Message] = {}
    for message in of_all_files(base):
        known = found.setdefault(message.key, message)
        known.files |= message.files
        known.plural = known.plural or message.plural
    return found


def of_all_files(base: Path) -> Iterator[Message]:
    engine = Engine.get_default()
    for path in files(base, PYTHON, "*.py"):
        yield from python_source.messages(path.read_text(), path.relative_to(base).as_posix())
    for path in files(base, TEMPLATES, "*"):
        yield from template_source.messages(path.read_text(), path.relative_to(base).as_posix(), engine)


def files(base: Path, folders: Iterable[str], pattern: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in sorted((base / folder).rglob(pattern)) if path.is_file())


def read(catalogue: Path) -> polib.POFile:
    return polib.pofile(str(catalogue)) if catalogue.exists() else polib.POFile()


def key_of(entry: polib.POEntry) -> Key:
    return Key(entry.msgid, entry.msgctxt or "")


def update(catalogue: Path, messages: dict[Key, Message]) -> None:
    """Write the catalogue anew: every message once, sorted, translations kept, what nobody says any more gone."""
    known = {key_of(entry): entry for entry in read(catalogue)}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = METADATA
    for key in sorted(messages):
        fresh.append(entry_for(messages[key], known.get(key)))
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(catalogue))


def entry_for(message: Message, known: polib.POEntry | None) -> polib.POEntry:
    """An entry with the translation that was there; Vietnamese says one and many alike."""
    translation = translations(known)[0] if known else ""
    entry = polib.POEntry(
        msgid=message.key.text,
        msgctxt=message.key.context or None,
        occurrences=[(name, "") for name in sorted(message.files)],
        flags=known.flags if known else [],
        tcomment=known.tcomment if known else "",
    )
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: translation}
    else:
        entry.msgstr = translation
    return entry


def translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def faults(catalogue: Path, messages: dict[Key, Message]) -> list[str]:
    """What is wrong with the catalogue, a line each."""
    entries = {key_of(entry): entry for entry in read(catalogue)}
    lines = [f"missing: {text_of(key)}" for key in sorted(messages.keys() - entries.keys())]
    lines += [f"obsolete: {text_of(key)}" for key in sorted(entries.keys() - messages.keys())]
    for key in sorted(entries.keys() & messages.keys()):
        lines += [f"{fault}: {text_of(key)}" for fault in faults_of(entries[key], messages[key])]
    return lines


def faults_of(entry: polib.POEntry, message: Message) -> Iterator[str]:
    if entry.obsolete:
        yield "marked obsolete"
    if entry.msgid_plural != message.plural:
        yield "plural out of date"
    if not all(translations(entry)):
        yield "untranslated"
    if entry.fuzzy:
        yield "fuzzy"
    # A language without a singular must name the number, so it is held to the plural.
    wanted = placeholders(entry.msgid_plural or entry.msgid)
    if any(text and placeholders(text) != wanted for text in translations(entry)):
        yield "placeholders differ"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def text_of(key: Key) -> str:
    return f"{key.text!r} (context {key.context!r})" if key.context else repr(key.text)


def is_stale(catalogue: Path) -> bool:
    """Whether the compiled form is missing or older."""
    compiled = catalogue.with_suffix(".mo")
    return catalogue.exists() and not (compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime)


def compile_catalogue(catalogue: Path) -> None:
    """Write django.mo beside, whole or not at all: a server may be reading it."""
    fresh = catalogue.with_suffix(".mo.new")
    read(catalogue).save_as_mofile(str(fresh))
    fresh.replace(catalogue.with_suffix(".mo"))
