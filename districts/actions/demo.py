"""The demo's log-ins, and whether its data is already there."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.contrib.auth.models import Permission, User
from django.db import transaction

from districts.models import Publication

READER = "xem"
SYSTEM = "he-thong"  # invites the first administrator, as an operator would; nobody can log in as it
# Each is named by what it does: there are no persons in the demo.
NAMES = {
    "can-bo": "Cán bộ nhập liệu",
    "lanh-dao": "Lãnh đạo đơn vị",
    "huyen-van-ban": "Cán bộ huyện Văn Bàn",
    "tinh-truoc": "Quản trị tỉnh trước sắp xếp",
    "tham-dinh": "Người thẩm định",
    "cong-bo": "Người công bố",
    "quan-tri": "Quản trị",
    READER: "Người xem",
}


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demo; without a password where somebody has changed it since."""

    username: str
    password: str


def demo_is_loaded(*, framework: str, year: int) -> bool:
    """Whether the demo's last round is published. The demo is loaded in one piece, so the rest is there too."""
    return Publication.objects.filter(framework__slug=framework, year=year).exists()


@transaction.atomic
def ensure_logins(*, file: Path) -> list[Login]:
    """One account for each role, made where it is not there; `file` keeps their passwords."""
    kept = read_passwords(file)
    logins = [ensure_login(username=name, password=kept.get(name, "")) for name in NAMES]
    passwords = {login.username: login.password for login in logins if login.password}
    if passwords and passwords != kept:
        write_passwords(file, passwords)
    return logins


def ensure_login(*, username: str, password: str) -> Login:
    """An account that is there is left as it is, whoever made it."""
    user = User.objects.filter(username=username).first()
    if user:
        return Login(username, password if password and user.check_password(password) else "")
    password = password or secrets.token_urlsafe(12)
    user = User.objects.create_user(username, password=password, first_name=NAMES[username], is_staff=True)
    if username == READER:
        readable = Permission.objects.filter(content_type__app_label="districts", codename__startswith="view_")
        user.user_permissions.set(readable)
    return Login(username, password)


def system() -> User:
    """Who gives the first roles; made at first use."""
    user = User.objects.filter(username=SYSTEM).first()
    return user or User.objects.create_superuser(SYSTEM, first_name="Hệ thống")


def read_passwords(file: Path) -> dict[str, str]:
    """Lines of a name, a space and a password; empty where there is no such file yet."""
    if not file.exists():
        return {}
    pairs = (line.split(maxsplit=1) for line in file.read_text().splitlines())
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}


def write_passwords(file: Path, passwords: dict[str, str]) -> None:
    """Written under a name of its own and moved into place: readable by its owner alone from the first moment."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as stream:
        stream.writelines(f"{name} {password}\n" for name, password in passwords.items())
    fresh.replace(file)
