"""The record of who did what, written in the transaction of the act itself."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from districts.imports.source import Source
from districts.models import Event

COMMAND_LINE = "command-line"


def record(
    *,
    by: User,
    verb: Event.Verb,
    subject: str,
    before: Any = None,
    after: Any = None,
    reason: str = "",
    file_name: str = "",
    file_digest: str = "",
) -> Event:
    """Write one event. Without a transaction around it, act and record could part: that is refused."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its act")
    return Event.objects.create(
        by=by,
        verb=verb,
        subject=subject,
        before=before,
        after=after,
        reason=reason,
        file_name=file_name,
        file_digest=file_digest,
    )


def of_file(source: Source) -> dict[str, str]:
    """What an event keeps of the file that a loader read."""
    return {"file_name": source.name[:300], "file_digest": source.digest}


def command_line_user() -> User:
    """The user that stands for whoever types commands; made at first use, and nobody can log in as it."""
    user, made = User.objects.get_or_create(username=COMMAND_LINE, defaults={"is_active": False, "password": "!"})
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user
