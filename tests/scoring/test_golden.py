"""Published figures of the real world, and frameworks of its odder shapes."""

from decimal import Decimal

import pytest

from scoring import Cell, Figure, Framework, Kind, Measure, Origin, Results, Status, score
from scoring.sheet import Sheet
from tests.scoring.build import facts, framework, leaf, scored, total, whole

FOUNDATION = ("awareness", "institutions", "infrastructure", "people", "security")


def district() -> Framework:
    """The shape of decision 922: pillars that share the foundation with the total."""
    return framework(
        total("foundation g e s"),
        whole("government", "foundation g", Kind.PILLAR),
        whole("economy", "foundation e", Kind.PILLAR),
        whole("society", "foundation s", Kind.PILLAR),
        whole("foundation", " ".join((*FOUNDATION, "smart-city"))),
        *(whole(code, f"{code}.1 {code}.2", Kind.INDEX) for code in FOUNDATION),
        *(leaf(f"{code}.{n}", "50") for code in FOUNDATION for n in (1, 2)),
        leaf("smart-city", "0"),
        leaf("g", "200", kind=Kind.INDEX),
        leaf("e", "150", kind=Kind.INDEX),
        leaf("s", "150", kind=Kind.INDEX),
    )


VAN_BAN = {"total": "722.21", "government": "533.50", "economy": "446.61", "society": "474.83"}


def van_ban() -> Results:
    rank = {"total": 3, "government": 2, "economy": 4, "society": 3}
    row = {
        code: Figure(points=Decimal(points), printed_rank=rank[code], provenance=1) for code, points in VAN_BAN.items()
    }
    return scored(district(), {"van-ban": row})


@pytest.mark.parametrize(
    ("code", "points", "maximum"),
    [("foundation", "366.365", "500"), ("g", "167.135", "200"), ("e", "80.245", "150"), ("s", "108.465", "150")],
)
def test_van_ban_2023_solves_to_its_foundation_and_activities(code: str, points: str, maximum: str) -> None:
    cell = van_ban().cell("van-ban", code)
    assert (cell.status, cell.origin) == (Status.SCORED, Origin.DERIVED)
    assert (cell.points, cell.margin, cell.max_points) == (Decimal(points), Decimal("0.01"), Decimal(maximum))
    assert facts(cell, "coverage provenance contradiction") == [1, 1, None]


@pytest.mark.parametrize(("code", "points"), VAN_BAN.items())
def test_van_ban_2023_is_shown_as_printed(code: str, points: str) -> None:
    cell = van_ban().cell("van-ban", code)
    assert (str(cell.points), cell.origin, cell.computed, cell.margin) == (points, Origin.GIVEN, None, None)


def test_van_ban_2023_shares_have_the_places_that_its_points_need() -> None:
    results = van_ban()
    assert str(results.cell("van-ban", "total").share) == "0.72221"
    assert str(results.cell("van-ban", "foundation").share) == "0.73273"


@pytest.mark.parametrize("code", [*FOUNDATION, "awareness.1"])
def test_van_ban_2023_below_the_foundation_is_not_published(code: str) -> None:
    cell = van_ban().cell("van-ban", code)
    assert (cell.status, cell.origin, cell.points, cell.coverage) == (Status.NOT_PUBLISHED, Origin.NONE, None, None)


def test_van_ban_2023_contradicts_itself_nowhere() -> None:
    assert van_ban().contradictions == ()


def test_a_mistyped_total_is_named_since_no_foundation_explains_it() -> None:
    results = scored(district(), {"van-ban": VAN_BAN | {"total": "922.21"}})
    (found,) = results.contradictions
    assert (found.unit, found.code, found.given) == ("van-ban", "total", Decimal("922.21"))
    # At most 200 of government's points are its activity's: the foundation is 333.495 at least.
    assert (found.computed, found.difference) == (Decimal("787.955"), Decimal("134.255"))
    assert results.cell("van-ban", "total").contradiction == Decimal("134.255")
    assert results.cell("van-ban", "foundation").origin is Origin.NONE


MAXIMA = {**dict.fromkeys(FOUNDATION, "0.1"), "g": "0.2", "e": "0.15", "s": "0.15"}
NATIONAL = {
    "Đà Nẵng": ("1.0000 0.9000 0.8253 0.8487 0.7578 0.8575 0.7836 0.5197", "0.8002"),
    "Hồ Chí Minh": ("0.8917 0.9000 0.8258 0.6267 0.5580 0.8406 0.7611 0.3590", "0.7163"),
    "Quảng Ninh": ("0.9581 0.9000 0.7648 0.6250 0.5382 0.8385 0.5904 0.4505", "0.7024"),
    "Thừa Thiên - Huế": ("0.9500 0.9000 0.6823 0.6794 0.6423 0.8262 0.6787 0.3001", "0.6975"),
    "Cần Thơ": ("0.9000 0.8000 0.7233 0.7376 0.7226 0.7325 0.7556 0.2947", "0.6924"),
}


def national(**altered: str) -> Results:
    """DTI 2022: indices printed as shares, the total with four places; 58 more provinces with a rank alone."""
    frame = framework(
        total(" ".join(MAXIMA), decimals=4), *(leaf(code, most, decimals=6) for code, most in MAXIMA.items())
    )
    figures = []
    for unit, (row, printed) in NATIONAL.items():
        for (code, most), share in zip(MAXIMA.items(), row.split(), strict=True):
            maximum = Decimal(most)
            figures.append((unit, code, Figure(points=Decimal(share) * maximum, margin=Decimal("0.00005") * maximum)))
        rank = list(NATIONAL).index(unit) + 1
        figures.append((unit, "total", Figure(points=Decimal(altered.get(unit, printed)), printed_rank=rank)))
    others = [f"province {rank}" for rank in range(6, 64)]
    figures += [(unit, "total", Figure(printed_rank=rank)) for rank, unit in enumerate(others, start=6)]
    return score(frame, Sheet.build(frame, [*NATIONAL, *others], figures))


def test_national_2022_totals_agree_with_their_indices() -> None:
    results = national()
    assert results.contradictions == ()
    for unit, (_, printed) in NATIONAL.items():
        cell = results.cell(unit, "total")
        assert cell.points == Decimal(printed)
        assert cell.computed is not None
        assert abs(cell.computed - cell.points) <= Decimal("0.0001")


def test_da_nang_2022_shows_the_computed_total_beside_the_printed_one() -> None:
    cell = national().cell("Đà Nẵng", "total")
    assert (str(cell.points), cell.computed, cell.contradiction) == ("0.8002", Decimal("0.800175"), None)


def test_a_national_total_beyond_what_rounding_explains_is_named() -> None:
    results = national(**{"Đà Nẵng": "0.8004"})  # each index may be 0.00005 of its maximum off, the total 0.00005
    (found,) = results.contradictions
    assert (found.unit, found.code, found.difference) == ("Đà Nẵng", "total", Decimal("0.000225"))


def test_a_national_total_that_rounding_just_explains_is_not() -> None:
    assert national(**{"Đà Nẵng": "0.8001"}).contradictions == ()  # 0.800175 - 0.00005 <= 0.80015


def test_national_ranks_are_the_printed_ones_since_58_came_without_points() -> None:
    results = national()
    cells = [cell for cell in results.cells() if cell.code == "total"]
    assert [cell.rank for cell in cells] == list(range(1, 64))
    assert {(cell.rank_origin, cell.ranked_of, cell.tied) for cell in cells} == {("printed", 63, False)}


def test_national_means_say_over_how_many() -> None:
    (summary,) = (summary for summary in national().summaries() if summary.code == "total")
    assert (summary.units, str(summary.mean), str(summary.median)) == (5, "0.7218", "0.7024")


def of_960() -> Framework:
    """Criteria with parts of their own, three levels deep; two pillars share a foundation; sums to 960."""
    deep = [f"4.22.{n}" for n in range(1, 12)]
    return framework(
        total("1 2 4"),
        whole("P1", "1 2", Kind.PILLAR),
        whole("P2", "1 4", Kind.PILLAR),
        whole("1", "1.1 1.2", maximum="500"),
        *(leaf(code, "250") for code in ("1.1", "1.2")),
        leaf("2", "240"),
        whole("4", "4.21 4.22", maximum="220"),
        leaf("4.21", "55"),
        Measure("4.22", Kind.CRITERION, tuple(deep), Decimal(165)),
        *(leaf(code, "15") for code in deep),
    )


def test_a_framework_of_960_with_a_criterion_in_eleven_parts_adds_up() -> None:
    row = {"1.1": "200.5", "1.2": "100", "2": "240", "4.21": "0"} | {f"4.22.{n}": "1.01" for n in range(1, 12)}
    results = scored(of_960(), {"u": row})

    def shown(code: str) -> str:
        cell = results.cell("u", code)
        return f"{cell.points}/{cell.max_points}"

    assert [shown(code) for code in ("total", "P1", "P2", "4.22")] == [
        "551.61/960.00",
        "540.50/740.00",
        "311.61/720.00",
        "11.11/165.00",
    ]


def test_the_eleventh_part_follows_from_the_criterion_and_the_other_ten() -> None:
    row = {"4.22": "12"} | {f"4.22.{n}": "1.01" for n in range(1, 11)}
    cell = scored(of_960(), {"u": row}).cell("u", "4.22.11")
    assert (cell.origin, cell.points) == (Origin.DERIVED, Decimal("1.90"))
    assert cell.margin == Decimal("0.055")  # eleven figures of half a hundredth each


def test_a_scale_of_zero_to_one_keeps_six_places() -> None:
    frame = framework(total("a b", decimals=6), leaf("a", "0.4", decimals=6), leaf("b", "0.6", decimals=6))
    cell: Cell = scored(frame, {"u": {"a": "0.123456", "b": "0.000001"}}).cell("u", "total")
    assert (str(cell.points), str(cell.share), str(cell.max_points)) == ("0.123457", "0.123457", "1.000000")
