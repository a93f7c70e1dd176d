import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User

from districts.actions.events import COMMAND_LINE, command_line_user, record
from districts.models import Event


@pytest.mark.django_db
def test_an_event_keeps_who_what_and_why(author: User) -> None:
    event = record(by=author, verb=Event.Verb.PUBLISH, subject="lao-cai/2023", after={"units": 9}, reason="first")
    event.refresh_from_db()
    assert (event.by, event.verb, event.subject, event.reason) == (author, "publish", "lao-cai/2023", "first")
    assert (event.before, event.after) == (None, {"units": 9})


@pytest.mark.django_db(transaction=True)
def test_an_event_without_its_act_is_refused() -> None:
    author = User.objects.create(username="nobody")
    with pytest.raises(RuntimeError, match="transaction"):
        record(by=author, verb=Event.Verb.PUBLISH, subject="lao-cai/2023")
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_the_command_line_is_one_user() -> None:
    assert command_line_user() == command_line_user()
    assert User.objects.filter(username=COMMAND_LINE).count() == 1


@pytest.mark.django_db
def test_nobody_logs_in_as_the_command_line() -> None:
    user = command_line_user()
    assert not user.is_active
    assert not user.has_usable_password()
    assert ModelBackend().authenticate(None, username=COMMAND_LINE, password="!") is None
