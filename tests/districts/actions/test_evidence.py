"""What a file is by its content, and what adding and citing documents records."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from districts.actions import evidence
from districts.actions.errors import ActionError
from districts.actions.evidence import Described, Upload
from districts.files import TYPES, safe_name, type_of
from districts.models import Document, Event, FigureChange, ScoreState
from tests.districts.entering import DURING, Year, make_year

PDF = b"%PDF-1.7\n"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


def packed(*members: str) -> bytes:
    """A zip file with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in members:
            archive.writestr(name, "<x/>")
    return file.getvalue()


def open_document(kind: str, *, squeezed: bool = False) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        how = zipfile.ZIP_DEFLATED if squeezed else zipfile.ZIP_STORED
        archive.writestr("mimetype", f"{OPEN_DOCUMENT}.{kind}", compress_type=how)
        archive.writestr("content.xml", "<x/>")
    return file.getvalue()


def compound(stream: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + stream.encode("utf-16-le")


TAKEN = {
    ".pdf": PDF,
    ".png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 30,
    ".jpg": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 20,
    ".webp": b"RIFF\x10\0\0\0WEBPVP8 " + b"\0" * 10,
    ".docx": packed("[Content_Types].xml", "word/document.xml"),
    ".xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    ".pptx": packed("[Content_Types].xml", "ppt/presentation.xml"),
    ".odt": open_document("text"),
    ".ods": open_document("spreadsheet"),
    ".doc": compound("WordDocument"),
    ".xls": compound("Workbook"),
}
REFUSED = {
    "html": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "xml": b"<?xml version='1.0'?><x/>",
    "exe": b"MZ\x90\0" + b"\0" * 200,
    "zip": packed("plan.txt"),
    "jar": packed("META-INF/MANIFEST.MF", "A.class"),
    "macros": packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "installer": compound("\u4840\u3f3f"),
    "sound": b"RIFF\x10\0\0\0WAVEfmt " + b"\0" * 10,
    "cut off": b"PK\x03\x04word/document.xml",
    "squeezed type": open_document("text", squeezed=True),
    "text": b"hello",
    "nothing": b"",
    "html before pdf": b"<script>alert(1)</script>%PDF-1.7",
}


@pytest.mark.parametrize("ending", TAKEN)
def test_office_files_and_images_are_known_by_their_content(ending: str) -> None:
    kind = type_of(io.BytesIO(TAKEN[ending]))

    assert kind is not None
    assert ending in kind.endings


def test_every_type_is_tried() -> None:
    assert {kind.endings[0] for kind in TYPES} == set(TAKEN)


@pytest.mark.parametrize("what", REFUSED)
def test_everything_else_is_nothing(what: str) -> None:
    assert type_of(io.BytesIO(REFUSED[what])) is None


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("KE-HOACH.PDF", "KE-HOACH.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        (r"C:\Users\a\plan.pdf", "plan.pdf"),
        ("plan.html", "plan.html.pdf"),
        ("plan\u202efdp.exe", "planfdp.exe.pdf"),
        ('a"\r\nX: y.pdf', "aX: y.pdf"),
        ("", "file.pdf"),
        ("x" * 300 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_names_of_downloads_are_harmless(name: str, safe: str) -> None:
    assert safe_name(name, TYPES[0]) == safe


# Adding, citing, removing


@pytest.fixture
def year(db: None) -> Year:
    return make_year()


def add(year: Year, *, codes: tuple[str, ...] = (), content: bytes = PDF, name: str = "a.pdf") -> Document:
    upload = Upload(name, len(content), io.BytesIO(content))
    described = Described(summary="Kế hoạch", number="12/KH-UBND")
    return evidence.add_document(
        scorecard=year.card, described=described, by=year.staff, upload=upload, measure_codes=codes, now=DURING
    )


def test_an_added_file_is_recorded_with_its_digest(year: Year) -> None:
    document = add(year)

    event = Event.objects.get(verb=Event.Verb.ADD_DOCUMENT)
    assert (event.by, event.file_digest, event.file_name) == (year.staff, document.file_digest, "a.pdf")
    assert event.subject == "lao-cai/2026/districts/van-ban"
    assert document.file_digest == hashlib.sha256(PDF).hexdigest()


def test_a_citation_is_a_change_of_the_criterion(year: Year) -> None:
    document = add(year)
    result = evidence.attach(scorecard=year.card, document=document, measure_codes=["1.1"], by=year.staff, now=DURING)

    assert [saved.version for saved in result.saved] == [1]
    assert (FigureChange.objects.get().after or {})["documents"] == ["12/KH-UBND"]


def test_citing_twice_is_no_change(year: Year) -> None:
    document = add(year, codes=("1.1",))
    evidence.attach(scorecard=year.card, document=document, measure_codes=["1.1", "1.1"], by=year.staff, now=DURING)

    assert year.score("1.1").version == 1


def test_new_evidence_takes_an_earlier_verdict_back(year: Year) -> None:
    document = add(year)
    year.fill(year.card, appraised=True)
    evidence.attach(scorecard=year.card, document=document, measure_codes=["1.1"], by=year.staff, now=DURING)

    score = year.score("1.1")
    assert (score.state, score.points, score.appraised_at) == (ScoreState.MISSING, None, None)
    assert score.self_points == 5


def test_a_document_of_another_library_is_not_cited(year: Year) -> None:
    document = add(year)
    with pytest.raises(ActionError, match="không có trong kho"):
        evidence.attach(scorecard=year.other, document=document, measure_codes=["1.1"], by=year.neighbour, now=DURING)


def test_a_refused_document_leaves_no_file(year: Year) -> None:
    with pytest.raises(ActionError):
        add(year, codes=("2.1",))

    assert not Document.objects.exists()
    assert stored() == set()


@pytest.mark.django_db(transaction=True)
def test_a_removed_document_takes_its_file_along(transactional_db: None) -> None:
    year = make_year()
    document = add(year)
    assert stored() == {Path(str(document.file.name)).name}
    evidence.remove_document(scorecard=year.card, document=document, by=year.staff, now=DURING)

    assert stored() == set()


def stored() -> set[str]:
    """The names of the files of evidence."""
    return set(default_storage.listdir("evidence")[1]) if default_storage.exists("evidence") else set()


@pytest.fixture(autouse=True)
def empty_storage() -> None:
    for name in stored():
        default_storage.delete(f"evidence/{name}")


def test_files_are_kept_apart_from_what_is_served() -> None:
    assert settings.MEDIA_URL in ("", "/")
    assert not Path(settings.MEDIA_ROOT).is_relative_to(settings.STATIC_ROOT)
