"""The data package byte for byte: the same on every database, and the same for ever while its format stays."""

import io
from datetime import UTC, datetime
from hashlib import sha256
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from districts.actions.publish import publish
from districts.exports.package import FORMAT
from districts.models import Round
from tests.districts.exports.packages import package_of

MOMENT = datetime(2024, 4, 3, 2, 30, tzinfo=UTC)
# Begin of the SHA-256 of each file, of 2022 and of 2023. Whoever changes what the package of a published ranking says
# raises FORMAT, so that nobody is told that the old one still holds, and writes down here what its files are then.
KNOWN_FORMAT = 1
KNOWN = {
    "standings.csv": ("35c21d50248d9c4a", "b475b0fbccd5abd4"),
    "units.csv": ("109af80252cf71ba", "109af80252cf71ba"),
    "measures.csv": ("b8909c004aad6a31", "b8909c004aad6a31"),
    "parts.csv": ("628e206459f5aba9", "628e206459f5aba9"),
    "summaries.csv": ("5583599a322d71c9", "9dbd64741088eb1c"),
    "bands.csv": ("4bbb08ffe1deb7e0", "4bbb08ffe1deb7e0"),
    "margins.csv": ("a8956f4b3fc55035", "a00abc98c5a6314d"),
    "margin_runs.csv": ("4745e05c8152e91f", "0e3ca8ec1aed6808"),
    "margin_pairs.csv": ("2e2537d8f4d3963a", "8196df9746c60ac3"),
    "columns.csv": ("f81e2f58b70e7771", "f81e2f58b70e7771"),
    "words.csv": ("20cb346afeb53264", "20cb346afeb53264"),
    "datapackage.json": ("c79c6ff853bb0359", "ac30838532334c5b"),
    "README.md": ("b56dd78a9583f0d2", "f750627759b6ea6c"),
}


def digests(publication_id: int) -> dict[str, str]:
    with ZipFile(io.BytesIO(package_of(publication_id))) as archive:
        return {name: sha256(archive.read(name)).hexdigest()[:16] for name in archive.namelist()}


# Digests are over the keys of the database too, so these start from 1 on either one.
@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_the_same_rows_give_the_same_files_on_every_database(
    round_2022: Round, round_2023: Round, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: MOMENT)
    of_2022 = digests(publish(round=round_2022, by=author, office="UBND tỉnh").pk)
    of_2023 = digests(publish(round=round_2023, by=author, office="UBND tỉnh", decision_number="684/QĐ-UBND").pk)

    found = {name: (of_2022[name], of_2023[name]) for name in of_2022}
    assert (FORMAT, list(of_2023), found) == (KNOWN_FORMAT, list(KNOWN), KNOWN)
