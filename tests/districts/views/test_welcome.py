"""The page that an invitation leads to."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation

from districts.actions.people import invite
from districts.models import Role, Unit
from tests.districts.views.reading import text_of

GOOD = {"new_password1": "Mot-mat-khau-dai", "new_password2": "Mot-mat-khau-dai"}


@pytest.fixture
def link(administrator: User, van_ban: Unit) -> str:
    with translation.override("en"):
        return invite(
            username="moi@laocai.vn", full_name="Người Mới", role=Role.STAFF, unit=van_ban, by=administrator
        ).path


def test_works(client: Client, link: str) -> None:
    page = text_of(client.get(link).content.decode())

    assert "Welcome, Người Mới" in page
    assert "Your log-in name is moi@laocai.vn" in page


def test_choosing_a_password_logs_in(client: Client, link: str) -> None:
    response = client.post(link, GOOD, follow=True)

    assert response.redirect_chain == [("/en/admin/", 302)]
    assert "Người Mới" in text_of(response.content.decode())


def test_the_password_chosen_is_the_one_to_log_in_with(client: Client, link: str) -> None:
    client.post(link, GOOD)
    log_in = {"username": "moi@laocai.vn", "password": GOOD["new_password1"]}

    assert Client().post("/en/admin/login/", log_in).status_code == 302


def test_opening_the_page_uses_nothing_up(client: Client, link: str) -> None:
    client.get(link)
    client.head(link)

    assert client.get(link).status_code == 200


def test_a_link_works_once(client: Client, link: str) -> None:
    client.post(link, GOOD)
    response = Client().get(link)

    assert response.status_code == 404
    assert "This invitation holds no longer." in text_of(response.content.decode())


def test_a_used_link_changes_no_password(client: Client, link: str) -> None:
    client.post(link, GOOD)
    other = {"new_password1": "Mat-khau-khac-nua", "new_password2": "Mat-khau-khac-nua"}

    assert Client().post(link, other).status_code == 404
    assert User.objects.get(username="moi@laocai.vn").check_password(GOOD["new_password1"])


@pytest.mark.parametrize("password", ["ngan", "12345678901", "password1", "moi@laocai.vn"])
def test_a_weak_password_is_refused(client: Client, link: str, password: str) -> None:
    response = client.post(link, {"new_password1": password, "new_password2": password})

    assert "errorlist" in response.content.decode()
    assert not User.objects.get(username="moi@laocai.vn").has_usable_password()


def test_two_passwords_that_differ_are_refused(client: Client, link: str) -> None:
    response = client.post(link, {**GOOD, "new_password2": "Mat-khau-khac-nua"})

    assert "errorlist" in response.content.decode()


@pytest.mark.parametrize("path", ["/en/welcome/MQ/abc-def/", "/en/welcome/-/-/", "/welcome/MQ/abc/"])
def test_a_made_up_link_gets_404(client: Client, db: None, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_wrong_method_gets_405(client: Client, link: str) -> None:
    assert client.put(link).status_code == 405


def test_no_cache_keeps_the_page(client: Client, link: str) -> None:
    assert "no-store" in client.get(link)["Cache-Control"]


def test_whoever_was_logged_in_before_is_not_any_more(client: Client, administrator: User, link: str) -> None:
    client.force_login(administrator)
    client.post(link, GOOD)

    assert client.get("/en/admin/").context["user"].username == "moi@laocai.vn"
