"""Every component in every state, for those who work on the looks; only with DEBUG."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts import charts
from districts.models import MeasureKind, Provenance, Standing
from districts.queries.figures import Figure
from districts.queries.measures import Node
from districts.tables.bars import TONES, Segment
from districts.tables.heat import steps
from districts.views.drawn import draws_charts

NODE = Node(
    id=0,
    code="1.1",
    name="Criterion",
    kind=MeasureKind.CRITERION,
    max_points=Decimal(20),
    min_points=Decimal(0),
    decimals=2,
    rule="",
    evidence="",
    assessed_by="unit",
    not_applicable="leave",
    parts=(),
)
SCORED = Figure(
    band="",
    state=Standing.State.SCORED,
    origin=Standing.Origin.GIVEN,
    points=Decimal("12.5"),
    computed=None,
    margin=None,
    contradiction=None,
    max_points=Decimal(20),
    share=Decimal("0.625"),
    coverage=Decimal(1),
    rank=3,
    rank_origin=Standing.RankOrigin.COMPUTED,
    tied=False,
    ranked_of=9,
    printed_rank=None,
    change_points=Decimal("1.25"),
    change_rank=2,
    provenance=Provenance.OFFICIAL,
    rank_provenance=Provenance.OFFICIAL,
    printed_provenance="",
    source="",
)
NOTHING = replace(
    SCORED, points=None, share=None, rank=None, rank_origin="", ranked_of=None, change_points=None, change_rank=None
)
STATES = (
    ("scored", SCORED),
    ("zero", replace(SCORED, points=Decimal(0), share=Decimal(0), change_rank=0, change_points=Decimal(0))),
    ("tied", replace(SCORED, tied=True)),
    ("another maximum", replace(SCORED, max_points=Decimal(15))),
    ("derived", replace(SCORED, origin=Standing.Origin.DERIVED, margin=Decimal("0.01"))),
    ("incomplete", replace(SCORED, state=Standing.State.INCOMPLETE, coverage=Decimal("0.8"), change_rank=-3)),
    ("printed rank alone", replace(NOTHING, rank=4, ranked_of=9, rank_origin=Standing.RankOrigin.PRINTED)),
    ("missing", replace(NOTHING, state=Standing.State.MISSING)),
    ("not published", replace(NOTHING, state=Standing.State.NOT_PUBLISHED)),
    ("not applicable", replace(NOTHING, state=Standing.State.NOT_APPLICABLE)),
    ("not scored", replace(NOTHING, state=Standing.State.NOT_SCORED)),
)


@require_safe
@draws_charts
def style(request: HttpRequest) -> HttpResponse:
    """Not there where others can see it."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "pages/style.html", _context())


def _charts() -> list[charts.Chart]:
    """One of every kind, with a figure that is not there."""
    categories = [charts.Category("2022"), charts.Category("2023", "illustrative"), charts.Category("2024")]
    unit, source, most = "points of 20", "Source: samples.", Decimal(20)
    one = charts.Series.of("One", "0", [Decimal(12), None, Decimal(18)])
    other = charts.Series.of("Other", "1", [Decimal(9), Decimal(15), Decimal(11)])
    both = [one, other]
    breaks = [charts.Break(2, "new framework")]
    return [
        charts.bars("stacked", "Add up", categories, both, unit=unit, source=source, maximum=most * 2, stacked=True),
        charts.bars("grouped", "Side by side", categories, both, unit=unit, source=source, maximum=most),
        charts.against("against", "Against maxima", categories, one, unit=unit, source=source, maxima=[most] * 3),
        charts.lines(
            "lines", "Years", categories, both, unit=unit, source=source, low=Decimal(0), high=most, breaks=breaks
        ),
    ]


def _context() -> dict[str, Any]:
    tones = [str(number) for number in range(TONES)]
    return {
        "node": NODE,
        "states": STATES,
        "tones": [*tones, "shared"],
        "stack": [Segment(f"Part {tone}", tone, 150 * n, 150, Decimal(15), 0) for n, tone in enumerate(tones)],
        "steps": steps(),
        "voices": [Provenance.OFFICIAL, Provenance.PRESS, Provenance.ILLUSTRATIVE],
        "headings": ["ascending", "descending", ""],
        "charts": [charts.shown(chart) for chart in _charts()],
    }
