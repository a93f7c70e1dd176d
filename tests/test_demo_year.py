"""The demo's open round: its communes stand at every stage, and who plays it on comes to a published table."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from districts import answers, rights
from districts.actions import appraisal, demo_year
from districts.actions.demo import SYSTEM
from districts.actions.publish import publish
from districts.actions.transitions import Act, Covering, move
from districts.checks import examine
from districts.checks.reading import answers_of
from districts.deadlines import INDOCHINA
from districts.models import (
    Assessor,
    Event,
    FigureChange,
    Measure,
    Provenance,
    Role,
    Round,
    Score,
    Scorecard,
    Unit,
)
from scoring import rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(demo: str) -> Round:
    return Round.objects.get(year=2026)


def card(code: str) -> Scorecard:
    return Scorecard.objects.select_related("round__framework", "unit").get(round__year=2026, unit__code=code)


@pytest.mark.parametrize(
    ("code", "kind", "name"),
    [
        ("02647", "ward", "Lào Cai"),
        ("02761", "commune", "Mường Khương"),
        ("02839", "commune", "Bắc Hà"),
        ("03006", "ward", "Sa Pa"),
        ("03082", "commune", "Văn Bàn"),
        ("04252", "ward", "Yên Bái"),
    ],
)
def test_its_units_are_communes_of_lao_cai_as_it_is_since_july_2025(
    round: Round, code: str, kind: str, name: str
) -> None:
    unit = Unit.objects.get(code=code)
    assert (unit.kind, unit.name_vi, unit.parent) == (kind, name, round.authority)
    assert (round.authority.code, str(round.authority.valid_from)) == ("15", "2025-07-01")


def test_every_stage_is_there(round: Round) -> None:
    stages = dict(round.scorecards.values_list("unit__code", "stage"))
    assert stages == {
        "03082": "draft",
        "02839": "submitted",
        "02761": "returned",
        "02647": "appraised",
        "03006": "appraised",
        "04252": "appraised",
    }


def test_half_of_van_ban_is_entered(round: Round) -> None:
    answered = [answer.code for answer in answers_of(card("03082")) if answer.state]
    assert answered == list(demo_year.BEGUN)


def test_it_closes_in_thirty_days_at_five_in_vietnam(round: Round) -> None:
    assert round.opens is not None
    assert round.closes is not None
    assert (round.closes.astimezone(INDOCHINA).date() - timezone.now().astimezone(INDOCHINA).date()).days == 30
    assert round.closes.astimezone(INDOCHINA).hour == 17
    assert round.opens < timezone.now()


def test_all_of_it_is_illustrative(round: Round) -> None:
    assert round.provenance == Provenance.ILLUSTRATIVE
    assert set(Score.objects.filter(scorecard__round=round).values_list("provenance", flat=True)) == {"illustrative"}


def test_the_framework_has_every_kind_of_rule(round: Round) -> None:
    measures = Measure.objects.filter(framework=round.framework, kind="criterion")
    kinds = {type(answers.rule_of(measure.rule)) for measure in measures}
    assert kinds == {*rules.RULES.values(), type(None)}
    assert measures.filter(assessed_by=Assessor.PROVINCE).count() == 2
    assert Measure.objects.get(framework=round.framework, kind="total").max_points == 100


@pytest.mark.parametrize(
    ("username", "role", "codes"),
    [
        ("can-bo", Role.STAFF, ["02761", "03082"]),
        ("lanh-dao", Role.HEAD, ["02761", "03082"]),
        ("tham-dinh", Role.APPRAISER, ["15"]),
        ("cong-bo", Role.PUBLISHER, ["15"]),
        ("quan-tri", Role.ADMINISTRATOR, ["15"]),
        ("xem", Role.READER, ["15"]),
    ],
)
def test_each_log_in_has_its_role(demo: str, username: str, role: Role, codes: list[str]) -> None:
    user = User.objects.get(username=username)
    assert rights.roles_of(user) == {role}
    assert sorted(user.assignments.values_list("unit__code", flat=True)) == codes
    assert user.is_staff


@pytest.mark.parametrize("username", [demo_year.OTHERS, SYSTEM])
def test_nobody_can_log_in_as_the_other_units_or_the_system(demo: str, username: str) -> None:
    assert not User.objects.get(username=username).has_usable_password()


def test_all_but_van_ban_can_be_finished_at_once(round: Round) -> None:
    demo_year.finish_others(round)
    stages = dict(round.scorecards.values_list("unit__code", "stage"))
    assert {code for code, stage in stages.items() if stage != "appraised"} == {"03082"}


def test_every_figure_has_its_history(round: Round) -> None:
    untold = Score.objects.filter(scorecard__round=round, changes=None)
    assert not untold.exists()
    assert FigureChange.objects.filter(event__verb=Event.Verb.REPLY, score__scorecard__round=round).count() == 1


def test_what_is_returned_has_a_reason(demo: str) -> None:
    reasons = card("02761").scores.exclude(return_reason="").values_list("measure__code", "return_reason")
    assert dict(reasons) == demo_year.RETURNED


def test_the_year_can_be_played_to_its_end(round: Round) -> None:
    """What the guides do, without their clicks."""
    cast = demo_year.Cast({code: card(code) for code in ("03082", "02761", "02839")})
    cast.enter("03082", [answer.code for answer in answers_of(card("03082")) if not answer.state])
    for code in ("03082", "02761"):
        assert not [finding for finding in examine(answers_of(card(code))) if finding.is_error]
        covering = Covering("13/BC-UBND", timezone.localdate(), demo_year.SIGNER)
        move(scorecard=card(code), act=Act.SUBMIT, by=cast.head, covering=covering)
    for code in ("03082", "02761", "02839"):
        cast.settle(code)
        appraisal.finish(scorecard=card(code), by=cast.appraiser)
    publication = publish(round=round, by=User.objects.get(username="cong-bo"))

    total = publication.standings.filter(measure__code="total").order_by("rank")
    assert list(total.values_list("rank", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert publication.provenance == Provenance.ILLUSTRATIVE
