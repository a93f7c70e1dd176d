"""Lào Cai with three of its districts, for every test of the Django app."""

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import publish
from districts.models import Framework, Provenance, Publication, Role, Round, Unit, UnitKind
from tests import factories as make
from tests.districts import world
from tests.districts.people import make_person


@pytest.fixture
def author(db: None) -> User:
    return make.UserFactory.create(username="nguoi-cong-bo")


@pytest.fixture
def framework(db: None) -> Framework:
    return world.make_framework()


@pytest.fixture
def lao_cai(db: None) -> Unit:
    return world.make_province()


@pytest.fixture
def van_ban(lao_cai: Unit) -> Unit:
    return world.make_district(lao_cai, "089", "Văn Bàn")


@pytest.fixture
def sa_pa(lao_cai: Unit) -> Unit:
    return world.make_district(lao_cai, "088", "Sa Pa", UnitKind.TOWN)


@pytest.fixture
def bac_ha(lao_cai: Unit) -> Unit:
    return world.make_district(lao_cai, "085", "Bắc Hà")


@pytest.fixture
def round_2023(lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, bac_ha: Unit, author: User) -> Round:
    """Văn Bàn by its printed figures, second of three; the others by illustrative leaves."""
    round = world.make_round(lao_cai, framework, 2023)
    figures = world.printed({code: (points, 2) for code, (points, _) in world.VAN_BAN.items()})
    world.make_card(round, van_ban, figures, by=author, provenance=Provenance.PRESS, source="Báo Lào Cai")
    world.make_illustrative_card(round, sa_pa, world.leaves("200", "190.5", "180", "120", "130"), by=author)
    world.make_illustrative_card(round, bac_ha, world.leaves("150", "160", "100", "75.25", "80"), by=author)
    return round


@pytest.fixture
def round_2022(lao_cai: Unit, framework: Framework, van_ban: Unit, sa_pa: Unit, bac_ha: Unit, author: User) -> Round:
    """The year before: Văn Bàn last."""
    round = world.make_round(lao_cai, framework, 2022)
    world.make_illustrative_card(round, van_ban, world.leaves("100", "110", "90", "60", "70"), by=author)
    world.make_illustrative_card(round, sa_pa, world.leaves("190", "180.5", "170", "110", "120"), by=author)
    world.make_illustrative_card(round, bac_ha, world.leaves("140", "150", "90", "65.25", "70"), by=author)
    return round


@pytest.fixture
def published(round_2022: Round, round_2023: Round, author: User) -> Publication:
    """2023 of Lào Cai, against 2022: Sa Pa, Văn Bàn (printed figures), Bắc Hà."""
    publish(round=round_2022, by=author, office="UBND tỉnh")
    return publish(round=round_2023, by=author, office="UBND tỉnh")


# People: of Văn Bàn, of Lào Cai, and of elsewhere. `tests.districts.people.log_in` opens a browser for one.


@pytest.fixture
def staff(van_ban: Unit) -> User:
    return make_person("can-bo", Role.STAFF, van_ban)


@pytest.fixture
def head(van_ban: Unit) -> User:
    return make_person("lanh-dao", Role.HEAD, van_ban)


@pytest.fixture
def appraiser(lao_cai: Unit) -> User:
    """Of everything; `give_role(..., measures=...)` makes one of some measures."""
    return make_person("tham-dinh", Role.APPRAISER, lao_cai)


@pytest.fixture
def publisher(lao_cai: Unit) -> User:
    return make_person("cong-bo", Role.PUBLISHER, lao_cai)


@pytest.fixture
def administrator(lao_cai: Unit) -> User:
    return make_person("quan-tri", Role.ADMINISTRATOR, lao_cai)


@pytest.fixture
def reader(lao_cai: Unit) -> User:
    return make_person("chi-doc", Role.READER, lao_cai)


@pytest.fixture
def outsider(sa_pa: Unit) -> User:
    """Staff of another unit of the same authority."""
    return make_person("nguoi-ngoai", Role.STAFF, sa_pa)


@pytest.fixture
def stranger(db: None) -> User:
    """The administrator of another province."""
    return make_person("tinh-khac", Role.ADMINISTRATOR, world.make_province("Tỉnh Yên Bái", "yen-bai", "15"))


@pytest.fixture
def superuser(db: None) -> User:
    return make.UserFactory.create(username="he-thong", is_superuser=True, is_staff=True)
