"""The library of evidence, from the outside."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from districts.models import Citation, Document, Event
from tests import factories as make
from tests.districts.admin.entry_world import close, open_year, url
from tests.districts.entering import Year
from tests.districts.people import log_in
from tests.districts.views.reading import text_of

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
ENTITLED = ["staff", "colleague", "head", "appraiser", "surveyor", "publisher", "administrator", "reader", "superuser"]
OTHERS = ["neighbour", "stranger"]


@pytest.fixture
def year(db: None) -> Year:
    return open_year()


@pytest.fixture
def staff(year: Year) -> Client:
    return log_in(year.staff)


def entering(user: User) -> Client:
    """Logged in with the key to the site, whatever the role."""
    user.is_staff = True
    user.save()
    return log_in(user)


def add(client: Client, year: Year, **changed: Any) -> Any:
    """Send the form of a document."""
    typed = {"number": "12/KH-UBND", "date": "05/01/2026", "signer": "Chủ tịch", "summary": "Kế hoạch năm"} | changed
    return client.post(url(year.card, "evidence/"), typed)


def upload(name: str = "Kế hoạch.pdf", content: bytes = PDF, kind: str = "application/pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def path_of(document: Document, act: str) -> str:
    return f"evidence/{document.pk}/{act}/"


@pytest.fixture
def document(staff: Client, year: Year) -> Document:
    """A stored PDF of the unit."""
    add(staff, year, file=upload())
    return Document.objects.get()


# Adding


def test_a_document_is_added(staff: Client, year: Year) -> None:
    assert add(staff, year).status_code == 302

    document = Document.objects.get()
    assert (document.unit, document.round, document.number) == (year.card.unit, year.round, "12/KH-UBND")
    assert str(document.date) == "2026-01-05"
    assert "12/KH-UBND" in text_of(staff.get(url(year.card, "evidence/")).content.decode())


def test_one_document_proves_many_criteria_at_once(staff: Client, year: Year) -> None:
    add(staff, year, measures=["1.1", "1.2", "1.3"])

    codes = Citation.objects.values_list("score__measure__code", flat=True).order_by("score__measure__code")
    assert list(codes) == ["1.1", "1.2", "1.3"]


@pytest.mark.parametrize("code", ["2.1", "9.9", "T", "2.2"])
def test_a_criterion_that_is_not_the_units_takes_the_document_along(staff: Client, year: Year, code: str) -> None:
    assert add(staff, year, measures=["1.1", code]).status_code == 409
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"summary": " "},
        {"number": ""},
        {"date": "31/02/2026"},
        {"link": "javascript:alert(1)"},
        {"link": "ftp://example.org/a"},
        {"number": "x" * 101},
    ],
)
def test_a_document_that_says_too_little_is_refused(staff: Client, year: Year, changed: dict[str, str]) -> None:
    assert add(staff, year, **changed).status_code == 409
    assert not Document.objects.exists()


def test_a_file_lies_under_a_random_name(document: Document) -> None:
    assert document.file_name == "Kế hoạch.pdf"
    assert document.file_type == "application/pdf"
    assert "hoạch" not in str(document.file.name)
    assert not Path(str(document.file.name)).suffix


@pytest.mark.parametrize(
    "content", [HTML, b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ\x90\x00" + b"\0" * 99, b"x"]
)
def test_a_file_that_only_claims_to_be_a_pdf_is_refused(staff: Client, year: Year, content: bytes) -> None:
    answer = add(staff, year, file=upload("ke-hoach.pdf", content))

    assert answer.status_code == 409
    assert "This file is no PDF" in answer.content.decode()
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused(staff: Client, year: Year, settings: Any) -> None:
    settings.EVIDENCE_SIZE_LIMIT = 10

    assert add(staff, year, file=upload()).status_code == 409
    assert not Document.objects.exists()


@pytest.mark.parametrize("who", ["appraiser", "publisher", "administrator", "reader", "superuser"])
def test_only_the_unit_adds(year: Year, who: str) -> None:
    client = entering(getattr(year, who))

    assert add(client, year).status_code == 403
    assert add(client, year, summary="").status_code == 403
    assert not Document.objects.exists()


@pytest.mark.parametrize("who", OTHERS)
def test_others_find_nothing(year: Year, document: Document, who: str) -> None:
    client = entering(getattr(year, who))

    assert client.get(url(year.card, "evidence/")).status_code == 404
    assert add(client, year).status_code == 404
    assert client.get(url(year.card, path_of(document, "file"))).status_code == 404


@pytest.mark.parametrize("act", ["attach", "detach", "remove"])
def test_late_is_late_here_too(staff: Client, year: Year, document: Document, act: str) -> None:
    close(year)
    answer = staff.post(url(year.card, path_of(document, act)), {"measures": ["1.1"]})

    assert answer.status_code == 409
    assert "Locked since " in answer.content.decode()
    assert Document.objects.exists()
    assert not Citation.objects.exists()


def test_a_late_file_is_refused(staff: Client, year: Year) -> None:
    close(year)
    answer = add(staff, year, file=upload())

    assert answer.status_code == 409
    assert "Locked since " in answer.content.decode()
    assert not Document.objects.exists()


def test_new_evidence_may_come_with_the_reply_and_no_citation(staff: Client, year: Year, document: Document) -> None:
    close(year)
    year.set_stage("appraised", year.card)

    assert add(staff, year, number="13").status_code == 302
    assert staff.post(url(year.card, path_of(document, "attach")), {"measures": ["1.1"]}).status_code == 409
    assert staff.post(url(year.card, path_of(document, "remove"))).status_code == 409


def test_replies_end_too(staff: Client, year: Year) -> None:
    close(year)
    year.set_stage("appraised", year.card)
    year.round.reply_until = timezone.now() - timedelta(minutes=5)
    year.round.save()

    assert add(staff, year).status_code == 409


# Citing and removing


def test_criteria_are_attached_and_detached(staff: Client, year: Year, document: Document) -> None:
    staff.post(url(year.card, path_of(document, "attach")), {"measures": ["1.1", "1.4"]})
    staff.post(url(year.card, path_of(document, "detach")), {"measures": ["1.4"]})

    assert [citation.score.measure.code for citation in Citation.objects.all()] == ["1.1"]


def test_a_cited_document_stays(staff: Client, year: Year, document: Document) -> None:
    staff.post(url(year.card, path_of(document, "attach")), {"measures": ["1.1"]})

    assert staff.post(url(year.card, path_of(document, "remove"))).status_code == 409
    assert Document.objects.exists()


def test_an_uncited_one_goes_and_is_remembered(staff: Client, year: Year, document: Document) -> None:
    staff.post(url(year.card, path_of(document, "remove")))

    assert not Document.objects.exists()
    assert Event.objects.get(verb=Event.Verb.REMOVE_DOCUMENT).file_digest == document.file_digest


@pytest.mark.parametrize("act", ["attach", "detach", "remove"])
def test_a_document_of_another_unit_is_not_found(staff: Client, year: Year, act: str) -> None:
    foreign = make.DocumentFactory.create(unit=year.other.unit, round=year.round)

    assert staff.post(url(year.card, path_of(foreign, act)), {"measures": ["1.1"]}).status_code == 404


@pytest.mark.parametrize("act", ["attach", "detach", "remove"])
def test_readers_change_nothing(year: Year, document: Document, act: str) -> None:
    client = log_in(year.reader)

    assert client.post(url(year.card, path_of(document, act)), {"measures": ["1.1"]}).status_code == 403
    assert client.get(url(year.card, path_of(document, act))).status_code == 405


# Handing out


@pytest.mark.parametrize("who", ENTITLED)
def test_those_entitled_save_the_file(year: Year, document: Document, who: str) -> None:
    answer: Any = entering(getattr(year, who)).get(url(year.card, path_of(document, "file")))

    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_visitors_get_no_file(year: Year, document: Document) -> None:
    assert Client().get(url(year.card, path_of(document, "file"))).status_code == 302


def test_a_document_is_found_in_its_own_library_only(year: Year, document: Document) -> None:
    assert log_in(year.appraiser).get(url(year.other, path_of(document, "file"))).status_code == 404


def test_a_document_without_a_file_has_none(staff: Client, year: Year) -> None:
    add(staff, year)

    assert staff.get(url(year.card, path_of(Document.objects.get(), "file"))).status_code == 404


def test_a_file_that_is_gone_is_not_found(staff: Client, year: Year, document: Document) -> None:
    document.file.storage.delete(str(document.file.name))

    assert staff.get(url(year.card, path_of(document, "file"))).status_code == 404


def test_no_address_leads_to_the_files_themselves(staff: Client, document: Document) -> None:
    assert staff.get(f"/media/{document.file.name}").status_code == 404


def test_the_library_takes_a_fixed_number_of_queries(
    staff: Client, year: Year, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(3):
        add(staff, year, number=str(number), measures=["1.1", "1.2"])
    staff.get(url(year.card, "evidence/"))
    with django_assert_num_queries(11):
        staff.get(url(year.card, "evidence/"))
