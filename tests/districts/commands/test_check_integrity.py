"""Rows are altered past the portal here, in SQL, as somebody with the database's password would."""

import json
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from districts.actions import digest
from districts.actions.margins import digest_anew
from districts.actions.publish import correct, publish
from districts.actions.rows import StandingRow, UnitRow
from districts.models import (
    Event,
    Framework,
    Margins,
    Publication,
    PublishedUnit,
    RankMargin,
    RankMove,
    Round,
    Standing,
    Summary,
    Unit,
)
from tests import factories as make
from tests.districts import world

pytestmark = pytest.mark.django_db
NAME = "lao-cai/2023/districts r1"


@pytest.fixture
def publication(round_2023: Round, author: User) -> Publication:
    return publish(round=round_2023, by=author)


@pytest.fixture
def van_ban_row(publication: Publication, van_ban: Unit) -> PublishedUnit:
    return publication.units.get(unit=van_ban)


@pytest.fixture
def total(van_ban_row: PublishedUnit) -> Standing:
    return van_ban_row.standings.get(measure__code="total")


def sql(statement: str, *values: str | int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount >= 1


def damage() -> list[str]:
    """What the command names; it ends with an error whenever it names anything."""
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_integrity", "--language", "en", stdout=out)
    return out.getvalue().splitlines()


def test_what_was_published_is_found_whole(publication: Publication, sa_pa: Unit, author: User) -> None:
    world.set_points(publication.round, sa_pa, "gov", "170")
    correct(publication=publication, reason="Tính lại", by=author)
    out = StringIO()
    call_command("check_integrity", "--language", "en", stdout=out)
    assert out.getvalue() == "2 publications are as they were published.\n"


def test_nothing_published_is_nothing_altered(db: None) -> None:
    out = StringIO()
    call_command("check_integrity", "--language", "en", stdout=out)
    assert out.getvalue().startswith("0 publications")


@pytest.mark.parametrize(
    ("column", "value"),
    [("points", "733.00"), ("rank", 1), ("source", "?"), ("provenance", "official"), ("coverage", "0.5")],
)
def test_an_altered_standing_is_found(publication: Publication, total: Standing, column: str, value: str | int) -> None:
    sql(f"UPDATE districts_standing SET {column} = %s WHERE id = %s", value, total.pk)  # noqa: S608
    assert f"{NAME}, Văn Bàn: the standing of total was altered" in damage()


def test_an_altered_standing_without_a_digest_is_found(van_ban_row: PublishedUnit, total: Standing) -> None:
    sql("UPDATE districts_standing SET digest = '' WHERE published_unit_id = %s", van_ban_row.pk)
    sql("UPDATE districts_standing SET points = 733 WHERE id = %s", total.pk)
    assert damage() == [f"{NAME}, Văn Bàn: a standing was altered"]


def test_an_altered_standing_with_a_fitting_digest_is_still_found(total: Standing) -> None:
    sql("UPDATE districts_standing SET points = 733 WHERE id = %s", total.pk)
    row = StandingRow(*Standing.objects.filter(pk=total.pk).values_list(*StandingRow._fields).get())
    sql("UPDATE districts_standing SET digest = %s WHERE id = %s", digest.digest_of_standing(row), total.pk)
    assert damage() == [f"{NAME}, Văn Bàn: a standing was altered"]


def test_a_missing_standing_is_found_with_its_measure(total: Standing) -> None:
    sql("DELETE FROM districts_standing WHERE id = %s", total.pk)
    assert f"{NAME}, Văn Bàn: the standing of total is missing" in damage()


def test_an_added_standing_is_found_with_its_measure(van_ban_row: PublishedUnit) -> None:
    other = make.MeasureFactory.create(code="extra")
    make.StandingFactory.create(published_unit=van_ban_row, measure=other)
    assert f"{NAME}, Văn Bàn: a standing of extra was added" in damage()


def test_a_standing_moved_to_another_publication_is_found(
    publication: Publication, total: Standing, round_2022: Round, author: User
) -> None:
    other = publish(round=round_2022, by=author)
    sql("UPDATE districts_standing SET publication_id = %s WHERE id = %s", other.pk, total.pk)
    assert f"{NAME}, Văn Bàn: the standing of total is missing" in damage()


def test_an_altered_unit_is_found(van_ban_row: PublishedUnit) -> None:
    sql("UPDATE districts_publishedunit SET name_en = 'X' WHERE id = %s", van_ban_row.pk)
    assert f"{NAME}, Văn Bàn: the row of the unit was altered" in damage()


def test_a_missing_unit_is_found(van_ban_row: PublishedUnit) -> None:
    for table in ("standing", "rankmargin"):
        sql(f"DELETE FROM districts_{table} WHERE published_unit_id = %s", van_ban_row.pk)  # noqa: S608
    sql("DELETE FROM districts_publishedunit WHERE id = %s", van_ban_row.pk)
    assert f"{NAME}, 089: the unit is missing" in damage()


def test_an_added_unit_is_found(publication: Publication) -> None:
    make.PublishedUnitFactory.create(publication=publication, name_vi="Huyện lạ")
    assert f"{NAME}, Huyện lạ: the row of the unit was altered" in damage()


def test_a_unit_added_with_fitting_digests_is_found(publication: Publication, van_ban_row: PublishedUnit) -> None:
    unit = PublishedUnit.objects.get(pk=van_ban_row.pk)
    unit.pk, unit._state.adding = None, True
    unit.code, unit.slug, unit.unit = "999", "huyen-la", make.UnitFactory.create()
    unit.save()
    assert [line for line in damage() if line.startswith(f"{NAME}, Văn Bàn")]


def test_digests_made_to_fit_do_not_hide_it(van_ban_row: PublishedUnit, total: Standing) -> None:
    sql("UPDATE districts_standing SET points = 733 WHERE id = %s", total.pk)
    forge_digests(van_ban_row)
    found = damage()
    assert f"{NAME}, Văn Bàn: the unit or its standings were altered, and their digests with them" in found
    assert f"{NAME}: the digest of the publication is not that of its rows" in found


def forge_digests(unit: PublishedUnit) -> None:
    """Make a unit's own digests fit its altered standings."""
    rows = [StandingRow(*row) for row in unit.standings.values_list(*StandingRow._fields)]
    of_rows = digest.digest_of_standings(rows)
    row = UnitRow(*PublishedUnit.objects.filter(pk=unit.pk).values_list(*UnitRow._fields).get())
    of_unit = digest.digest_of_unit(row._replace(standings_digest=of_rows))
    sql(
        "UPDATE districts_publishedunit SET standings_digest = %s, digest = %s WHERE id = %s", of_rows, of_unit, unit.pk
    )


def test_an_altered_heading_is_found(publication: Publication) -> None:
    sql("UPDATE districts_publication SET office = 'X' WHERE id = %s", publication.pk)
    assert f"{NAME}: the row of the publication was altered" in damage()


def test_an_altered_digest_is_found(publication: Publication) -> None:
    sql("UPDATE districts_publication SET digest = 'f' WHERE id = %s", publication.pk)
    assert damage() == [f"{NAME}: the digest of the publication is not that of its rows"]


def test_an_altered_summary_is_found(publication: Publication) -> None:
    first = Summary.objects.filter(publication=publication).order_by("pk")[0]
    sql("UPDATE districts_summary SET mean = 1 WHERE id = %s", first.pk)
    assert f"{NAME}: a summary was altered" in damage()


def test_a_missing_summary_is_found(publication: Publication) -> None:
    first = Summary.objects.filter(publication=publication).order_by("pk")[0]
    sql("DELETE FROM districts_summary WHERE id = %s", first.pk)
    assert f"{NAME}: a summary is missing" in damage()


def test_an_added_summary_is_found(publication: Publication) -> None:
    make.SummaryFactory.create(publication=publication)
    assert f"{NAME}: a summary was added" in damage()


@pytest.mark.parametrize(("column", "value"), [("low", 1), ("high", 9), ("ahead", "[]")])
def test_an_altered_margin_is_found(publication: Publication, column: str, value: int | str) -> None:
    row = RankMargin.objects.filter(margins__publication=publication, margins__varied="index", low=2)[0]
    sql(f"UPDATE districts_rankmargin SET {column} = %s WHERE id = %s", value, row.pk)  # noqa: S608
    assert damage() == [f"{NAME}: the margins of ranks by main indices were altered"]


def test_a_missing_margin_is_found(publication: Publication) -> None:
    row = RankMargin.objects.filter(margins__publication=publication, margins__varied="criterion")[0]
    sql("DELETE FROM districts_rankmargin WHERE id = %s", row.pk)
    assert damage() == [f"{NAME}: the margins of ranks by criteria were altered"]


def test_an_altered_seed_is_found(publication: Publication) -> None:
    sql("UPDATE districts_margins SET seed = 7 WHERE varied = %s", "index")
    assert damage() == [f"{NAME}: the margins of ranks by main indices were altered"]


def test_missing_margins_are_found(publication: Publication) -> None:
    for table in ("rankmargin", "margins"):
        sql(f"DELETE FROM districts_{table}")  # noqa: S608
    assert damage() == [
        f"{NAME}: the margins of ranks by main indices are missing",
        f"{NAME}: the margins of ranks by criteria are missing",
    ]


def test_margins_with_a_fitting_digest_are_still_found(publication: Publication) -> None:
    head = Margins.objects.get(publication=publication, varied="index")
    row = head.ranks.filter(low=2)[0]
    sql("UPDATE districts_rankmargin SET low = 1 WHERE id = %s", row.pk)
    sql("UPDATE districts_margins SET digest = %s WHERE id = %s", digest_anew(head), head.pk)
    assert damage() == [f"{NAME}: the digest of the margins of ranks by main indices is not the one noted"]


def test_margins_added_to_a_publication_without_any_are_found(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    round = world.make_round(lao_cai, framework, 2023)
    world.make_card(round, van_ban, world.leaves(*"12345"), by=author)
    publication = publish(round=round, by=author)
    make.MarginsFactory.create(publication=publication)
    assert f"{NAME}: margins of ranks by main indices were added" in damage()


@pytest.fixture
def compared(round_2022: Round, round_2023: Round, author: User) -> Publication:
    """The publication of 2023, with the moves since 2022."""
    publish(round=round_2022, by=author)
    return publish(round=round_2023, by=author)


@pytest.mark.parametrize(("column", "value"), [("own_points", 1), ("shared_now", 1), ("provenance", "official")])
def test_an_altered_move_is_found(compared: Publication, van_ban: Unit, column: str, value: int | str) -> None:
    row = RankMove.objects.get(
        published_unit__publication=compared, published_unit__unit=van_ban, measure__code="total"
    )
    sql(f"UPDATE districts_rankmove SET {column} = %s WHERE id = %s", value, row.pk)  # noqa: S608
    assert damage() == [f"{NAME}, Văn Bàn: the changes of its ranks were altered"]


def test_a_missing_move_is_found(compared: Publication, van_ban: Unit) -> None:
    row = RankMove.objects.get(
        published_unit__publication=compared, published_unit__unit=van_ban, measure__code="economy"
    )
    sql("DELETE FROM districts_rankmove WHERE id = %s", row.pk)
    assert damage() == [f"{NAME}, Văn Bàn: the changes of its ranks were altered"]


def test_missing_moves_are_found(compared: Publication) -> None:
    sql("DELETE FROM districts_rankmove")
    assert damage() == [
        f"{NAME}, {unit}: the changes of its ranks are missing" for unit in ("Bắc Hà", "Sa Pa", "Văn Bàn")
    ]


def test_moves_added_to_a_publication_without_any_are_found(publication: Publication, van_ban: Unit) -> None:
    make.RankMoveFactory.create(
        published_unit=publication.units.get(unit=van_ban),
        measure=publication.framework.measures.get(code="total"),
    )
    assert damage() == [f"{NAME}, Văn Bàn: changes of its ranks were added"]


def test_a_publication_from_before_moves_is_whole(compared: Publication) -> None:
    event = Event.objects.get(subject=NAME)
    after = {name: value for name, value in event.after.items() if name != "moves_digests"}  # type: ignore[union-attr]
    sql("UPDATE districts_event SET after = %s WHERE id = %s", json.dumps(after), event.pk)
    sql("DELETE FROM districts_rankmove")
    call_command("check_integrity", stdout=StringIO())


def test_a_missing_event_is_found(publication: Publication) -> None:
    sql("DELETE FROM districts_event")
    assert [line for line in damage() if line.endswith("its event is missing")]


def test_an_altered_event_is_found(publication: Publication) -> None:
    sql("UPDATE districts_event SET after = %s", f'{{"publication": {publication.pk}, "digest": "f"}}')
    assert damage() == [f"{NAME}: its event was altered, or all its rows and digests were"]


def test_an_event_without_its_publication_is_found(publication: Publication) -> None:
    for table in ("standing", "rankmargin", "margins", "publishedunit", "summary", "publication"):
        sql(f"DELETE FROM districts_{table}")  # noqa: S608
    found = damage()
    assert f"{NAME}: the publication is missing, only its event is there" in found
    assert [line for line in found if line.endswith("the round counts as published, but its publications are missing")]


def test_only_what_was_altered_is_named(
    publication: Publication, total: Standing, round_2022: Round, author: User
) -> None:
    publish(round=round_2022, by=author)
    sql("UPDATE districts_standing SET points = 733 WHERE id = %s", total.pk)
    assert damage() == [f"{NAME}, Văn Bàn: the standing of total was altered"]
