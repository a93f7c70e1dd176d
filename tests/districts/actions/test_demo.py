"""The demo's accounts: made once, never taken over, their passwords kept for their owner alone."""

import stat
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import override_settings

from districts.actions.demo import NAMES, Login, ensure_logins, read_passwords, system
from districts.models import Assignment

pytestmark = pytest.mark.django_db


def test_passwords_are_kept_readable_by_their_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "demo-logins"
    logins = ensure_logins(file=file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert read_passwords(file) == {login.username: login.password for login in logins}


def test_the_reader_is_staff_that_may_only_look(tmp_path: Path) -> None:
    ensure_logins(file=tmp_path / "demo-logins")
    reader = User.objects.get(username="xem")
    assert (reader.is_staff, reader.is_superuser) == (True, False)
    assert reader.has_perm("districts.view_publication")
    assert {permission.split(".")[1].split("_")[0] for permission in reader.get_all_permissions()} == {"view"}


def test_an_account_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    User.objects.create_user("quan-tri", password="their own")
    logins = ensure_logins(file=tmp_path / "demo-logins")
    assert Login("quan-tri", "") in logins
    assert not User.objects.get(username="quan-tri").is_staff
    assert "quan-tri" not in read_passwords(tmp_path / "demo-logins")


def test_a_new_database_gets_the_passwords_already_kept(tmp_path: Path) -> None:
    file = tmp_path / "demo-logins"
    first = ensure_logins(file=file)
    User.objects.all().delete()
    assert ensure_logins(file=file) == first


def test_every_account_says_what_it_is_for(tmp_path: Path) -> None:
    ensure_logins(file=tmp_path / "demo-logins")
    assert {user.username: user.get_full_name() for user in User.objects.all()} == NAMES


def test_the_system_invites_and_nobody_can_log_in_as_it() -> None:
    assert system() == system()
    assert system().is_superuser
    assert not system().has_usable_password()


def test_no_round_is_opened_with_the_account_of_somebody_else(tmp_path: Path) -> None:
    User.objects.create_user("can-bo", password="their own")
    with override_settings(VAR=tmp_path):
        call_command("load_demo", stdout=(said := StringIO()))

    assert "open_round" not in said.getvalue()
    assert not Assignment.objects.exists()
