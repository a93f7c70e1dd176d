"""What a chart shows, before anybody draws it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from districts.templatetags.portal import points


class Kind(StrEnum):
    """How the figures are drawn."""

    STACKED = "stacked"  # bars side by side on one line: parts that add up
    GROUPED = "grouped"  # bars one below the other: measures that do not
    AGAINST = "against"  # one bar against its maximum, with markers
    LINES = "lines"  # one line a series, over years


@dataclass(frozen=True, slots=True)
class Category:
    """One line of bars, or one place on the axis of the years."""

    label: str
    note: str = ""  # for example that it is illustrative


@dataclass(frozen=True, slots=True)
class Series:
    """One figure a category. What is not there is None, never zero; its text then says what it is instead."""

    name: str
    tone: str  # "shared" or the number of a colour, see districts.charts.palette
    values: tuple[Decimal | None, ...]
    texts: tuple[str, ...]  # as readers read them, with the places of the measure

    @classmethod
    def of(cls, name: str, tone: str, values: Sequence[Decimal | None], places: int = 0, absent: str = "") -> "Series":
        """A series whose texts are its values in the reader's language; `absent` stands where there is none."""
        texts = (absent or _("not known") if value is None else points(value, places) for value in values)
        return cls(name, tone, tuple(values), tuple(texts))


@dataclass(frozen=True, slots=True)
class Break:
    """Before this category something changed: what stands on both sides is not the same."""

    before: int
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart; `name` is its address, its id on the page and the name of its file."""

    name: str
    title: str
    kind: Kind
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    unit: str  # what is counted, for example "points, of 1000"
    source: str  # who said it, when, and the weakest provenance
    low: Decimal
    high: Decimal
    falling: bool = False  # the smallest on top: ranks
    ends: tuple[str, ...] = ()  # what stands at the end of each line of bars
    maxima: tuple[Decimal, ...] = ()  # how far each bar could reach
    markers: tuple[Series, ...] = ()
    breaks: tuple[Break, ...] = ()
    cut: bool = False  # lines are not drawn across a break
    category_head: str = ""  # the header of the table's first column

    @property
    def is_empty(self) -> bool:
        """There is nothing to draw."""
        return all(value is None for series in self.series for value in series.values)

    @property
    def named(self) -> str:
        """What a reader who does not see the drawing hears of it."""
        names = ", ".join(series.name for series in (*self.series, *self.markers))
        return _("Chart: %(title)s. %(unit)s. Shown: %(names)s. The figures stand in the table below it.") % {
            "title": self.title,
            "unit": self.unit,
            "names": names,
        }


def bars(
    name: str,
    title: str,
    categories: Sequence[Category],
    series: Sequence[Series],
    *,
    unit: str,
    source: str,
    maximum: Decimal,
    stacked: bool = False,
    ends: Sequence[str] = (),
    head: str = "",
) -> Chart:
    """Bars from zero to `maximum`: stacked where the series add up, grouped where they do not."""
    kind = Kind.STACKED if stacked else Kind.GROUPED
    return Chart(
        name,
        title,
        kind,
        tuple(categories),
        tuple(series),
        unit,
        source,
        Decimal(0),
        maximum,
        ends=tuple(ends),
        category_head=head,
    )


def against(
    name: str,
    title: str,
    categories: Sequence[Category],
    series: Series,
    *,
    unit: str,
    source: str,
    maxima: Sequence[Decimal],
    markers: Sequence[Series] = (),
    head: str = "",
) -> Chart:
    """One bar a category against its own maximum, with markers such as median and best (two at most)."""
    return Chart(
        name,
        title,
        Kind.AGAINST,
        tuple(categories),
        (series,),
        unit,
        source,
        Decimal(0),
        max(maxima, default=Decimal(0)),
        ends=series.texts,
        maxima=tuple(maxima),
        markers=tuple(markers),
        category_head=head,
    )


def lines(
    name: str,
    title: str,
    categories: Sequence[Category],
    series: Sequence[Series],
    *,
    unit: str,
    source: str,
    low: Decimal,
    high: Decimal,
    falling: bool = False,
    breaks: Sequence[Break] = (),
    cut: bool = False,
    head: str = "",
) -> Chart:
    """A line a series, with a gap wherever there is no figure. `falling`: ranks, the first on top."""
    return Chart(
        name,
        title,
        Kind.LINES,
        tuple(categories),
        tuple(series),
        unit,
        source,
        low,
        high,
        falling=falling,
        breaks=tuple(breaks),
        cut=cut,
        category_head=head,
    )
