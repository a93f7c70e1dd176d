"""Logging in: who gets in, who waits, and what the pages behind it show."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import timezone
from pytest_django import Settings

from districts.actions.errors import ActionError, Forbidden
from districts.views.errors import forbidden
from dti_portal.throttle import client_address
from tests.districts.people import log_in
from tests.districts.views.reading import text_of

LOG_IN = "/en/admin/login/"
PASSWORD = "Mot-mat-khau-dai"


@pytest.fixture
def person(staff: User) -> User:
    staff.set_password(PASSWORD)
    staff.save()
    return staff


def try_in(password: str = PASSWORD, username: str = "can-bo", **sent_by: Any) -> int:
    return Client().post(LOG_IN, {"username": username, "password": password}, **sent_by).status_code


def test_a_person_with_a_role_gets_in(person: User) -> None:
    assert try_in() == 302


def test_a_person_without_a_role_does_not(person: User) -> None:
    User.objects.update(is_staff=False)

    assert try_in() == 200


def test_the_fifth_wrong_password_locks(person: User) -> None:
    assert [try_in("sai") for _time in range(5)] == [200, 200, 200, 200, 429]


def test_locked_is_locked_for_the_right_password_too(person: User) -> None:
    for _time in range(5):
        try_in("sai")

    assert try_in() == 429


def test_the_page_says_how_long_to_wait(person: User) -> None:
    for _time in range(5):
        try_in("sai")
    response = Client().post(LOG_IN, {"username": "can-bo", "password": "sai"})

    assert "Wait 15 minutes" in text_of(response.content.decode())
    assert response["Retry-After"] == "900"


def test_four_wrong_passwords_do_not_lock(person: User) -> None:
    for _time in range(4):
        try_in("sai")

    assert try_in() == 302


def test_the_right_password_starts_the_count_again(person: User) -> None:
    for _time in range(4):
        try_in("sai")
    try_in()

    assert [try_in("sai") for _time in range(4)] == [200] * 4


def test_others_at_the_same_address_get_in(person: User, head: User) -> None:
    head.set_password(PASSWORD)
    head.save()
    for _time in range(5):
        try_in("sai")

    assert try_in(username="lanh-dao") == 302


def test_the_same_person_gets_in_from_elsewhere(person: User) -> None:
    for _time in range(5):
        try_in("sai", REMOTE_ADDR="203.0.113.9")

    assert try_in(REMOTE_ADDR="203.0.113.10") == 302


def test_the_lock_opens_by_itself(person: User) -> None:
    for _time in range(5):
        try_in("sai")
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert try_in() == 302


def test_no_password_is_kept_of_an_attempt(person: User) -> None:
    try_in("mat-khau-sai-that")

    assert not [one for one in AccessAttempt.objects.all() if "mat-khau-sai-that" in str(one.__dict__)]


# Whom attempts are counted against


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "connected", "address"),
    [
        (False, "198.51.100.1", "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (True, "made-up, 10.0.0.1, 198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (True, "", "203.0.113.9", "203.0.113.9"),
        (True, "nonsense", "203.0.113.9", "203.0.113.9"),
        (True, "2001:db8::1", "127.0.0.1", "2001:db8::1"),
        (False, "", "", None),
    ],
)
def test_only_the_proxy_is_believed(
    settings: Settings, behind_proxy: bool, forwarded: str, connected: str, address: str | None
) -> None:
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=forwarded, REMOTE_ADDR=connected)

    assert client_address(request) == address


def test_a_server_on_a_socket_locks_too(person: User) -> None:
    assert [try_in("sai", REMOTE_ADDR="") for _time in range(5)][-1] == 429


# The pages behind it


@pytest.mark.parametrize("path", ["/admin/", "/en/admin/"])
def test_who_is_not_logged_in_is_sent_to_log_in(client: Client, db: None, path: str) -> None:
    assert client.get(path)["Location"] == f"{path}login/?next={path}"


def test_the_front_page_is_in_vietnamese_with_a_way_to_english(client: Client, db: None) -> None:
    page = client.get("/admin/login/").content.decode()

    assert '<html lang="vi"' in page
    assert 'href="/en/admin/login/"' in page


def test_it_leads_back_to_the_public_pages(staff: User) -> None:
    assert '<a href="/en/">Public pages</a>' in log_in(staff).get("/en/admin/").content.decode()


@pytest.mark.parametrize(("name", "shown"), [("administrator", True), ("publisher", False), ("staff", False)])
def test_people_are_the_administrators_matter(request: pytest.FixtureRequest, name: str, shown: bool) -> None:
    page = log_in(request.getfixturevalue(name)).get("/en/admin/").content.decode()

    assert ('href="/en/admin/people/"' in page) is shown


def test_nobody_may_change_anything_in_djangos_own_pages(administrator: User) -> None:
    assert [one for one in administrator.get_all_permissions() if ".view_" not in one] == []


def test_groups_may_see_only_what_the_public_may_see(administrator: User) -> None:
    secret = {"districts.view_score", "districts.view_scorecard", "districts.view_document", "districts.view_event"}

    assert "districts.view_unit" in administrator.get_all_permissions()
    assert secret.isdisjoint(administrator.get_all_permissions())


# What is not allowed, wherever it is found out


@pytest.fixture
def refusing(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__


def refused(request: HttpRequest) -> HttpResponse:
    raise Forbidden("Không phải việc của bạn.")


def failed(request: HttpRequest) -> HttpResponse:
    raise ActionError("Không được.")


def in_other_words(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(str(exception), status=403)


urlpatterns = [path("refused/", refused), path("failed/", failed)]
handler403 = in_other_words


def test_a_refusal_answers_403_and_says_why(client: Client, refusing: None) -> None:
    response = client.get("/refused/")

    assert (response.status_code, response.content.decode()) == (403, "Không phải việc của bạn.")


def test_other_failures_are_not_hidden(client: Client, refusing: None) -> None:
    with pytest.raises(ActionError):
        client.get("/failed/")


def test_the_portals_page_shows_the_message(rf: RequestFactory, db: None) -> None:
    assert "Không phải việc của bạn." in forbidden(rf.get("/"), Forbidden("Không phải việc của bạn.")).content.decode()
