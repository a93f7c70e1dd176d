"""The texts of Django's that our catalogue says: Django must still say them, each of them."""

from pathlib import Path

import django
import polib
import pytest
from django.conf import settings
from django.test import Client

from dti_portal.translation import python_source

GAPS = Path(settings.BASE_DIR) / "dti_portal" / "translation" / "gaps.py"
TEXTS = {(message.key.text, message.plural) for message in python_source.messages(GAPS.read_text(), "gaps.py")}


def said_by_django() -> set[tuple[str, str]]:
    folder = Path(django.__file__).parent
    names = ("conf", "contrib/admin", "contrib/auth")
    files = [folder / name / "locale" / "en" / "LC_MESSAGES" / "django.po" for name in names]
    return {(entry.msgid, entry.msgid_plural) for file in files for entry in polib.pofile(str(file))}


def test_django_says_every_text_that_is_said_in_its_place() -> None:
    assert said_by_django() >= TEXTS


@pytest.mark.usefixtures("db")
def test_the_admin_is_framed_in_vietnamese(client: Client) -> None:
    page = client.get("/admin/login/").content.decode()
    assert "Chuyển đến nội dung chính" in page
    assert "Skip to main content" not in page
