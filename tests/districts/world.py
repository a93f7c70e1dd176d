"""A small province to test with: a framework in the shape of 922, a few districts, and rounds of them."""

from collections.abc import Mapping
from decimal import Decimal

from django.contrib.auth.models import User

from districts.models import Framework, Measure, Provenance, Round, Score, Scorecard, ScoreState, Unit, UnitKind
from districts.text import slugify
from tests import factories as make

# code: (kind, maximum, parts); parts come before their wholes
SHAPE: dict[str, tuple[str, int, tuple[str, ...]]] = {
    "awareness": ("index", 250, ()),
    "security": ("index", 250, ()),
    "smart-city": ("index", 0, ()),
    "foundation": ("group", 500, ("awareness", "security", "smart-city")),
    "gov": ("index", 200, ()),
    "econ": ("index", 150, ()),
    "soc": ("index", 150, ()),
    "total": ("total", 1000, ("foundation", "gov", "econ", "soc")),
    "government": ("pillar", 700, ("foundation", "gov")),
    "economy": ("pillar", 650, ("foundation", "econ")),
    "society": ("pillar", 650, ("foundation", "soc")),
}
LEAVES = ("awareness", "security", "gov", "econ", "soc")
BANDS = {"Khởi động": "0.25", "Hình thành": "0.5", "Nâng cao": "0.75", "Dẫn dắt": "1"}

# Văn Bàn 2023 as the press printed it: points and rank.
VAN_BAN = {
    "total": ("722.21", 3),
    "government": ("533.50", 2),
    "economy": ("446.61", 4),
    "society": ("474.83", 3),
}


def make_framework(slug: str = "lao-cai-922") -> Framework:
    framework = make.FrameworkFactory.create(slug=slug, title_vi="Bộ chỉ số cấp huyện")
    measures: dict[str, Measure] = {}
    for position, (code, (kind, maximum, parts)) in enumerate(SHAPE.items()):
        measures[code] = make.MeasureFactory.create(
            framework=framework, code=code, position=position, kind=kind, max_points=Decimal(maximum)
        )
        for place, part in enumerate(parts):
            make.PartFactory.create(whole=measures[code], part=measures[part], position=place)
    for name, upper in BANDS.items():
        make.BandFactory.create(framework=framework, name_vi=name, upper=Decimal(upper))
    return framework


def make_province(name: str = "Tỉnh Lào Cai", slug: str = "lao-cai", code: str = "10") -> Unit:
    return make.UnitFactory.create(code=code, kind=UnitKind.PROVINCE, name_vi=name, slug=slug)


def make_district(province: Unit, code: str, name: str, kind: str = UnitKind.DISTRICT) -> Unit:
    return make.UnitFactory.create(code=code, kind=kind, name_vi=name, slug=slugify(name), parent=province)


def make_round(province: Unit, framework: Framework, year: int = 2023, group: str = "districts") -> Round:
    return make.RoundFactory.create(authority=province, framework=framework, year=year, group=group)


def make_card(
    round: Round,
    unit: Unit,
    points: Mapping[str, str],
    *,
    by: User,
    provenance: str = Provenance.OFFICIAL,
    source: str = "",
) -> Scorecard:
    """An appraised scorecard with points in some measures, each `points` or `points#rank`."""
    card = make.ScorecardFactory.create(round=round, unit=unit, appraised_by=by)
    measures = {measure.code: measure for measure in round.framework.measures.all()}
    Score.objects.bulk_create(
        score(card, measures[code], text, provenance=provenance, source=source) for code, text in points.items()
    )
    return card


def make_illustrative_card(round: Round, unit: Unit, points: Mapping[str, str], *, by: User) -> Scorecard:
    return make_card(round, unit, points, by=by, provenance=Provenance.ILLUSTRATIVE, source="minh họa")


def score(card: Scorecard, measure: Measure, text: str, *, provenance: str, source: str) -> Score:
    """`5`, `5#2` with a printed rank, `#2` with nothing else, or a state in words."""
    number, _, rank = text.partition("#")
    in_words = number in ScoreState.values
    return Score(
        scorecard=card,
        measure=measure,
        state=number if in_words else ScoreState.SCORED,
        points=Decimal(number) if number and not in_words else None,
        printed_rank=int(rank) if rank else None,
        provenance=provenance,
        source=source,
        max_points=measure.max_points,
        min_points=measure.min_points,
    )


def leaves(awareness: str, security: str, gov: str, econ: str, soc: str) -> dict[str, str]:
    """Points of the leaves, in the order of the framework."""
    return dict(zip(LEAVES, (awareness, security, gov, econ, soc), strict=True))


def printed(figures: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    return {code: f"{points}#{rank}" for code, (points, rank) in figures.items()}


def set_points(round: Round, unit: Unit, code: str, points: str) -> None:
    """Change one figure of a round, as appraisers or a file would."""
    Score.objects.filter(scorecard__round=round, scorecard__unit=unit, measure__code=code).update(
        points=Decimal(points)
    )
