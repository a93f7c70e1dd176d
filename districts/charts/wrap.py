"""Breaking text into lines, where nobody else does it."""

from textwrap import wrap


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` letters; none where there is nothing to say."""
    return wrap(text, width, break_on_hyphens=False)


def shortened(text: str, most: int) -> str:
    """With an ellipsis where it is too long for its place; the whole text stands in the table."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
