"""Publications, units and the codebook as programs get them."""

import json
from decimal import Decimal
from itertools import chain
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.exports.tidy import COLUMNS, Selection, rows
from districts.models import Framework, Publication, Unit, UnitKind
from tests import factories as make
from tests.districts import world
from tests.districts.api.asking import ask, refused, said, status_of


def test_a_publication_says_who_when_and_against_what(corrected: Publication) -> None:
    found = said("publications/lao-cai/2023")

    assert (found["office"], found["reason"], found["revision"], found["latest"]) == (
        "Sở KH&CN", "Nhập nhầm điểm của Bắc Hà", 2, True,
    )  # fmt: skip
    assert (found["compared_with"], found["units"], found["digest"]) == ("2022 r1", 3, corrected.digest)
    assert found["published_at"].endswith("+07:00")


def test_an_older_revision_stays_where_it_was(corrected: Publication) -> None:
    found = said("publications/lao-cai/2023/r1")

    assert (found["revision"], found["latest"], found["reason"]) == (1, False, None)


@pytest.mark.usefixtures("corrected")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("", [(2022, 1), (2023, 1), (2023, 2)]),
        ("latest=true", [(2022, 1), (2023, 2)]),
        ("latest=false", [(2023, 1)]),
        ("year=2023&authority=lao-cai&group=districts&basis=", [(2023, 1), (2023, 2)]),
        ("page_size=1&page=2", [(2023, 1)]),
    ],
)
def test_publications_are_filtered(filters: str, found: list[tuple[int, int]]) -> None:
    assert [(row["year"], row["revision"]) for row in said(f"publications?{filters}")["results"]] == found


@pytest.mark.usefixtures("corrected")
def test_every_address_that_is_named_is_there() -> None:
    addresses = [row["addresses"] for row in said("publications")["results"]]
    for address in chain.from_iterable(found.values() for found in addresses):
        parts = urlsplit(address)
        assert status_of(f"{parts.path}?{parts.query}") == 200, address


@pytest.mark.usefixtures("db")
def test_where_nothing_is_published_lists_are_empty() -> None:
    for address in ("publications", "standings", "summaries", "frameworks", "measures", "units"):
        found = said(address)
        assert (found["count"], found["results"], found["next"]) == (0, [], None)


@pytest.mark.usefixtures("published")
def test_an_address_shared_by_two_levels_is_the_higher_ones(framework: Framework, van_ban: Unit, author: User) -> None:
    city = make.UnitFactory.create(code="080", kind=UnitKind.CITY, name_vi="Lào Cai", slug="lao-cai")
    round = world.make_round(city, framework, 2023, group="communes")
    world.make_card(round, van_ban, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round, by=author)

    assert {row["authority_level"] for row in said("publications")["results"]} == {"province"}
    assert refused("publications/lao-cai/2023?group=communes", 404)["expected"] == ["districts"]


@pytest.mark.usefixtures("published")
def test_other_groups_and_bases_are_chosen_by_name(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    round = make.RoundFactory.create(
        authority=lao_cai, framework=framework, year=2023, group="districts", basis="merged"
    )
    world.make_card(round, van_ban, world.leaves("1", "2", "3", "4", "5"), by=author)
    publish(round=round, by=author)

    assert said("publications/lao-cai/2023/league")["count"] == 3
    assert said("publications/lao-cai/2023/league?basis=merged")["count"] == 1
    assert said("standings?year=2023&basis=&measure=total")["count"] == 3
    assert said("standings?year=2023&basis=merged&measure=total")["count"] == 1


def test_rows_are_those_of_the_files(corrected: Publication) -> None:
    texts = ("basis", "band", "compared_with", "source", "provenance")
    files = [
        {
            column.name: (cell or ("" if column.name == "basis" else None)) if column.name in texts else cell
            for column, cell in zip(COLUMNS, row, strict=True)
        }
        for row in rows(Selection((corrected.pk,)))
    ]

    answered = said("standings?year=2023&page_size=1000")["results"]
    assert [{name: row[name] for name in files[0]} for row in answered] == files
    assert [str(row["points"]) for row in answered] == [str(row["points"]) for row in files]
    assert [str(row["share"]) for row in answered] == [str(row["share"]) for row in files]
    assert [str(row["coverage"]) for row in answered] == [str(row["coverage"]) for row in files]


@pytest.mark.usefixtures("published")
def test_revisions_say_what_they_changed(corrected: Publication) -> None:
    latest, first = said("publications/lao-cai/2023/revisions")["results"]

    assert (latest["revision"], latest["reason"], first["differences"]) == (2, "Nhập nhầm điểm của Bắc Hà", [])
    changed = [(row["unit_slug"], row["measure_code"], str(row["after"]["points"])) for row in latest["differences"]]
    assert changed == [
        ("bac-ha", "gov", "110.00"),
        ("bac-ha", "total", "575.25"),
        ("bac-ha", "government", "420.00"),
    ]


@pytest.mark.usefixtures("published")
def test_units_keep_their_keys_and_say_what_they_belong_to() -> None:
    found = said("units?slug=van-ban")["results"]

    assert [(row["unit_id"], row["parent"], row["level"], row["kind"]) for row in found] == [
        ("district-089", "province-10", "district", "district")
    ]
    assert said("units?level=district&kind=town&code=088&year=2023")["count"] == 1
    assert [row["unit_id"] for row in said("publications/lao-cai/2023/units")["results"]] == [
        "district-085",
        "district-088",
        "district-089",
    ]


@pytest.mark.usefixtures("published")
def test_the_codebook_has_every_measure_with_its_parts() -> None:
    found = {row["measure_code"]: row for row in said("measures?framework=lao-cai-922")["results"]}

    assert list(found) == list(world.SHAPE)
    assert found["foundation"]["parts"] == ["awareness", "security", "smart-city"]
    assert str(found["total"]["max_points"]) == "1000.00"
    assert said("measures?measure_kind=pillar&measure=economy")["count"] == 1


@pytest.mark.usefixtures("published")
def test_a_framework_has_its_bands() -> None:
    bands = said("frameworks/lao-cai-922")["bands"]

    assert [(band["name_vi"], band["upper"]) for band in bands] == [
        ("Khởi động", Decimal("0.25")),
        ("Hình thành", Decimal("0.5")),
        ("Nâng cao", Decimal("0.75")),
        ("Dẫn dắt", 1),
    ]


@pytest.mark.usefixtures("published")
def test_no_person_is_named(author: User) -> None:
    for address in ("publications", "standings", "publications/lao-cai/2023/revisions"):
        assert author.username not in ask(address).content.decode()


@pytest.mark.usefixtures("published")
def test_plain_json_readers_can_read_it() -> None:
    assert json.loads(ask("publications/lao-cai/2023/league").content)["results"][1]["total"]["rank"] == 2
