"""The data package: complete, the same every time, and valid by the tool that reads such packages."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User

from districts.actions.publish import correct
from districts.exports.codebook import FILES
from districts.models import Framework, Measure, Publication, Round, Standing, Unit
from districts.queries.package import load_package
from tests import factories as make
from tests.districts import world
from tests.districts.exports.packages import changed, described, package_of, read_me, table
from tests.recipes.reading import FRICTIONLESS

ROOT = Path(__file__).resolve().parents[3]


def validate(folder: Path, content: bytes) -> Any:
    """What the frictionless tool says of a package."""
    file = folder / "package.zip"
    file.write_bytes(content)
    command = [str(FRICTIONLESS), "validate", "--json", "--type", "package", file.name]
    return json.loads(subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout)


@pytest.fixture
def summed(published: Publication) -> Publication:
    """The year before: every total is a sum, so that there are margins."""
    return Publication.objects.get(year=2022)


def test_the_tool_finds_the_package_valid(published: Publication, tmp_path: Path) -> None:
    report = validate(tmp_path, package_of(published.pk))

    assert (report["valid"], report["errors"], report["warnings"]) == (True, [], [])
    assert {task["name"]: task["stats"]["rows"] for task in report["tasks"] if task["name"] in LENGTHS} == LENGTHS


LENGTHS = {"standings": 33, "units": 3, "measures": 11, "parts": 13, "bands": 4}


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("standings.csv", b"722.21", b"722.22", "hash-count"),
        ("standings.csv", b",press,", b",rumour,", "constraint-error"),
        ("standings.csv", b",722.21,", b",many,", "type-error"),
        ("standings.csv", b",district-089,", b",district-999,", "foreign-key"),
        ("units.csv", b"district-088", b"district-089", "primary-key"),
        ("standings.csv", b"unit_code", b"code", "incorrect-label"),
    ],
)
def test_the_tool_refuses_a_broken_one(
    published: Publication, tmp_path: Path, file: str, old: bytes, new: bytes, fault: str
) -> None:
    report = validate(tmp_path, changed(package_of(published.pk), file, old, new))

    assert report["valid"] is False
    assert fault in {error["type"] for task in report["tasks"] for error in task["errors"]}


def test_the_same_publication_gives_the_same_bytes(published: Publication) -> None:
    assert package_of(published.pk) == package_of(published.pk)


def names_of(content: bytes) -> list[str]:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def test_every_file_of_the_codebook_is_there(summed: Publication) -> None:
    names = names_of(package_of(summed.pk))

    assert names == [*(f"{file}.csv" for file in FILES), "datapackage.json", "README.md"]


def test_files_of_margins_are_left_out_where_there_are_none(framework: Framework) -> None:
    content = package_of(make.PublicationFactory.create(framework=framework).pk)

    assert not [name for name in names_of(content) if "margin" in name]
    assert not [row for row in table(content, "columns") if "margin" in row["file"]]
    assert "margins.csv" not in read_me(content)


@pytest.mark.parametrize("file", list(FILES))
def test_a_file_has_the_columns_that_are_described(summed: Publication, file: str) -> None:
    with ZipFile(io.BytesIO(package_of(summed.pk))) as archive:
        header = archive.read(f"{file}.csv").decode().split("\r\n")[0]

    assert header.split(",") == [field.name for field in FILES[file]]


def test_every_standing_is_there(published: Publication) -> None:
    rows = table(package_of(published.pk), "standings")

    assert len(rows) == Standing.objects.filter(publication=published).count()
    assert [row["points"] for row in rows if (row["unit_code"], row["measure_code"]) == ("089", "total")] == ["722.21"]


def test_units_keep_their_codes_and_stable_keys(published: Publication) -> None:
    rows = table(package_of(published.pk), "units")

    assert [(row["unit_id"], row["unit_code"], row["name_vi"], row["ranked"]) for row in rows] == [
        ("district-085", "085", "Bắc Hà", "yes"),
        ("district-088", "088", "Sa Pa", "yes"),
        ("district-089", "089", "Văn Bàn", "yes"),
    ]


def test_measures_say_maximum_parts_and_rule_in_words(published: Publication) -> None:
    Measure.objects.filter(framework=published.framework, code="gov").update(rule="ratio_cap 75%", evidence="Báo cáo")
    rows = {row["measure_code"]: row for row in table(package_of(published.pk), "measures")}

    assert (rows["total"]["parts"], rows["total"]["max_points"]) == ("foundation gov econ soc", "1000.00")
    assert (rows["gov"]["rule"], rows["gov"]["evidence"], rows["gov"]["unit"]) == ("ratio_cap 75%", "Báo cáo", "points")
    assert rows["gov"]["rule_en"].startswith("Ratio a/b of 75% or more")
    assert rows["gov"]["rule_vi"].startswith("Tỷ lệ a/b")


def test_edges_summaries_and_bands(published: Publication) -> None:
    content = package_of(published.pk)

    assert [row["part"] for row in table(content, "parts") if row["whole"] == "economy"] == ["foundation", "econ"]
    mean = next(row for row in table(content, "summaries") if row["measure_code"] == "total")
    assert (mean["units"], mean["best"], mean["median"]) == ("3", "820.50", "722.21")
    assert [(row["name_vi"], row["above"], row["up_to"]) for row in table(content, "bands")][1:3] == [
        ("Hình thành", "0.25", "0.5"),
        ("Nâng cao", "0.5", "0.75"),
    ]


def test_margins_name_units_by_their_keys_and_can_be_repeated(summed: Publication) -> None:
    content = package_of(summed.pk)
    run = table(content, "margin_runs")[0]

    assert (run["varied"], run["draws"], run["spread"]) == ("index", "1000", "0.25")
    assert run["measures"] == "awareness security gov econ soc"
    assert [row["unit_id"] for row in table(content, "margins") if row["varied"] == "index"] == [
        "district-088",
        "district-085",
        "district-089",
    ]
    assert {row["other_id"] for row in table(content, "margin_pairs") if row["unit_id"] == "district-088"} == {
        "district-085",
        "district-089",
    }


def test_the_tool_finds_margins_valid_too(summed: Publication, tmp_path: Path) -> None:
    assert validate(tmp_path, package_of(summed.pk))["valid"] is True


def test_the_recipe_is_told_only_where_it_works(published: Publication, summed: Publication) -> None:
    assert 'ZipFile("dti-lao-cai-2022-districts-r1.zip")' in read_me(package_of(summed.pk))
    assert "```python" not in read_me(package_of(published.pk))


def test_the_codebook_explains_every_column_and_word(summed: Publication) -> None:
    content = package_of(summed.pk)
    columns = table(content, "columns")

    assert [(row["file"], row["column"]) for row in columns] == [(f, one.name) for f in FILES for one in FILES[f]]
    assert all(row["meaning_vi"] and row["meaning_en"] for row in columns)
    states = {row["word"] for row in table(content, "words") if (row["file"], row["column"]) == ("standings", "state")}
    assert states == set(Standing.State.values)


def test_the_description_names_publisher_version_and_sources(published: Publication) -> None:
    package = described(package_of(published.pk))

    assert (package["name"], package["version"], package["revision"]) == ("dti-lao-cai-2023-districts-r1", "1.0.0", 1)
    assert package["contributors"] == [{"title": "UBND tỉnh", "role": "publisher"}]
    assert {source["title"] for source in package["sources"]} == {"Báo Lào Cai", "minh họa"}
    assert package["provenance"] == ["press", "illustrative"]


def test_no_licence_is_invented(published: Publication) -> None:
    content = package_of(published.pk)

    assert "licenses" not in described(content)
    assert "Licence: the publisher has stated none." in read_me(content)


def test_the_readme_speaks_both_languages_and_warns_of_illustrative_figures(published: Publication) -> None:
    text = read_me(package_of(published.pk))

    assert "Có số liệu minh họa" in text
    assert "Illustrative figures" in text
    assert text.count(published.digest) == 2


def test_decision_revision_and_reason_are_told(published: Publication, author: User, sa_pa: Unit) -> None:
    world.set_points(published.round, sa_pa, "gov", "181")
    corrected = correct(
        publication=published, by=author, reason="Cộng sót điểm", office="UBND tỉnh", decision_number="12/QĐ-UBND"
    )
    content = package_of(corrected.pk)

    assert "Cộng sót điểm" in read_me(content)
    assert "12/QĐ-UBND" in read_me(content)
    assert described(content)["version"] == "2.0.0"
    assert described(content)["sources"][0]["title"].endswith("12/QĐ-UBND")


def test_text_in_the_readme_is_not_escaped_for_pages(round_2023: Round, author: User) -> None:
    from districts.actions.publish import publish

    published = publish(round=round_2023, by=author, office="Sở TT & TT")

    assert "Sở TT & TT" in read_me(package_of(published.pk))


def test_formulas_are_neutralised_in_every_file(published: Publication) -> None:
    Measure.objects.filter(framework=published.framework, code="gov").update(evidence="=cmd|'/c calc'!A1")
    rows = {row["measure_code"]: row for row in table(package_of(published.pk), "measures")}

    assert rows["gov"]["evidence"] == "'=cmd|'/c calc'!A1"


def test_everything_but_the_rows_takes_ten_queries(published: Publication, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(10):
        load_package(published.pk)
