"""What files are called when they are saved."""

from districts.queries.editions import Edition

LONGEST = 150  # file systems take 255 bytes


def file_name(edition: Edition, *what: str, filtered: bool = False) -> str:
    """Authority, year, group, basis, revision, what of it, and whether it is only a part; without an ending."""
    words = ["dti", edition.address.slug, str(edition.year), edition.group, edition.basis, f"r{edition.revision}"]
    return join(*words, *what, "filtered" if filtered else "")


def join(*words: str) -> str:
    """The words that there are, with hyphens between them; what makes the name too long is cut before the last."""
    *most, last = (word for word in words if word)
    return f"{'-'.join(most)[: LONGEST - len(last)]}-{last}"
