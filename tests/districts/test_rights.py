"""Who may see and do what, as one matrix; each row of it is one rule of the house."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser, User

from districts import rights
from districts.models import Framework, Measure, Role, Round, Scorecard, Unit
from tests import factories as make
from tests.districts import world
from tests.districts.people import give_role, make_person

WHO = ("staff", "head", "appraiser", "publisher", "administrator", "reader", "outsider", "stranger", "superuser")
Rule = Callable[[User, Scorecard], bool]


@pytest.fixture
def card(round_2023: Round, van_ban: Unit) -> Scorecard:
    return Scorecard.objects.get(round=round_2023, unit=van_ban)


@pytest.fixture
def everybody(request: pytest.FixtureRequest) -> dict[str, User]:
    return {name: request.getfixturevalue(name) for name in WHO}


def sees(user: User, card: Scorecard) -> bool:
    return rights.scorecards_visible_to(user).filter(pk=card.pk).exists()


def appraises(user: User, card: Scorecard) -> bool:
    return rights.can_appraise(user, card, measure(card, "gov"))


def runs(user: User, card: Scorecard) -> bool:
    return rights.can_run(user, card.round)


def opens_rounds(user: User, card: Scorecard) -> bool:
    return rights.can_open_rounds(user, card.round.authority)


def manages_people(user: User, card: Scorecard) -> bool:
    return rights.can_manage_people(user, card.round.authority)


def measure(card: Scorecard, code: str) -> Measure:
    return card.round.framework.measures.get(code=code)


AUTHORITY = {"appraiser", "publisher", "administrator", "reader", "superuser"}
RULES: list[tuple[Rule, set[str]]] = [
    (sees, {"staff", "head", *AUTHORITY}),
    (rights.can_enter, {"staff", "head"}),
    (rights.can_reply, {"staff", "head"}),
    (rights.can_submit, {"head"}),
    (appraises, {"appraiser"}),
    (rights.may_appraise_any, {"appraiser"}),
    (rights.can_finish_appraisal, {"appraiser", "publisher", "superuser"}),
    (rights.can_return, {"appraiser", "publisher", "superuser"}),
    (rights.can_reopen, {"publisher", "superuser"}),
    (runs, {"publisher", "administrator", "superuser"}),
    (opens_rounds, {"publisher", "administrator", "superuser"}),
    (manages_people, {"administrator", "superuser"}),
]


@pytest.mark.parametrize(("rule", "allowed"), RULES, ids=[rule.__name__ for rule, _ in RULES])
def test_each_act_is_for_some_and_nobody_else(
    everybody: dict[str, User], card: Scorecard, rule: Rule, allowed: set[str]
) -> None:
    assert {name for name, user in everybody.items() if rule(user, card)} == allowed


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=[rule.__name__ for rule, _ in RULES])
def test_a_closed_account_may_nothing(everybody: dict[str, User], card: Scorecard, rule: Rule) -> None:
    User.objects.update(is_active=False)

    assert [name for name, user in everybody.items() if rule(User.objects.get(pk=user.pk), card)] == []


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=[rule.__name__ for rule, _ in RULES])
def test_who_is_not_logged_in_may_nothing(card: Scorecard, rule: Callable[..., bool]) -> None:
    assert not rule(AnonymousUser(), card)


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=[rule.__name__ for rule, _ in RULES])
def test_an_account_without_a_role_may_nothing(card: Scorecard, author: User, rule: Rule) -> None:
    assert not rule(author, card)


def test_staff_see_their_own_unit_only(round_2023: Round, staff: User, van_ban: Unit) -> None:
    assert [card.unit for card in rights.scorecards_visible_to(staff)] == [van_ban]


def test_a_person_of_two_units_sees_both(round_2023: Round, staff: User, van_ban: Unit, bac_ha: Unit) -> None:
    give_role(staff, Role.STAFF, bac_ha)

    assert {card.unit for card in rights.scorecards_visible_to(staff)} == {van_ban, bac_ha}


def test_two_roles_at_one_unit_show_a_scorecard_once(round_2023: Round, staff: User, van_ban: Unit) -> None:
    give_role(staff, Role.HEAD, van_ban)

    assert rights.scorecards_visible_to(staff).count() == 1


def test_several_people_of_a_unit_may_enter(card: Scorecard, staff: User, head: User, van_ban: Unit) -> None:
    third = make_person("can-bo-2", Role.STAFF, van_ban)

    assert all(rights.can_enter(user, card) for user in (staff, head, third))


def test_staff_of_the_authority_are_not_staff_of_its_units(card: Scorecard, lao_cai: Unit) -> None:
    assert not rights.can_enter(make_person("van-phong", Role.STAFF, lao_cai), card)


@pytest.mark.parametrize("name", ["staff", "reader", "publisher"])
def test_whoever_sees_a_scorecard_sees_its_round(everybody: dict[str, User], round_2023: Round, name: str) -> None:
    assert list(rights.rounds_visible_to(everybody[name])) == [round_2023]


def test_a_round_without_scorecards_is_seen_at_its_authority_only(
    everybody: dict[str, User], lao_cai: Unit, framework: Framework
) -> None:
    world.make_round(lao_cai, framework, 2025)

    assert {name for name, user in everybody.items() if rights.rounds_visible_to(user).exists()} == AUTHORITY


# Appraisers of some measures


def appraiser_of(card: Scorecard, *codes: str) -> User:
    return make_person("mot-phan", Role.APPRAISER, card.round.authority, [measure(card, code) for code in codes])


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        (("gov",), {"gov"}),
        (("gov", "econ"), {"gov", "econ"}),
        (("foundation",), {"foundation", "awareness", "security", "smart-city"}),
        (("government",), {"government", "foundation", "awareness", "security", "smart-city", "gov"}),
        (("total",), set(world.SHAPE) - {"government", "economy", "society"}),
    ],
)
def test_what_is_given_covers_what_is_below_it(card: Scorecard, given: tuple[str, ...], allowed: set[str]) -> None:
    user = appraiser_of(card, *given)

    assert {one.code for one in card.round.framework.measures.all() if rights.can_appraise(user, card, one)} == allowed


def test_an_appraiser_of_some_sees_the_whole_scorecard(card: Scorecard) -> None:
    assert sees(appraiser_of(card, "gov"), card)


def test_an_appraiser_of_some_cannot_finish(card: Scorecard) -> None:
    assert not rights.can_finish_appraisal(appraiser_of(card, "gov"), card)


def test_an_appraiser_of_some_may_return(card: Scorecard) -> None:
    assert rights.can_return(appraiser_of(card, "gov"), card)


def test_measures_of_another_framework_give_nothing_here(card: Scorecard, lao_cai: Unit) -> None:
    elsewhere = make.MeasureFactory.create()
    user = make_person("khoa-truoc", Role.APPRAISER, lao_cai, [elsewhere])

    assert not rights.may_appraise_any(user, card)
    assert not rights.can_finish_appraisal(user, card)


def test_a_measure_of_another_framework_is_never_appraised_here(card: Scorecard, appraiser: User) -> None:
    assert not rights.can_appraise(appraiser, card, make.MeasureFactory.create())


# People


@pytest.mark.parametrize(
    ("name", "role", "place", "allowed"),
    [
        ("administrator", Role.STAFF, "van_ban", True),
        ("administrator", Role.HEAD, "van_ban", True),
        ("administrator", Role.PUBLISHER, "lao_cai", True),
        ("administrator", Role.ADMINISTRATOR, "lao_cai", True),
        ("administrator", Role.STAFF, "lao_cai", False),
        ("administrator", Role.PUBLISHER, "van_ban", False),
        ("stranger", Role.STAFF, "van_ban", False),
        ("stranger", Role.READER, "lao_cai", False),
        ("publisher", Role.STAFF, "van_ban", False),
        ("head", Role.STAFF, "van_ban", False),
        ("superuser", Role.ADMINISTRATOR, "lao_cai", True),
    ],
)
def test_roles_are_given_by_the_administrator_of_the_place(
    request: pytest.FixtureRequest, name: str, role: Role, place: str, allowed: bool
) -> None:
    assert rights.can_give(request.getfixturevalue(name), role, request.getfixturevalue(place)) is allowed


def test_a_unit_in_a_round_is_below_its_authority(administrator: User, card: Scorecard) -> None:
    guest = make.ScorecardFactory.create(round=card.round).unit

    assert rights.can_give(administrator, Role.STAFF, guest)


def test_the_doors_follow_the_roles(everybody: dict[str, User], author: User) -> None:
    open_doors = {name: rights.doors_of(user) for name, user in {**everybody, "author": author}.items()}

    assert {name for name, doors in open_doors.items() if doors.work} == set(WHO)
    assert {name for name, doors in open_doors.items() if doors.rounds} == {*AUTHORITY, "stranger"}
    assert {name for name, doors in open_doors.items() if doors.people} == {"administrator", "stranger", "superuser"}


def test_authorities_are_visible_through_roles_and_scorecards(
    everybody: dict[str, User], lao_cai: Unit, round_2023: Round
) -> None:
    seeing = {name for name, user in everybody.items() if lao_cai in rights.authorities_visible_to(user)}

    assert seeing == set(WHO) - {"stranger"}


@pytest.mark.parametrize(("name", "found"), [("publisher", True), ("reader", False), ("superuser", True)])
def test_rounds_are_opened_where_one_runs_them(
    request: pytest.FixtureRequest, lao_cai: Unit, name: str, found: bool
) -> None:
    assert (lao_cai in rights.authorities_run_by(request.getfixturevalue(name))) is found
