"""The page of people and what can be done there, from the outside."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from districts.models import Assignment, Framework, Role, Round, Unit, UnitKind
from tests.districts import world
from tests.districts.people import give_role, log_in, make_person
from tests.districts.views.reading import text_of

PEOPLE, INVITE, GIVE = "/en/admin/people/", "/en/admin/people/invite/", "/en/admin/people/give/"
NOT_ADMINISTRATORS = ["staff", "head", "appraiser", "publisher", "reader"]


@pytest.fixture
def admin(administrator: User) -> Client:
    return log_in(administrator)


def person(unit: Unit, changed: dict[str, Any] | None = None) -> dict[str, Any]:
    """What is sent to invite somebody."""
    return {
        "username": "moi",
        "full_name": "Người Mới",
        "email": "",
        "role": "staff",
        "unit": unit.pk,
        **(changed or {}),
    }


def take_url(assignment: Assignment) -> str:
    return f"{PEOPLE}roles/{assignment.pk}/take/"


def link_url(user: User) -> str:
    return f"{PEOPLE}{user.pk}/link/"


# The list


def test_works(admin: Client, head: User, sa_pa: Unit) -> None:
    page = text_of(admin.get(PEOPLE).content.decode())

    assert "People of Tỉnh Lào Cai" in page
    assert re.search("Tỉnh Lào Cai province quan-tri Administrator .* Sa Pa town · nobody yet Văn Bàn", page)
    assert "lanh-dao Head of unit never logged in" in page


def test_it_counts(admin: Client, staff: User, head: User, sa_pa: Unit) -> None:
    page = text_of(admin.get(PEOPLE).content.decode())

    assert "3 persons · 2 never logged in · 1 unit without anybody" in page


def test_a_person_of_two_roles_is_one_person(admin: Client, staff: User, van_ban: Unit) -> None:
    give_role(staff, Role.HEAD, van_ban)

    assert "2 persons" in text_of(admin.get(PEOPLE).content.decode())


def test_in_vietnamese_the_same(admin: Client, staff: User) -> None:
    assert "can-bo" in admin.get("/admin/people/").content.decode()


def test_an_appraisers_measures_are_named(admin: Client, lao_cai: Unit, framework: Framework) -> None:
    make_person("mot-phan", Role.APPRAISER, lao_cai, [framework.measures.get(code="gov")])

    assert "mot-phan Appraiser gov" in text_of(admin.get(PEOPLE).content.decode())


def test_an_abolished_unit_is_listed_while_somebody_works_for_it(admin: Client, van_ban: Unit, staff: User) -> None:
    Unit.objects.filter(pk=van_ban.pk).update(valid_to="2020-01-01")
    assert "Văn Bàn" in admin.get(PEOPLE).content.decode()

    staff.assignments.all().delete()
    assert "Văn Bàn" not in admin.get(PEOPLE).content.decode()


def test_an_abolished_unit_is_listed_while_a_round_waits_for_it(admin: Client, round_2023: Round) -> None:
    Unit.objects.filter(parent=round_2023.authority).update(valid_to="2024-06-30")
    assert "Bắc Hà" in admin.get(PEOPLE).content.decode()

    Round.objects.update(stage=Round.Stage.PUBLISHED)
    assert "Bắc Hà" not in admin.get(PEOPLE).content.decode()


def test_roles_that_a_unit_gives_as_an_authority_are_not_listed(admin: Client, van_ban: Unit) -> None:
    make_person("noi-bo", Role.PUBLISHER, van_ban)

    assert "noi-bo" not in admin.get(PEOPLE).content.decode()


def test_the_list_costs_the_same_for_many(
    admin: Client, lao_cai: Unit, staff: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        unit = world.make_district(lao_cai, f"1{number}", f"Huyện {number}")
        make_person(f"nguoi-{number}", Role.STAFF, unit)

    with django_assert_num_queries(10):
        admin.get(PEOPLE)


# Who may


@pytest.mark.parametrize("url", [PEOPLE, INVITE, GIVE])
def test_who_is_not_logged_in_is_sent_to_log_in(client: Client, db: None, url: str) -> None:
    response = client.get(url)

    assert (response.status_code, response["Location"]) == (302, f"/en/admin/login/?next={url}")


@pytest.mark.parametrize("url", [PEOPLE, INVITE, GIVE])
def test_an_account_without_a_role_is_sent_to_log_in(author: User, url: str) -> None:
    assert log_in(author).get(url).status_code == 302


@pytest.mark.parametrize("url", [PEOPLE, INVITE, GIVE])
@pytest.mark.parametrize("name", NOT_ADMINISTRATORS)
def test_who_is_not_an_administrator_gets_403(
    request: pytest.FixtureRequest, round_2023: Round, lao_cai: Unit, name: str, url: str
) -> None:
    browser = log_in(request.getfixturevalue(name))

    assert browser.get(url).status_code == 403
    assert browser.get(f"{url}?authority={lao_cai.pk}").status_code == 403
    assert browser.post(f"{url}?authority={lao_cai.pk}").status_code in (403, 405)


@pytest.mark.parametrize("url", [PEOPLE, INVITE, GIVE])
def test_another_authority_gets_404(stranger: User, lao_cai: Unit, url: str) -> None:
    assert log_in(stranger).get(f"{url}?authority={lao_cai.pk}").status_code == 404


@pytest.mark.parametrize("wanted", ["x", "-1", "0", "99999999999999999999", "٣"])
def test_an_authority_that_is_none_gets_404(admin: Client, wanted: str) -> None:
    assert admin.get(PEOPLE, {"authority": wanted}).status_code == 404


def test_a_superuser_chooses_the_authority(superuser: User, lao_cai: Unit, administrator: User) -> None:
    other = world.make_province("Tỉnh Yên Bái", "yen-bai", "15")
    page = text_of(log_in(superuser).get(PEOPLE, {"authority": lao_cai.pk}).content.decode())

    assert "quan-tri" in page
    assert other.name in page


@pytest.mark.parametrize(
    ("method", "url"), [("post", PEOPLE), ("put", INVITE), ("delete", GIVE), ("get", "take"), ("get", "link")]
)
def test_a_wrong_method_gets_405(admin: Client, staff: User, method: str, url: str) -> None:
    urls = {"take": take_url(staff.assignments.get()), "link": link_url(staff)}

    assert getattr(admin, method)(urls.get(url, url)).status_code == 405


def test_a_form_sent_from_elsewhere_gets_403(administrator: User, van_ban: Unit) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(administrator)

    assert browser.post(INVITE, person(van_ban)).status_code == 403


# Inviting


def test_the_form_offers_the_units_and_the_measures(admin: Client, round_2023: Round) -> None:
    page = text_of(admin.get(INVITE).content.decode())

    assert "Bắc Hà Sa Pa Tỉnh Lào Cai Văn Bàn" in page
    assert "awareness Chỉ số awareness" in page


def test_an_invitation_shows_its_link(admin: Client, van_ban: Unit, client: Client) -> None:
    page = admin.post(INVITE, person(van_ban)).content.decode()
    found = re.search(r'value="http://testserver(/en/welcome/[^"]+)"', page)

    assert found
    assert client.get(found[1]).status_code == 200


def test_the_page_with_the_link_is_kept_by_no_cache(admin: Client, van_ban: Unit) -> None:
    assert "no-store" in admin.post(INVITE, person(van_ban))["Cache-Control"]


@pytest.mark.parametrize(
    "changed",
    [
        {"username": ""},
        {"username": "QUAN-TRI"},
        {"username": "hai chữ"},
        {"full_name": " "},
        {"role": "king"},
        {"unit": "0"},
        {"email": "không"},
        {"role": "publisher"},
    ],
)
def test_what_is_wrong_is_said_and_nobody_invited(admin: Client, van_ban: Unit, changed: dict[str, str]) -> None:
    response = admin.post(INVITE, person(van_ban, changed))

    assert "errorlist" in response.content.decode()
    assert not User.objects.filter(first_name="Người Mới").exists()


def test_staff_are_not_invited_to_the_authority_itself(admin: Client, lao_cai: Unit) -> None:
    page = admin.post(INVITE, person(lao_cai)).content.decode()

    assert "is held at a unit, not at the authority" in text_of(page)


def test_only_appraisers_are_given_measures(admin: Client, van_ban: Unit, round_2023: Round) -> None:
    gov = round_2023.framework.measures.get(code="gov")
    page = admin.post(INVITE, person(van_ban, {"measures": [gov.pk]})).content.decode()

    assert "Only appraisers are given indices or criteria." in text_of(page)


def test_an_appraiser_is_invited_with_measures(admin: Client, lao_cai: Unit, round_2023: Round) -> None:
    gov = round_2023.framework.measures.get(code="gov")
    admin.post(INVITE, person(lao_cai, {"role": "appraiser", "measures": [gov.pk]}))

    assert [one.code for one in Assignment.objects.get(user__username="moi").measures.all()] == ["gov"]


def test_a_unit_of_another_authority_cannot_be_sent(admin: Client, stranger: User) -> None:
    elsewhere = world.make_district(stranger.assignments.get().unit, "132", "Lục Yên", UnitKind.DISTRICT)
    admin.post(INVITE, person(elsewhere))

    assert not User.objects.filter(username="moi").exists()


# Giving and taking


def test_a_role_is_given_to_an_account(admin: Client, author: User, van_ban: Unit) -> None:
    response = admin.post(GIVE, {"username": "nguoi-cong-bo", "role": "head", "unit": van_ban.pk}, follow=True)

    assert [one.role for one in author.assignments.all()] == ["head"]
    assert "The role was given to nguoi-cong-bo." in text_of(response.content.decode())


@pytest.mark.parametrize("username", ["khong-co", "da-nghi"])
def test_accounts_that_are_none_are_given_nothing(admin: Client, van_ban: Unit, username: str) -> None:
    User.objects.create(username="da-nghi", is_active=False)
    page = admin.post(GIVE, {"username": username, "role": "head", "unit": van_ban.pk}).content.decode()

    assert "There is no account of this name." in text_of(page)
    assert not Assignment.objects.filter(role="head").exists()


def test_a_role_that_is_held_is_said(admin: Client, staff: User, van_ban: Unit) -> None:
    page = admin.post(GIVE, {"username": "can-bo", "role": "staff", "unit": van_ban.pk}).content.decode()

    assert "has this role already" in text_of(page)


def test_a_role_is_taken(admin: Client, staff: User) -> None:
    response = admin.post(take_url(staff.assignments.get()), follow=True)

    assert not staff.assignments.exists()
    assert "The role was taken from can-bo: unit staff, Văn Bàn." in text_of(response.content.decode())


def test_whose_role_was_taken_is_outside_at_once(admin: Client, staff: User) -> None:
    browser = log_in(staff)
    assert browser.get("/en/admin/").status_code == 200

    admin.post(take_url(staff.assignments.get()))
    assert browser.get("/en/admin/").status_code == 302


def test_the_last_administrator_cannot_be_taken(admin: Client, administrator: User) -> None:
    response = admin.post(take_url(administrator.assignments.get()), follow=True)

    assert administrator.assignments.exists()
    assert "is the last administrator" in text_of(response.content.decode())


def test_a_role_elsewhere_gets_404(admin: Client, stranger: User) -> None:
    assert admin.post(take_url(stranger.assignments.get())).status_code == 404
    assert stranger.assignments.exists()


def test_an_account_elsewhere_gets_404(admin: Client, stranger: User) -> None:
    assert admin.post(link_url(stranger)).status_code == 404


@pytest.mark.parametrize("name", NOT_ADMINISTRATORS)
def test_only_administrators_take_and_renew(
    request: pytest.FixtureRequest, outsider: User, round_2023: Round, name: str
) -> None:
    browser = log_in(request.getfixturevalue(name))

    assert browser.post(take_url(outsider.assignments.get())).status_code == 403
    assert browser.post(link_url(outsider)).status_code == 403
    assert outsider.assignments.exists()


def test_a_new_link_is_shown(admin: Client, staff: User) -> None:
    assert "/en/welcome/" in admin.post(link_url(staff)).content.decode()


def test_an_account_that_works_elsewhere_too_gets_403(admin: Client, staff: User, stranger: User) -> None:
    give_role(staff, Role.READER, stranger.assignments.get().unit)
    response = admin.post(link_url(staff))

    assert response.status_code == 403
    assert "You may not renew the invitation of this account." in text_of(response.content.decode())
