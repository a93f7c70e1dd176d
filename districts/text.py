"""Vietnamese text: order, search without accents, addresses."""

import re
import unicodedata

# The Vietnamese alphabet with f, j, w and z where dictionaries put them; digits before letters.
ALPHABET = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# Tones in the order of Vietnamese dictionaries: none, huyền, hỏi, ngã, sắc, nặng.
TONES = "\u0300\u0309\u0303\u0301\u0323"
LETTER_MARKS = "\u0306\u0302\u031b"  # breve, circumflex and horn make letters of their own
PLACE = {letter: f"{number + 2:02x}" for number, letter in enumerate(ALPHABET)}


def sort_key(text: str) -> str:
    """A string of hexadecimal digits that sorts `text` as a Vietnamese dictionary does.

    Letters first, tones only where letters are equal, capitals last. Hexadecimal digits sort alike in
    every collation of both databases.
    """
    letters, tones, cases = [], [], []
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text))
    for cluster in re.findall(r".[\u0300-\u036f]*", decomposed, flags=re.DOTALL):
        marks = cluster[1:]
        letter = unicodedata.normalize("NFC", cluster[0].lower() + "".join(m for m in marks if m in LETTER_MARKS))
        tone = next((m for m in marks if m in TONES), "")
        letters.append(PLACE.get(letter, "01"))  # spaces and signs before everything
        tones.append(str(TONES.index(tone) + 1 if tone else 0))
        cases.append("1" if cluster[0].isupper() else "0")
    return f"{''.join(letters)}00{''.join(tones)}0{''.join(cases)}"


def fold(text: str) -> str:
    """Lower case without accents, đ as d, runs of other signs as one space: what search compares."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^0-9a-z]+", " ", bare.replace("đ", "d")).strip()


def slugify(text: str) -> str:
    """The address of a name: `Đà Nẵng` gives `da-nang`."""
    return fold(text).replace(" ", "-")


# First or second parts of addresses that mean something else than a unit.
PAGES = ["admin", "api", "compare", "en", "frameworks", "healthz", "margins", "measures", "reconciliation", "report"]
FILES = ["package", "standings"]
RESERVED = {*PAGES, *FILES, "revisions", "static", "style", "targets", "tasks", "trends", "vi", "welcome", "what-if"}
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_reserved(slug: str) -> bool:
    """Whether an address has this word for itself: the list, revisions (r2) and years (2023)."""
    return slug in RESERVED or re.fullmatch(r"r[0-9]+|[0-9]{4}", slug) is not None


def join_slug(*parts: str, limit: int = 120) -> str:
    """The parts' addresses with hyphens between them; the first is cut where all would be too long."""
    first, *rest = (slugify(part) for part in parts)
    tail = "".join(f"-{part}" for part in rest if part)
    return (first[: limit - len(tail)].strip("-") + tail).strip("-")
