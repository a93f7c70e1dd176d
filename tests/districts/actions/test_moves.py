"""Why ranks changed, as it is stored with a publication."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from districts.actions.moves import move_digests
from districts.actions.publish import correct, publish
from districts.models import Event, Framework, MoveWhy, Publication, RankMove, Round, Unit
from districts.models.move import PLACES, POINTS
from tests import factories as make
from tests.districts import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared(round_2022: Round, round_2023: Round, author: User) -> Publication:
    """2023, compared with 2022 r1."""
    publish(round=round_2022, by=author)
    return publish(round=round_2023, by=author)


def move(publication: Publication, unit: Unit, measure: str = "total") -> RankMove:
    return RankMove.objects.get(
        published_unit__publication=publication, published_unit__unit=unit, measure__code=measure
    )


def moved(publication: Publication) -> list[str]:
    """The measures of one unit's moves."""
    rows = RankMove.objects.filter(published_unit=publication.units.all()[0])
    return sorted(rows.values_list("measure__code", flat=True))


def test_the_first_publication_has_none(round_2022: Round, author: User) -> None:
    publication = publish(round=round_2022, by=author)

    assert not RankMove.objects.exists()
    assert Event.objects.get(verb=Event.Verb.PUBLISH).after["moves_digests"] == {}  # type: ignore[index]
    assert publication.compared_with is None


def test_every_unit_has_one_of_the_total_and_of_every_pillar(compared: Publication) -> None:
    assert moved(compared) == ["economy", "government", "society", "total"]
    assert RankMove.objects.count() == 4 * 3


@pytest.mark.parametrize(("parts", "found"), [(2, ["part-0", "part-1", "total"]), (13, ["total"])])
def test_without_pillars_the_parts_of_the_total_have_one_unless_these_are_very_many(
    lao_cai: Unit, van_ban: Unit, author: User, parts: int, found: list[str]
) -> None:
    framework = make.FrameworkFactory.create()
    total = make.MeasureFactory.create(framework=framework, code="total", kind="total", max_points=10 * parts)
    codes = [f"part-{number}" for number in range(parts)]
    for position, code in enumerate(codes):
        part = make.MeasureFactory.create(framework=framework, code=code, position=position + 1, max_points=10)
        make.PartFactory.create(whole=total, part=part, position=position)
    for year in (2022, 2023):
        round = world.make_round(lao_cai, framework, year)
        world.make_card(round, van_ban, dict.fromkeys(codes, "5"), by=author)
        publication = publish(round=round, by=author)

    assert moved(publication) == found


def test_the_ranks_then_and_now_and_what_lies_between(compared: Publication, van_ban: Unit, bac_ha: Unit) -> None:
    own, others = move(compared, van_ban), move(compared, bac_ha)

    assert (own.before, own.after, own.own, own.others) == (3, 2, 1, 0)
    assert (others.before, others.after, others.own, others.others) == (2, 3, 0, -1)
    assert (own.own_points, own.maxima_points, own.rounding_points) == (Decimal("292.21"), 0, 0)


def test_a_figure_is_as_weak_as_what_it_is_compared_with(compared: Publication, van_ban: Unit) -> None:
    assert move(compared, van_ban).provenance == "illustrative"  # printed now, illustrative then


def test_how_many_share_a_rank(lao_cai: Unit, framework: Framework, author: User) -> None:
    units = [world.make_district(lao_cai, f"{number:03}", f"Nơi {number}") for number in range(3)]
    for year, totals in ((2022, "111"), (2023, "112")):
        round = world.make_round(lao_cai, framework, year)
        for unit, points in zip(units, totals, strict=True):
            world.make_card(round, unit, world.leaves(points, "0", "0", "0", "0"), by=author)
        publication = publish(round=round, by=author)

    assert [(move(publication, unit).shared_then, move(publication, unit).shared_now) for unit in units] == [
        (2, 1),
        (2, 1),
        (2, 0),
    ]


def test_where_the_frameworks_are_not_comparable_that_alone_is_stored(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    for year, by in ((2022, framework), (2023, world.make_framework("other"))):
        round = world.make_round(lao_cai, by, year)
        world.make_card(round, van_ban, world.leaves(*"12345"), by=author)
        publication = publish(round=round, by=author)
    row = move(publication, van_ban)

    assert (row.why, row.before, row.after, row.provenance) == (MoveWhy.NOT_COMPARABLE, None, 1, "")
    assert {getattr(row, name) for name in (*PLACES, *POINTS)} == {None}


def test_the_event_notes_a_digest_of_every_unit(compared: Publication) -> None:
    noted = Event.objects.filter(verb=Event.Verb.PUBLISH).latest("pk").after["moves_digests"]  # type: ignore[index]

    assert noted == move_digests(compared)
    assert sorted(noted) == ["085", "088", "089"]


def test_a_correction_has_its_own_against_the_same_year(compared: Publication, sa_pa: Unit, author: User) -> None:
    world.set_points(compared.round, sa_pa, "gov", "10")
    second = correct(publication=compared, reason="Tính lại", by=author)

    assert (move(compared, sa_pa).after, move(second, sa_pa).after) == (1, 2)
    assert move(second, sa_pa).before == 1


def test_what_does_not_count_in_the_pair_changes_no_digest(
    compared: Publication, round_2022: Round, van_ban: Unit, author: User
) -> None:
    before = move_digests(compared)
    world.set_points(round_2022, van_ban, "gov", "199")
    correct(publication=Publication.objects.get(round=round_2022), reason="Tính lại", by=author)

    assert move_digests(compared) == before
