"""Why a rank changed, in sentences."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import translation

from districts.actions.publish import publish
from districts.models import Framework, Publication, Round, Unit
from districts.queries.editions import find_edition
from districts.queries.gaps import load_gaps
from districts.queries.ledger import load_ledger
from districts.queries.moves import load_moves
from districts.tables.moves import gap_sentences, move_sentences, move_table
from tests.districts import world


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def said(unit: str = "noi-0", year: int = 2023) -> list[str]:
    edition = find_edition("lao-cai", year)
    ledger = load_ledger(edition, unit)
    total = [ledger.graph.total]
    return move_sentences(load_moves(ledger, total), edition)


def gap_said(unit: str = "noi-0") -> list[str]:
    ledger = load_ledger(find_edition("lao-cai", 2023), unit)
    return gap_sentences(load_gaps(ledger, [ledger.graph.total])[0])


@pytest.fixture
def two_years(lao_cai: Unit, framework: Framework, author: User) -> "TwoYears":
    return TwoYears(lao_cai, framework, author)


class TwoYears:
    """Publishes totals of Nơi 0, Nơi 1 and so on in two years; None: not there."""

    def __init__(self, lao_cai: Unit, framework: Framework, author: User) -> None:
        self.lao_cai, self.framework, self.author = lao_cai, framework, author

    def __call__(self, then: list[str | None], now: list[str | None]) -> None:
        units = [world.make_district(self.lao_cai, f"{n:03}", f"Nơi {n}") for n in range(max(len(then), len(now)))]
        for year, totals in ((2022, then), (2023, now)):
            round = world.make_round(self.lao_cai, self.framework, year)
            for unit, total in zip(units, totals, strict=False):
                if total:
                    world.make_card(round, unit, world.leaves(total, "0", "0", "0", "0"), by=self.author)
            publish(round=round, by=self.author)


@pytest.mark.parametrize(
    ("then", "now", "sentence"),
    [
        (["50", "60", "70"], ["80", "60", "70"], "Up 2 places since 2022 r1: all by its own gain."),
        (["50", "60"], ["50", None], "Up 1 place since 2022 r1: all by units that left the ranking."),
        (
            ["50", "60", "80"],
            ["70", "60", "60"],
            "Up 2 places since 2022 r1: 1 by its own gain, 1 by others’ loss.",
        ),
        (
            ["50", "60", "70"],
            ["80", "90", "70"],
            "Up 1 place since 2022 r1: +2 by its own gain, \u22121 by others’ gain.",
        ),
        (["70", "60"], ["50", "60"], "Down 1 place since 2022 r1: all by its own loss."),
        (["70"], ["70", "80"], "Down 1 place since 2022 r1: all by units that entered the ranking."),
        (
            ["50", "60"],
            ["70", "80"],
            "Rank 2, as in 2022 r1: +1 by its own gain, \u22121 by others’ gain.",
        ),
        (
            ["50", "90"],
            ["60", "90"],
            "Rank 2, as in 2022 r1: its own +10.00 points passed nobody, and nobody passed it.",
        ),
        (["50", "90"], ["50", "90"], "Rank 2, as in 2022 r1: nothing in the ranking moved it."),
    ],
)
def test_every_part_that_is_not_zero_is_named(
    two_years: TwoYears, then: list[str | None], now: list[str | None], sentence: str
) -> None:
    two_years(then, now)

    assert said() == [sentence]


def test_a_tie_is_said(two_years: TwoYears) -> None:
    two_years(["50", "50"], ["50", "60"])

    assert said() == [
        "Down 1 place since 2022 r1: all by others’ gain.",
        "In 2022 r1 it shared its rank with 1 other unit.",
    ]


def test_who_was_not_there_is_told_so(two_years: TwoYears) -> None:
    two_years([None, "60"], ["50", "60"])

    assert said() == ["It was not in the ranking of 2022 r1, so there is no change to explain."]


def test_the_first_year_says_nothing(published: Publication) -> None:
    assert said("van-ban", 2022) == []


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        (
            ["50", "60"],
            "From rank 2 in 2022 r1 to rank 1. What moved it was not counted yet when this was published.",
        ),
        ([None, "60"], "There is no rank of 2022 r1 to set this one beside."),
    ],
)
def test_what_was_published_before_moves_were_stored_says_the_ranks_alone(
    two_years: TwoYears, then: list[str | None], sentence: str
) -> None:
    two_years(then, ["70", "60"])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM districts_rankmove")

    assert said() == [sentence]


def test_headline_figures_say_how_far_they_reach_and_what_is_illustrative(published: Publication) -> None:
    assert said("van-ban") == [
        "Up 1 place since 2022 r1: all by its own gain (illustrative).",
        (
            "Of 2023 nothing is published below these, so +292.21 points since 2022 r1 are told apart as: Chỉ số "
            "foundation +156.365, Chỉ số gov +77.135, Chỉ số econ +20.245, Chỉ số soc +38.465 (illustrative)."
        ),
    ]


@pytest.mark.parametrize(
    ("now", "sentences"),
    [
        (
            ["50", "60"],
            ["10.00 points more would draw level with Nơi 1, rank 1; 10.01 would pass."],
        ),
        (
            ["60", "50"],
            ["It is first: there is no rank above it.", "Nơi 1, the next behind, needs 10.00 points to draw level."],
        ),
        (["60", "60"], ["It shares first place with Nơi 1; 0.01 points more would leave it alone there."]),
        (
            ["90", "60", "60"],
            [
                "It is first: there is no rank above it.",
                "Nơi 1, Nơi 2, the next behind, need 30.00 points to draw level.",
            ],
        ),
    ],
)
def test_the_gap_in_a_sentence(two_years: TwoYears, now: list[str | None], sentences: list[str]) -> None:
    two_years(["50"], now)

    assert gap_said() == sentences


def test_printed_ranks_have_no_distance(round_2023: Round, van_ban: Unit, author: User) -> None:
    scores = van_ban.scorecards.get().scores
    scores.exclude(measure__code="total").delete()
    scores.update(points=None)
    publish(round=round_2023, by=author)

    assert gap_said("van-ban")[0].startswith("Of some units only printed ranks are known")


def test_the_table_adds_up(published: Publication) -> None:
    edition = find_edition("lao-cai", 2023)
    ledger = load_ledger(edition, "bac-ha")
    table = move_table(load_moves(ledger, ledger.graph.headlines))

    assert table is not None
    for column, change in enumerate(table.change.places):
        assert sum(row.places[column] or 0 for row in table.rows) == change
    assert sum(row.points or 0 for row in table.rows) == table.change.points
