"""Boards as of a day, what open tasks would bring, and what aims in fact gained."""

from datetime import date as day
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from districts.actions.agreements import save_agreement
from districts.actions.publish import publish
from districts.models import Framework, Round, Unit
from districts.queries.editions import Edition, find_edition
from districts.queries.errors import NoSuchError
from districts.queries.task_gains import Gain, Outcome, load_gains, load_prospect
from districts.queries.tasks import Board, Urgency, load_board, load_tally
from tests.districts import world
from tests.districts.task_world import agreement_said, aims, make_department, make_task, report_said

pytestmark = pytest.mark.django_db
ON = day(2024, 10, 15)


@pytest.fixture
def round(round_2023: Round, author: User) -> Round:
    publish(round=round_2023, by=author, office="UBND tỉnh")
    return round_2023


@pytest.fixture
def edition(round: Round) -> Edition:
    return find_edition("lao-cai", 2023)


def codes(board: Board) -> list[str]:
    return [line.code for line in board.lines]


def test_overdue_and_blocked_come_first(round: Round, edition: Edition, van_ban: Unit, administrator: User) -> None:
    past, future = day(2024, 10, 14), day(2025, 1, 1)
    blocked = report_said(state="blocked")
    done = report_said(state="done", progress=100)
    make_task(round, van_ban, administrator, code="open", due=future)
    make_task(round, van_ban, administrator, report_said(state="dropped"), code="dropped", due=past)
    make_task(round, van_ban, administrator, done, code="done", due=past)
    make_task(round, van_ban, administrator, blocked, code="blocked", due=future)
    make_task(round, van_ban, administrator, code="late", due=past)
    board = load_board(edition, on=ON)

    assert codes(board) == ["late", "blocked", "open", "done", "dropped"]
    assert [line.urgency for line in board.lines] == list(Urgency)
    assert board.lines[0].days_late == 1
    assert (board.open, board.overdue, board.blocked, board.done) == (3, 1, 1, 1)


def test_a_task_due_today_is_not_overdue(round: Round, edition: Edition, van_ban: Unit, administrator: User) -> None:
    make_task(round, van_ban, administrator, due=ON)

    assert load_board(edition, on=ON).lines[0].days_late == 0


def test_a_board_knows_only_what_was_reported_up_to_its_day(
    round: Round, edition: Edition, van_ban: Unit, administrator: User
) -> None:
    make_task(round, van_ban, administrator, report_said(date=day(2024, 10, 16), state="done", progress=100))

    before, after = (load_board(edition, on=on).lines[0] for on in (ON, day(2024, 10, 16)))
    assert (before.state, before.progress, before.reported_on) == ("planned", 0, None)
    assert (after.state, after.progress) == ("done", 100)


def test_internal_tasks_and_agreements_are_on_no_board(
    round: Round, edition: Edition, van_ban: Unit, sa_pa: Unit, administrator: User
) -> None:
    inside = save_agreement(round=round, said=agreement_said([van_ban, sa_pa], title_vi="Kín"), by=administrator)
    make_task(round, van_ban, administrator, is_public=False)
    make_task(round, van_ban, administrator, code="N02", agreement=inside)
    board = load_board(edition, on=ON)

    assert codes(board) == ["N02"]
    assert board.agreements == ()
    assert board.lines[0].agreement == ""


def test_a_unit_has_what_it_owns_and_what_it_helps_with(
    round: Round, edition: Edition, lao_cai: Unit, van_ban: Unit, sa_pa: Unit, administrator: User
) -> None:
    department = make_department(lao_cai)
    make_task(round, van_ban, administrator, code="own")
    make_task(round, department, administrator, code="helped", helpers=(van_ban,))
    make_task(round, sa_pa, administrator, code="other")

    assert codes(load_board(edition, on=ON, unit="van-ban")) == ["helped", "own"]
    assert codes(load_board(edition, on=ON, unit="so-tttt")) == ["helped"]
    assert codes(load_board(edition, on=ON, unit="bac-ha")) == []
    with pytest.raises(NoSuchError):
        load_board(edition, on=ON, unit="zzz")


def test_tasks_are_chosen_by_field_state_and_unit(
    round: Round, edition: Edition, van_ban: Unit, sa_pa: Unit, administrator: User
) -> None:
    make_task(round, van_ban, administrator, report_said(state="blocked"), code="a", due=day(2024, 6, 1))
    make_task(round, sa_pa, administrator, code="b", area="security")
    board = load_board(edition, on=ON)

    assert codes(board.chosen(area="security")) == ["b"]
    assert codes(board.chosen(state="blocked")) == codes(board.chosen(state="overdue")) == ["a"]
    assert codes(board.chosen(state="open")) == ["a", "b"]
    assert codes(board.chosen(unit="sa-pa")) == ["b"]


def test_the_tally_counts_public_tasks_of_a_unit(
    round: Round, edition: Edition, lao_cai: Unit, van_ban: Unit, administrator: User
) -> None:
    done = report_said(state="done", progress=100)
    make_task(round, van_ban, administrator, done)
    make_task(round, make_department(lao_cai), administrator, code="N02", helpers=(van_ban,))
    make_task(round, van_ban, administrator, code="N03", is_public=False)
    tally = load_tally(edition, van_ban.pk)

    assert (tally.tasks, tally.open) == (2, 1)


# If the open tasks succeed: Văn Bàn has 722.21, second by its printed rank; Sa Pa has 820.50.


def prospect(edition: Edition, unit: Unit, slug: str) -> Any:
    return load_prospect(edition, slug, unit.pk, load_board(edition, on=ON, unit=slug).lines)


def test_points_are_added_and_everybody_is_ranked_again(
    round: Round, edition: Edition, bac_ha: Unit, administrator: User
) -> None:
    """Bắc Hà has 565.25; its leaves are known."""
    make_task(round, bac_ha, administrator, aims=aims(round, ("gov", "10"), ("soc", "4.5")))
    make_task(
        round,
        bac_ha,
        administrator,
        report_said(state="done", progress=100),
        code="N02",
        aims=aims(round, ("gov", "5")),
    )
    found = prospect(edition, bac_ha, "bac-ha")

    assert (found.tasks, found.expected, found.counted, found.is_less) == (1, Decimal("14.5"), Decimal("14.5"), False)
    assert found.line.total.before.points == Decimal("565.25")
    assert found.line.total.after.points == Decimal("579.75")


def test_aims_at_what_is_not_published_count_at_the_whole_that_is(
    round: Round, edition: Edition, van_ban: Unit, administrator: User
) -> None:
    """Of Văn Bàn the foundation is derived, nothing below it is known."""
    make_task(round, van_ban, administrator, aims=aims(round, ("awareness", "6")))

    assert prospect(edition, van_ban, "van-ban").line.total.after.points == Decimal("728.21")


def test_aims_at_a_whole_count_where_there_is_room_below_it(
    round: Round, edition: Edition, bac_ha: Unit, administrator: User
) -> None:
    make_task(round, bac_ha, administrator, aims=aims(round, ("foundation", "180")))

    assert prospect(edition, bac_ha, "bac-ha").line.total.after.points == Decimal("745.25")


def test_what_several_tasks_promise_is_no_more_than_can_be_won(
    round: Round, edition: Edition, bac_ha: Unit, administrator: User
) -> None:
    for code in ("N01", "N02"):
        make_task(round, bac_ha, administrator, code=code, aims=aims(round, ("gov", "80")))
    found = prospect(edition, bac_ha, "bac-ha")

    assert (found.expected, found.counted, found.is_less) == (160, 100, True)
    assert found.line.total.after.points == Decimal("665.25")


def test_of_several_years_the_most_counts_once(
    round: Round, edition: Edition, bac_ha: Unit, administrator: User
) -> None:
    both = (*aims(round, ("gov", "5")), *aims(round, ("gov", "8"), year=2025))
    make_task(round, bac_ha, administrator, aims=both)

    assert prospect(edition, bac_ha, "bac-ha").expected == 8


def test_a_unit_that_only_helps_an_assessed_owner_wins_nothing(
    round: Round, edition: Edition, van_ban: Unit, bac_ha: Unit, administrator: User
) -> None:
    make_task(round, van_ban, administrator, helpers=(bac_ha,), aims=aims(round, ("gov", "5")))

    assert prospect(edition, bac_ha, "bac-ha") is None


def test_without_open_aims_there_is_no_scenario(
    round: Round, edition: Edition, van_ban: Unit, administrator: User
) -> None:
    make_task(round, van_ban, administrator)

    assert prospect(edition, van_ban, "van-ban") is None


# A year later


def gains(edition: Edition, unit: Unit) -> dict[str, Gain]:
    board = load_board(edition, on=ON)
    found = load_gains(edition, board.lines)
    names = {aim.measure: aim.code for line in board.lines for aim in line.aims}
    return {names[measure]: gain for (of, measure, _year), gain in found.items() if of == unit.pk}


def publish_2024(lao_cai: Unit, framework: Framework, unit: Unit, points: dict[str, str], author: User) -> None:
    round = world.make_round(lao_cai, framework, 2024)
    world.make_illustrative_card(round, unit, points, by=author)
    publish(round=round, by=author, office="UBND tỉnh")


def test_before_the_next_results_nothing_can_be_told(
    round: Round, edition: Edition, van_ban: Unit, administrator: User
) -> None:
    make_task(round, van_ban, administrator, aims=aims(round, ("gov", "10")))

    assert gains(edition, van_ban) == {"gov": Gain(Outcome.NOT_YET)}


def test_what_was_gained_is_the_change_of_the_measure(
    round: Round, edition: Edition, lao_cai: Unit, van_ban: Unit, administrator: User, author: User
) -> None:
    make_task(round, van_ban, administrator, aims=aims(round, ("gov", "10"), ("awareness", "5")))
    publish_2024(lao_cai, round.framework, van_ban, world.leaves("200", "190", "170", "90", "110"), author)
    found = gains(edition, van_ban)

    assert found["gov"] == Gain(Outcome.KNOWN, Decimal("2.865"), ("press", "illustrative"))
    assert found["awareness"].outcome is Outcome.NO_POINTS  # not published in 2023


@pytest.mark.parametrize(("declared", "maximum", "outcome"), [
    (True, 200, Outcome.KNOWN), (True, 250, Outcome.NOT_COMPARABLE), (False, 200, Outcome.NOT_COMPARABLE),
])  # fmt: skip
def test_another_framework_counts_where_the_measure_is_declared_comparable(
    round: Round, edition: Edition, lao_cai: Unit, van_ban: Unit, administrator: User, author: User,
    declared: bool, maximum: int, outcome: Outcome,
) -> None:  # fmt: skip
    make_task(round, van_ban, administrator, aims=aims(round, ("gov", "10")))
    later = world.make_framework("lao-cai-405")
    gov = later.measures.get(code="gov")
    gov.max_points = Decimal(maximum)
    gov.comparable_to = round.framework.measures.get(code="gov") if declared else None
    gov.save()
    later.measures.filter(code="total").update(max_points=800 + maximum)
    later.measures.filter(code="government").update(max_points=500 + maximum)
    publish_2024(lao_cai, later, van_ban, world.leaves("200", "190", "170", "90", "110"), author)

    assert gains(edition, van_ban)["gov"].outcome is outcome
