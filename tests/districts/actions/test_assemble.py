from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

import scoring
from districts.actions.assemble import entries_of, framework_of, provenance_of, sheet_of
from districts.models import Framework, Provenance, Round, Scorecard, Unit
from tests.districts import world

pytestmark = pytest.mark.django_db


def test_the_graph_is_that_of_the_rows(framework: Framework) -> None:
    built = framework_of(framework)
    assert built.codes == tuple(world.SHAPE)
    assert [built.codes[part] for part in built.parts[built.index["society"]]] == ["foundation", "soc"]
    assert built.codes[built.total] == "total"


def test_a_measure_keeps_what_it_declares(framework: Framework) -> None:
    framework.measures.filter(code__in=["gov", "government", "total"]).update(min_points=-5)
    framework.measures.filter(code="gov").update(decimals=3, not_applicable="full")
    built = framework_of(framework)
    measure = built.measures[built.index["gov"]]
    assert (measure.decimals, measure.min_points) == (3, Decimal(-5))
    assert measure.not_applicable is scoring.NotApplicable.FULL


def test_the_order_of_the_parts_is_kept(framework: Framework) -> None:
    built = framework_of(framework)
    whole = built.measures[built.index["total"]]
    assert whole.parts == ("foundation", "gov", "econ", "soc")


def test_a_framework_takes_two_queries(framework: Framework, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        framework_of(framework)


def test_units_come_in_the_order_of_the_alphabet(round_2023: Round, bac_ha: Unit, sa_pa: Unit, van_ban: Unit) -> None:
    assert sheet_of(round_2023).units == (bac_ha.pk, sa_pa.pk, van_ban.pk)


def test_who_is_not_ranked_is_said(round_2023: Round, bac_ha: Unit) -> None:
    Scorecard.objects.filter(round=round_2023, unit=bac_ha).update(ranked=False)
    assert sheet_of(round_2023).ranked.tolist() == [False, True, True]


def test_a_figure_keeps_all_that_was_stored(lao_cai: Unit, framework: Framework, sa_pa: Unit, author: User) -> None:
    round = world.make_round(lao_cai, framework)
    card = world.make_card(round, sa_pa, {"gov": "12.5#3"}, by=author, provenance=Provenance.PRESS, source="Báo")
    card.scores.update(margin=Decimal("0.005"))
    [entry] = entries_of(round)
    assert (entry.unit, entry.code, entry.source) == (sa_pa.pk, "gov", "Báo")
    assert entry.figure == scoring.Figure(points=Decimal("12.5"), margin=Decimal("0.005"), printed_rank=3, provenance=1)


def test_the_four_kinds_of_nothing_are_kept_apart(
    lao_cai: Unit, framework: Framework, sa_pa: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework)
    world.make_card(round, sa_pa, {"gov": "0", "econ": "missing", "soc": "not_applicable"}, by=author)
    figures = {entry.code: entry.figure for entry in entries_of(round)}
    assert (figures["gov"].state, figures["gov"].points) == (scoring.State.SCORED, Decimal(0))
    assert (figures["econ"].state, figures["econ"].points) == (scoring.State.MISSING, None)
    assert figures["soc"].state is scoring.State.NOT_APPLICABLE
    assert "awareness" not in figures


def test_more_figures_need_no_more_queries(
    round_2022: Round, round_2023: Round, django_assert_num_queries: Any
) -> None:
    for round in (round_2022, round_2023):
        with django_assert_num_queries(4):
            sheet_of(round)


@pytest.mark.parametrize(("number", "word"), [(0, "official"), (1, "press"), (2, "illustrative"), (None, "")])
def test_strengths_have_their_words(number: int | None, word: str) -> None:
    assert provenance_of(number) == word
