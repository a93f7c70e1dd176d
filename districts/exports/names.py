"""What files are called when they are saved."""

from districts.queries.editions import Edition
from districts.queries.package import Facts

LONGEST = 150  # file systems take 255 bytes


def file_name(edition: Edition, *what: str, filtered: bool = False, sort: str = "") -> str:
    """Authority, year, group, basis, revision, what of it, in which order if not the usual, and whether only a part.

    Without an ending; `sort` is a column, with a minus in front where the largest comes first.
    """
    order = [f"by-{sort.lstrip('-')}", "descending" if sort.startswith("-") else ""] if sort else []
    return join(*_words(edition.address.slug, edition), *what, *order, "filtered" if filtered else "")


def package_name(facts: Facts) -> str:
    """What a data package calls itself: its file's name without the ending."""
    return join(*_words(facts.authority, facts))


def join(*words: str) -> str:
    """The words that there are, with hyphens between them; what makes the name too long is cut before the last."""
    *most, last = (word for word in words if word)
    return f"{'-'.join(most)[: LONGEST - len(last)]}-{last}"


def _words(authority: str, of: Edition | Facts) -> list[str]:
    return ["dti", authority, str(of.year), of.group, of.basis, f"r{of.revision}"]
