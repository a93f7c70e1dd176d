"""Marks on the paper: escaped, without any style attribute."""

from dataclasses import dataclass

from django.utils.html import escape

from districts.charts.palette import COLOURS, INK, LINE, PAPER, PATTERNS, SOFT

FIXED = {"ink": INK, "soft": SOFT, "rest": LINE, "paper": PAPER}


@dataclass(frozen=True, slots=True)
class Pen:
    """Colours by class, so that a page can be dark; or written out, for a picture that is kept."""

    prefix: str  # of the ids of its patterns: several drawings stand on one page
    alone: bool = False

    def fill(self, tone: str) -> str:
        """The attribute that fills with a tone."""
        return f'fill="{colour_of(tone)}"' if self.alone else f'class="{_class(tone)}"'

    def stroke(self, tone: str) -> str:
        """The attribute that draws a line in a tone."""
        return f'stroke="{colour_of(tone)}"' if self.alone else f'class="line-{tone}"'

    def hatch(self, tone: str, where: str) -> str:
        """The pattern of a tone over a bar that is already filled."""
        has_pattern = bool(PATTERNS.get(tone, ("", ""))[1])
        return f'<rect {where} fill="url(#{self.prefix}-{tone})"/>' if has_pattern else ""

    def patterns(self, tones: set[str]) -> str:
        """The tiles that `hatch` refers to."""
        tiles = "".join(
            f'<pattern id="{self.prefix}-{tone}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<path d="{PATTERNS[tone][1]}" fill="none" {self.stroke("paper")} stroke-opacity=".55"/></pattern>'
            for tone in sorted(tones)
            if PATTERNS.get(tone, ("", ""))[1]
        )
        return f"<defs>{tiles}</defs>" if tiles else ""

    def text(self, words: str, where: str, *, tone: str = "ink", anchor: str = "", bold: bool = False) -> str:
        """Words, escaped."""
        anchored = f' text-anchor="{anchor}"' if anchor else ""
        weight = ' font-weight="600"' if bold else ""
        return f"<text {where} {self.fill(tone)}{anchored}{weight}>{escape(words)}</text>"


def colour_of(tone: str) -> str:
    """The colour on white paper."""
    return FIXED.get(tone) or COLOURS[tone]


def _class(tone: str) -> str:
    return {"rest": "rest", "ink": "ink-fill", "soft": "soft-fill", "paper": "paper-fill"}.get(tone, f"tone-{tone}")
