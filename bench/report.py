"""What was measured, as a table in Markdown that docs/performance.md can take over."""

from collections.abc import Sequence


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose columns are as wide as their longest cell; the first reads from the left."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    rule = ["-" * widths[0], *(f"{'-' * (width - 1)}:" for width in widths[1:])]
    return "\n".join(line(cells, widths) for cells in (heads, rule, *rows))


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        cell.rjust(width) if place else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"| {' | '.join((first, *rest))} |"


def kilobytes(size: float) -> str:
    """In thousands of bytes."""
    return f"{size / 1000:,.1f} kB"


def seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.2f} s"
