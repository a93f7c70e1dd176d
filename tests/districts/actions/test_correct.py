import pytest
from django.contrib.auth.models import User

from districts.actions.errors import ActionError
from districts.actions.publish import correct, preview, publish
from districts.models import Event, Publication, Round, Scorecard, Standing, Unit
from tests.districts import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(round_2023: Round, author: User) -> Publication:
    return publish(round=round_2023, by=author)


def change(round: Round, sa_pa: Unit) -> None:
    world.set_points(round, sa_pa, "gov", "170")


def test_a_correction_is_the_next_revision(first: Publication, sa_pa: Unit, author: User) -> None:
    change(first.round, sa_pa)
    second = correct(publication=first, reason="Tính lại", by=author)
    assert (second.revision, second.reason) == (2, "Tính lại")


def test_the_old_revision_stays_as_it_was(first: Publication, sa_pa: Unit, author: User) -> None:
    before = list(Standing.objects.filter(publication=first).order_by("pk").values())
    change(first.round, sa_pa)
    correct(publication=first, reason="Tính lại", by=author)
    assert list(Standing.objects.filter(publication=first).order_by("pk").values()) == before


def test_the_event_lists_what_changed_before_and_after(first: Publication, sa_pa: Unit, author: User) -> None:
    change(first.round, sa_pa)
    correct(publication=first, reason="Tính lại", by=author)
    event = Event.objects.get(verb=Event.Verb.CORRECT)
    assert isinstance(event.after, dict)
    changes = {(one["unit"], one["measure"]): one for one in event.after["changes"]}
    assert set(changes) == {("088", "gov"), ("088", "total"), ("088", "government")}
    assert changes["088", "total"]["before"] == {"points": "820.5", "rank": 1}
    assert changes["088", "total"]["after"] == {"points": "810.5", "rank": 1}


def test_the_event_says_what_it_corrects_and_why(first: Publication, sa_pa: Unit, author: User) -> None:
    change(first.round, sa_pa)
    correct(publication=first, reason="Tính lại", by=author)
    event = Event.objects.get(verb=Event.Verb.CORRECT)
    assert event.reason == "Tính lại"
    assert event.before == {"publication": first.pk, "revision": 1, "digest": first.digest}


def test_a_changed_rank_is_a_difference_of_others_too(
    first: Publication, sa_pa: Unit, van_ban: Unit, author: User
) -> None:
    world.set_points(first.round, sa_pa, "gov", "0")
    found = preview(round=first.round).differences.standings
    ranks = {one.unit_code: (one.before, one.after) for one in found if one.measure == "total"}
    before, after = ranks["089"]
    assert before is not None
    assert after is not None
    assert (before.rank, after.rank) == (2, 1)


def test_a_correction_needs_a_reason(first: Publication, sa_pa: Unit, author: User) -> None:
    change(first.round, sa_pa)
    with pytest.raises(ActionError):
        correct(publication=first, reason="  ", by=author)


def test_a_correction_that_corrects_nothing_is_refused(first: Publication, author: User) -> None:
    with pytest.raises(ActionError):
        correct(publication=first, reason="Tính lại", by=author)
    assert Publication.objects.count() == 1


def test_a_decision_number_alone_is_worth_a_correction(first: Publication, author: User) -> None:
    second = correct(publication=first, reason="Số quyết định", by=author, decision_number="684/QĐ-UBND")
    assert second.decision_number == "684/QĐ-UBND"


def test_only_the_latest_revision_is_corrected(first: Publication, sa_pa: Unit, author: User) -> None:
    change(first.round, sa_pa)
    correct(publication=first, reason="Tính lại", by=author)
    world.set_points(first.round, sa_pa, "gov", "160")
    with pytest.raises(ActionError):
        correct(publication=first, reason="Tính lại lần nữa", by=author)


def test_a_new_name_is_a_difference(first: Publication, sa_pa: Unit, author: User) -> None:
    sa_pa.name_en = "Sapa"
    sa_pa.save()
    second = correct(publication=first, reason="Tên tiếng Anh", by=author)
    assert second.units.get(unit=sa_pa).name_en == "Sapa"


def test_a_unit_left_out_is_a_difference(first: Publication, bac_ha: Unit, author: User) -> None:
    card = Scorecard.objects.get(round=first.round, unit=bac_ha)
    card.scores.all().delete()
    card.delete()
    found = preview(round=first.round).differences.standings
    gone = [one for one in found if one.unit_code == bac_ha.code]
    assert len(gone) == len(world.SHAPE)
    assert {one.after for one in gone} == {None}
    assert {one.unit_name for one in gone} == {"Bắc Hà"}


def test_a_unit_that_comes_in_is_a_difference(first: Publication, lao_cai: Unit, author: User) -> None:
    muong_khuong = world.make_district(lao_cai, "083", "Mường Khương")
    world.make_illustrative_card(first.round, muong_khuong, world.leaves(*"12345"), by=author)
    found = preview(round=first.round).differences.standings
    assert {one.before for one in found if one.unit_code == "083"} == {None}


def test_the_year_after_compares_with_the_latest_revision(
    round_2022: Round, first: Publication, sa_pa: Unit, author: User
) -> None:
    before = publish(round=round_2022, by=author)
    world.set_points(round_2022, sa_pa, "gov", "175")
    corrected = correct(publication=before, reason="Tính lại", by=author)
    second = correct(publication=first, reason="So với năm trước", by=author)
    assert second.compared_with == corrected


def test_nothing_is_written_when_a_correction_is_refused(first: Publication, author: User) -> None:
    with pytest.raises(ActionError):
        correct(publication=first, reason="", by=author)
    assert Event.objects.count() == 1
