"""Rows that a form was opened with: taken anew, held, and refused where somebody else was faster."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.actions.digest import plain
from districts.actions.errors import ActionError
from districts.actions.figures import name_of
from districts.deadlines import said
from districts.models import Event
from districts.told import events_about

R = TypeVar("R", bound=models.Model)
Facts = dict[str, Any]


class Overtaken(ActionError):  # noqa: N818
    """Somebody else wrote after the form was opened."""


class Unfit(ActionError):  # noqa: N818
    """One field does not fit: which, and what was expected."""

    def __init__(self, field: str, expected: str) -> None:
        self.field = field
        super().__init__(_("Expected %(expected)s.") % {"expected": expected})


def held(row: R, version: int, subject: str) -> R:
    """The row as it is stored now, locked; raises Overtaken unless it is the one that the form was opened with."""
    stored: Any = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if stored.version != version:
        refuse_overtaken(subject)
    fresh: R = stored
    return fresh


def refuse_overtaken(subject: str) -> None:
    """Say who was faster, and when."""
    last = Event.objects.filter(events_about(subject)).select_related("by").order_by("-pk").first()
    who: User | None = last.by if last else None
    text = _("%(who)s changed this at %(moment)s, after you opened it. Nothing was saved; look at it again first.")
    names = {"who": name_of(who) if who else "–", "moment": said(last.at if last else timezone.now())}
    raise Overtaken(text % names)


def change(row: models.Model, values: Mapping[str, Any]) -> tuple[Facts, Facts]:
    """Set what differs; what it was and what it is, for the event."""
    before, after = {}, {}
    for name, value in values.items():
        old = getattr(row, name, None)  # a new row has no other row in its place yet
        if old != value:
            before[name], after[name] = fact(old), fact(value)
            setattr(row, name, value)
    return before, after


def refuse_renaming(row: models.Model, after: Facts, *names: str) -> None:
    """What events, files and addresses know a stored row by stays."""
    for name in names:
        if row.pk is not None and name in after:
            raise Unfit(name, _("what it has been since it was made"))


def fact(value: Any) -> Any:
    """A value for the record; another row by its name."""
    return str(value) if isinstance(value, models.Model) else plain(value)
