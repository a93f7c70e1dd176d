"""Colours, and the second sign beside each: a pattern for a bar, a shape for a point of a line.

On pages the colours come from the style sheet, light or dark; these are the light ones, for pictures that are kept.
The order is safe for the colour-blind: blue, orange, green, then what differs from them in lightness.
"""

COLOURS = {
    "shared": "#98a3af",
    "0": "#1f6fb2",
    "1": "#d98c00",
    "2": "#0a8f6a",
    "3": "#8453a6",
    "4": "#c04f6b",
    "5": "#4d7f8c",
}
INK, SOFT, LINE, PAPER = "#18212b", "#53606c", "#dde3e8", "#ffffff"

# Per tone: plotly's name of the pattern, and the same in a tile of eight by eight.
PATTERNS = {
    "shared": ("", ""),
    "0": ("/", "M-2 10L10 -2M-2 2L2 -2M6 10L10 6"),
    "1": (".", "M3 4a1 1 0 1 0 2 0a1 1 0 1 0 -2 0"),
    "2": ("\\", "M-2 -2L10 10M6 -2L10 2M-2 6L2 10"),
    "3": ("-", "M0 4H8"),
    "4": ("|", "M4 0V8"),
    "5": ("x", "M0 0L8 8M8 0L0 8"),
}

# By the place of a series: plotly's name of the shape, and the same around zero.
SHAPES = [
    ("circle", "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0"),
    ("square", "M-4.5 -4.5H4.5V4.5H-4.5Z"),
    ("diamond", "M0 -6L6 0L0 6L-6 0Z"),
    ("triangle-up", "M0 -6L6 5H-6Z"),
    ("triangle-down", "M0 6L6 -5H-6Z"),
]
DASHES = [("solid", ""), ("dash", "7 4"), ("dot", "2 4"), ("dashdot", "8 3 2 3")]
# Markers on a bar, by their place: the median a stroke across it, the best a diamond.
MARKS = [("line-ns", "M0 -12V12"), ("diamond", SHAPES[2][1])]


def shape_of(place: int) -> tuple[str, str]:
    """The shape of the points of a line."""
    return SHAPES[place % len(SHAPES)]


def dash_of(place: int) -> tuple[str, str]:
    """The stroke of a line: shapes and strokes together tell twenty lines apart."""
    return DASHES[place // len(SHAPES) % len(DASHES)]
