"""The library of a unit in a round: documents added, cited by many criteria at once, and removed while uncited."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as day
from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.actions.entry import has_verdict
from districts.actions.errors import ActionError
from districts.actions.events import record
from districts.actions.figures import NO_VERDICT, Desk, SaveResult, clean
from districts.actions.transitions import Act, hold, is_open, permit, subject_of
from districts.files import FileType, digest_of, safe_name, type_of
from districts.models import Assessor, Document, Event, Scorecard

is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of a document; it is found by its number, its link or its file."""

    summary: str
    number: str = ""
    date: day | None = None
    signer: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, with the name that it had."""

    name: str
    size: int
    content: BinaryIO


@transaction.atomic
def add_document(
    *,
    scorecard: Scorecard,
    described: Described,
    by: User,
    upload: Upload | None = None,
    measure_codes: Sequence[str] = (),
    now: datetime | None = None,
) -> Document:
    """Put a document into the library, and let criteria cite it; in the time of entry, or of the replies."""
    now = now or timezone.now()
    card = hold(scorecard)
    permit_adding(card, by=by, now=now)
    refuse_description(described, upload)
    document = Document(unit=card.unit, round=card.round, added_by=by, **fields_of(described))
    if upload:
        describe_file(document, upload, refuse_file(upload))
    with kept(document, upload):
        document.save()
        record(
            by=by,
            verb=Event.Verb.ADD_DOCUMENT,
            subject=subject_of(card),
            after=said_of(document),
            **file_of(document),
        )
        if measure_codes:
            refuse_faults(cite(card, measure_codes, by, now, lambda cited: [*cited, document]))
    return document


def said_of(document: Document) -> dict[str, str]:
    """What an event keeps of a document."""
    return {"document": str(document), "summary": document.summary, "link": document.link}


def file_of(document: Document) -> dict[str, str]:
    """What it keeps of its file."""
    return {"file_name": document.file_name, "file_digest": document.file_digest}


def refuse_faults(result: SaveResult) -> None:
    """A document is added with all that it should prove, or not at all."""
    for fault in result.faults:
        raise ActionError(f"{fault.code}: {fault.message}")


def permit_adding(card: Scorecard, *, by: User, now: datetime) -> None:
    """New evidence is part of entering, or of a reply."""
    if not is_open(card, Act.REPLY, by=by, now=now):
        permit(card, Act.ENTER, by=by, now=now)


def fields_of(described: Described) -> dict[str, object]:
    texts = {name: clean(getattr(described, name)) for name in ("summary", "number", "signer", "link")}
    return {**texts, "date": described.date}


def refuse_description(described: Described, upload: Upload | None) -> None:
    fields = fields_of(described)
    if not fields["summary"]:
        raise ActionError(_("Say what the document is about."))
    if not fields["number"] and not fields["link"] and upload is None:
        raise ActionError(_("Give the document's number, a link or a file."))
    for name, value in fields.items():
        limit = getattr(Document._meta.get_field(name), "max_length", None)
        if limit and len(str(value)) > limit:
            raise ActionError(_("At most %(limit)s characters.") % {"limit": limit})
    if fields["link"]:
        refuse_link(str(fields["link"]))


def refuse_link(link: str) -> None:
    try:
        is_address(link)
    except ValidationError:
        raise ActionError(_("A link begins with https:// or http://.")) from None


def refuse_file(upload: Upload) -> FileType:
    """The type of a file that may be taken; by its content, whatever its name."""
    if upload.size > settings.EVIDENCE_SIZE_LIMIT:
        limit = settings.EVIDENCE_SIZE_LIMIT // 1_000_000
        raise ActionError(_("The file is larger than %(limit)s MB.") % {"limit": limit})
    kind = type_of(upload.content)
    if kind is None:
        raise ActionError(_("This file is no PDF, no image (PNG, JPEG, WebP) and no office document without macros."))
    return kind


def describe_file(document: Document, upload: Upload, kind: FileType) -> None:
    document.file_name = safe_name(upload.name, kind)
    document.file_type = kind.mime
    document.file_size = upload.size
    document.file_digest = digest_of(upload.content)


@contextmanager
def kept(document: Document, upload: Upload | None) -> Iterator[None]:
    """Write the file, and take it away again where its row is not stored after all."""
    if upload:
        upload.content.seek(0)
        document.file.save(document.file_name, File(upload.content), save=False)
    try:
        yield
    except Exception:
        if upload:
            document.file.delete(save=False)
        raise


# Citing


@transaction.atomic
def attach(
    *, scorecard: Scorecard, document: Document, measure_codes: Sequence[str], by: User, now: datetime | None = None
) -> SaveResult:
    """Let the criteria cite the document besides what they cite already."""
    card, moment = held_for_entry(scorecard, document, by, now)
    return cite(card, measure_codes, by, moment, lambda cited: [*cited, document])


@transaction.atomic
def detach(
    *, scorecard: Scorecard, document: Document, measure_codes: Sequence[str], by: User, now: datetime | None = None
) -> SaveResult:
    """Let the criteria cite it no longer."""
    card, moment = held_for_entry(scorecard, document, by, now)
    return cite(card, measure_codes, by, moment, lambda cited: [one for one in cited if one != document])


@transaction.atomic
def remove_document(*, scorecard: Scorecard, document: Document, by: User, now: datetime | None = None) -> None:
    """Take a document out of the library, with its file; one that is cited stays."""
    card, _moment = held_for_entry(scorecard, document, by, now)
    if document.citations.exists():
        raise ActionError(_("This document is cited: take it off the criteria first."))
    record(
        by=by,
        verb=Event.Verb.REMOVE_DOCUMENT,
        subject=subject_of(card),
        before=said_of(document),
        **file_of(document),
    )
    storage, stored = document.file.storage, document.file.name
    document.delete()
    if stored:
        transaction.on_commit(lambda: storage.delete(stored))


def held_for_entry(
    scorecard: Scorecard, document: Document, by: User, now: datetime | None
) -> tuple[Scorecard, datetime]:
    """The scorecard held, entering permitted, the document one of its library."""
    moment = now or timezone.now()
    card = hold(scorecard)
    permit(card, Act.ENTER, by=by, now=moment)
    if (document.unit_id, document.round_id) != (card.unit_id, card.round_id):
        raise ActionError(_("This document is not in the library."))
    return card, moment


def cite(
    card: Scorecard,
    codes: Sequence[str],
    by: User,
    now: datetime,
    change: Callable[[list[Document]], list[Document]],
) -> SaveResult:
    """Change what each criterion cites; nothing of it is overwritten, so no version is asked for."""
    if is_open(card, Act.REPLY, by=by, now=now):
        raise ActionError(_("In a reply, documents are cited with the reply itself."))
    desk = Desk.of(card, codes, by=by, now=now)
    for code in dict.fromkeys(codes):
        measure = desk.measure(code)
        if measure is None:
            continue
        if measure.assessed_by != Assessor.UNIT:
            desk.refuse(code, "measure_code", _("The province assesses this criterion."))
            continue
        score = desk.score(measure)
        documents = list(dict.fromkeys(change(desk.cited[measure.pk])))
        is_news = has_verdict(score) and set(documents) != set(desk.cited[measure.pk])
        desk.put(measure, score.version, NO_VERDICT if is_news else {}, stamp="saved", documents=documents)
    desk.close(Act.ENTER)
    return desk.result
