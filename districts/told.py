"""What events tell of a row: under its own name, or within that of a file."""

from typing import Any

from django.db.models import Q

from districts.models import Event


def events_about(subject: str) -> Q:
    """The events about a row: its own, and those of the files of its year that it stands in by the rest of its name."""
    *place, name = subject.split("/", 3)
    if place[2:] != ["targets"]:
        return Q(subject=subject)
    return Q(subject=subject) | Q(verb=Event.Verb.LOAD_TARGETS, subject="/".join(place), after__has_key=name)


def facts_about(event: Event, subject: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What an event says of a row, before and after."""
    before, after = event.before or {}, event.after or {}
    if event.subject == subject:
        return before, after
    name = subject.split("/", 3)[3]
    return before.get(name) or {}, after.get(name) or {}
