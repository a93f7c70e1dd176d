"""Which publication an address means."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import correct, publish
from districts.models import Framework, Publication, Unit, UnitKind
from districts.queries.editions import Address, find_edition, load_catalogue
from districts.queries.errors import NoSuchError, Thing
from tests import factories as make
from tests.districts import world


def publish_round(authority: Unit, framework: Framework, unit: Unit, by: User, **where: object) -> Publication:
    round = make.RoundFactory.create(authority=authority, framework=framework, **where)
    world.make_card(round, unit, world.leaves("1", "2", "3", "4", "5"), by=by)
    return publish(round=round, by=by)


def test_the_latest_year_without_a_year(published: Publication) -> None:
    assert find_edition("lao-cai").year == 2023


def test_the_latest_revision_without_a_revision(published: Publication, bac_ha: Unit, author: User) -> None:
    world.set_points(published.round, bac_ha, "gov", "110")
    second = correct(publication=published, reason="Nhập nhầm", by=author)

    assert find_edition("lao-cai", 2023).id == second.pk
    first = find_edition("lao-cai", 2023, revision=1)
    assert (first.id, first.superseded, first.address.revision) == (published.pk, True, 1)


@pytest.mark.usefixtures("published")
def test_years_are_choices_of_the_same_group() -> None:
    years = find_edition("lao-cai", 2022).years

    assert [(choice.value, choice.current) for choice in years] == [("2022", True), ("2023", False)]


def test_districts_come_before_communes_before_others(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    for group in ("departments", "communes", "areas", "districts"):
        publish_round(lao_cai, framework, van_ban, author, group=group, year=2023)

    edition = find_edition("lao-cai", 2023)
    assert [choice.value for choice in edition.groups] == ["districts", "communes", "departments", "areas"]
    assert edition.address == Address("lao-cai", 2023)
    assert find_edition("lao-cai", 2023, group="areas").address == Address("lao-cai", 2023, group="areas")


def test_a_second_basis_has_an_address_of_its_own(
    lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    for basis in ("merged", ""):
        publish_round(lao_cai, framework, van_ban, author, group="districts", year=2023, basis=basis)

    assert find_edition("lao-cai", 2023).basis == ""
    assert find_edition("lao-cai", 2023, basis="merged").address == Address("lao-cai", 2023, basis="merged")


def test_the_province_has_the_address_before_the_city_of_its_name(
    published: Publication, lao_cai: Unit, framework: Framework, van_ban: Unit, author: User
) -> None:
    city = make.UnitFactory.create(code="080", kind=UnitKind.CITY, name_vi="Lào Cai", slug="lao-cai", parent=lao_cai)
    publish_round(city, framework, van_ban, author, group="communes", year=2023)
    publish_round(city, framework, van_ban, author, group="communes", year=2021)

    assert find_edition("lao-cai", 2023).authority == "Tỉnh Lào Cai"
    assert [choice.value for choice in find_edition("lao-cai", 2023).groups] == ["districts"]
    assert find_edition("lao-cai", 2021).authority == "Lào Cai"


@pytest.mark.parametrize(
    ("wanted", "thing", "choices"),
    [
        ({"slug": "ha-giang"}, Thing.AUTHORITY, []),
        ({"slug": "lao-cai", "year": 2020}, Thing.YEAR, ["2022", "2023"]),
        ({"slug": "lao-cai", "year": 2023, "group": "x"}, Thing.GROUP, ["districts"]),
        ({"slug": "lao-cai", "year": 2023, "basis": "x"}, Thing.BASIS, [""]),
        ({"slug": "lao-cai", "year": 2023, "revision": 2}, Thing.REVISION, ["r1"]),
    ],
)
@pytest.mark.usefixtures("published")
def test_what_is_not_there_is_named_with_the_choices(
    wanted: dict[str, object], thing: Thing, choices: list[str]
) -> None:
    with pytest.raises(NoSuchError) as caught:
        find_edition(**wanted)  # type: ignore[arg-type]

    assert (caught.value.thing, [choice.value for choice in caught.value.choices]) == (thing, choices)


def test_the_catalogue_has_the_latest_revision_of_every_round(
    published: Publication, bac_ha: Unit, author: User
) -> None:
    world.set_points(published.round, bac_ha, "gov", "110")
    second = correct(publication=published, reason="Nhập nhầm", by=author)
    catalogue = load_catalogue()

    assert [edition.id for edition in catalogue.latest] == [second.pk]
    assert published.pk not in catalogue.current
    assert len(catalogue.current) == 2
    assert catalogue.current[second.pk] == replace(catalogue.latest[0])
