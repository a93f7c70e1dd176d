"""The tidy rows: against the figures as pages read them, and byte by byte."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

import scoring
from districts.actions.publish import publish
from districts.exports import pieces
from districts.exports.csv_text import csv_cell, csv_chunks, csv_line, text
from districts.exports.json_text import json_cell, json_chunks
from districts.exports.numbers import plain
from districts.exports.tidy import COLUMNS, Cell, Selection, rows
from districts.models import Framework, Measure, Publication, PublishedUnit, Round, Standing, Unit
from districts.queries import rows as reading
from districts.queries import written_rows
from districts.queries.figures import load_bands, load_figures, load_units
from districts.queries.measures import load_graph
from tests import factories as make

NAMES = [column.name for column in COLUMNS]


def whole(publication: Publication, **chosen: Any) -> Selection:
    return Selection((publication.pk,), **chosen)


def as_csv(*selections: Selection) -> str:
    return "".join(csv_chunks(*selections))


def by_name(publication: Publication, unit: str, measure: str) -> dict[str, Cell]:
    found = (dict(zip(NAMES, row, strict=True)) for row in rows(whole(publication)))
    return next(row for row in found if (row["unit_name"], row["measure_code"]) == (unit, measure))


def figures_as_rows(publication: Publication) -> list[list[Cell]]:
    """The rows, made the slow and plain way from what pages read."""
    compared = publication.compared_with
    before = f"{compared.year} r{compared.revision}" if compared else None
    graph = load_graph(publication.framework_id)
    figures = load_figures(publication.pk, load_bands(publication.framework_id))
    found = []
    for unit in load_units(publication.pk):
        for node in graph.nodes.values():
            figure = figures[unit.id, node.id]
            shares = scoring.share_places(node.max_points, node.decimals)

            def number(value: Decimal | None, places: int) -> Decimal | None:
                return None if value is None else Decimal(plain(value, places))

            found.append(
                [
                    *(publication.authority_slug, publication.group, publication.year, publication.revision),
                    *(publication.basis or None, Unit.objects.get(pk=unit.unit_id).key),
                    *(unit.code, unit.name_vi, unit.kind, node.code, node.name, node.kind),
                    *(number(figure.points, node.decimals), number(figure.max_points, node.decimals)),
                    *(number(figure.share, shares), number(figure.coverage, shares)),
                    *(figure.rank, None if figure.rank is None else figure.tied, figure.ranked_of, figure.band or None),
                    *(number(figure.change_points, node.decimals), figure.change_rank),
                    *(before, figure.state, figure.said_by or None, figure.source or None),
                ]
            )
    return found


def test_the_pieces_are_the_columns_in_their_order() -> None:
    found: list[str] = [*pieces.UNIT, *pieces.MEASURE, "points", "max_points", "share", "coverage", *pieces.RANK]
    assert [*found, "band", "change_points", "change_rank", *pieces.END] == NAMES


def test_the_rows_are_the_figures_that_pages_show(published: Publication) -> None:
    wanted = figures_as_rows(published)

    assert [list(row) for row in rows(whole(published))] == wanted
    assert len(wanted) == 3 * 11


def test_the_csv_is_the_figures_written_one_by_one(published: Publication) -> None:
    cells: list[list[Cell]] = [[*NAMES], *figures_as_rows(published)]
    lines = [csv_line(row) for row in cells]

    assert as_csv(whole(published)) == "".join(f"{line}\r\n" for line in lines)


def test_the_json_is_the_figures_written_one_by_one(published: Publication) -> None:
    written = "".join(json_chunks(whole(published), title="Xếp hạng", notes=[("Nguồn", 'Báo "Lào Cai"')]))
    read = json.loads(written, parse_float=str, parse_int=str)

    assert list(read) == ["title", "notes", "columns", "rows"]
    assert (read["title"], read["notes"]) == ("Xếp hạng", [{"about": "Nguồn", "text": 'Báo "Lào Cai"'}])
    assert read["columns"] == NAMES
    plainly = [
        {name: cell if isinstance(cell, bool | None) else csv_cell(cell) for name, cell in zip(NAMES, row, strict=True)}
        for row in figures_as_rows(published)
    ]
    assert read["rows"] == plainly


def test_a_row_byte_by_byte(published: Publication) -> None:
    lines = as_csv(whole(published)).split("\r\n")

    assert lines[0] == (
        "authority,group,year,revision,basis,unit_id,unit_code,unit_name,unit_kind,measure_code,measure_name,"
        "measure_kind,points,max_points,share,coverage,rank,tied,ranked_of,band,change_points,change_rank,"
        "compared_with,state,provenance,source"
    )
    total = next(line for line in lines if ",Văn Bàn,district,total," in line)
    name = Measure.objects.get(code="total").name_vi
    assert total == (
        f"lao-cai,districts,2023,1,,district-089,089,Văn Bàn,district,total,{name},total,722.21,1000.00,0.72221,"
        "1.00000,2,no,3,Nâng cao,292.21,1,2022 r1,scored,press,Báo Lào Cai"
    )


def test_derived_points_keep_their_third_decimal(published: Publication) -> None:
    assert str(by_name(published, "Văn Bàn", "foundation")["points"]) == "366.365"


def test_none_is_empty_and_says_why(published: Publication) -> None:
    row = by_name(published, "Văn Bàn", "awareness")

    assert (row["points"], row["rank"], row["tied"], row["state"]) == (None, None, None, "not_published")


def test_numbers_in_json_keep_their_zeros(published: Publication) -> None:
    written = "".join(json_chunks(whole(published), title="", notes=[]))

    assert '"points":722.21,"max_points":1000.00,' in written


def test_a_selection_without_rows_is_still_json(published: Publication) -> None:
    written = "".join(json_chunks(whole(published, kinds=frozenset(["ward"])), title="", notes=[]))

    assert json.loads(written)["rows"] == []


def test_units_measures_and_kinds_narrow(published: Publication, van_ban: Unit) -> None:
    total = Measure.objects.get(code="total").pk

    def names(**chosen: Any) -> list[tuple[Cell, Cell]]:
        return [(row[7], row[9]) for row in rows(whole(published, **chosen))]

    assert names(measures=frozenset([total])) == [("Bắc Hà", "total"), ("Sa Pa", "total"), ("Văn Bàn", "total")]
    assert names(units=frozenset([van_ban.pk]), measures=frozenset([total])) == [("Văn Bàn", "total")]
    assert {name for name, _code in names(kinds=frozenset(["town"]))} == {"Sa Pa"}


def test_publications_come_as_they_are_named(published: Publication) -> None:
    before = published.compared_with
    assert before
    years = [row[2] for row in rows(Selection((published.pk, before.pk)))]

    assert years == [2023] * 33 + [2022] * 33


def test_batches_do_not_change_a_byte(published: Publication, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = as_csv(whole(published))
    monkeypatch.setattr(reading, "LINES", 1)
    monkeypatch.setattr(written_rows, "LINES", 1)
    monkeypatch.setattr(pieces, "MOST_KEPT", 2)

    assert as_csv(whole(published)) == at_once


def test_measures_come_in_their_order_whatever_their_keys(published: Publication) -> None:
    before = [row[:13] for row in csv.reader(io.StringIO(as_csv(whole(published))))]
    measures = Measure.objects.filter(framework=published.framework)
    measures.update(position=1000 - F("position"))

    found = [row[:13] for row in csv.reader(io.StringIO(as_csv(whole(published))))]

    size = measures.count()
    units = [before[start : start + size] for start in range(1, len(before), size)]
    assert found[1:] == [row for unit in units for row in reversed(unit)]


def test_the_language_does_not_change_a_byte(published: Publication) -> None:
    with translation.override("en"):
        in_english = as_csv(whole(published))

    assert in_english == as_csv(whole(published))


def test_four_queries_and_one_for_some_thousand_rows(
    published: Publication, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5):
        as_csv(whole(published))


@pytest.fixture
def hostile(db: None) -> Publication:
    """One unit and one measure, whose every text would break a file or a spreadsheet."""
    unit = make.UnitFactory.create(name_vi='@Bảo "Thắng", huyện', code="=1+1", valid_from=date(2025, 7, 1))
    published = make.PublishedUnitFactory.create(unit=unit, publication__basis="")
    measure = make.MeasureFactory.create(
        framework=published.publication.framework, name_vi="+84", decimals=2, min_points=-5
    )
    make.StandingFactory.create(
        published_unit=published,
        measure=measure,
        points=Decimal("-1.2"),
        share=None,
        band=make.BandFactory.create(framework=measure.framework, name_vi='=%s, "100%"'),
        change_points=Decimal("-0.5"),
        change_rank=-3,
        source='-Báo\r\n"Lào Cai", 2023',
    )
    return published.publication


def test_text_is_neutralised_and_quoted_and_numbers_are_not(hostile: Publication) -> None:
    content = as_csv(whole(hostile))
    header, row = csv.reader(io.StringIO(content, newline=""))
    cells = dict(zip(header, row, strict=True))

    assert cells["unit_name"] == '\'@Bảo "Thắng", huyện'
    assert (cells["unit_code"], cells["measure_name"]) == ("'=1+1", "'+84")
    assert cells["unit_id"] == "district-=1+1-2025-07-01"
    assert cells["source"] == '\'-Báo\r\n"Lào Cai", 2023'
    assert (cells["points"], cells["change_points"], cells["change_rank"]) == ("-1.20", "-0.50", "-3")


def test_hostile_rows_are_the_cells_written_one_by_one(hostile: Publication) -> None:
    lines = [csv_line(cells) for cells in [tuple(NAMES), *rows(whole(hostile))]]

    assert as_csv(whole(hostile)) == "".join(f"{line}\r\n" for line in lines)
    assert ',1,no,1,"\'=%s, ""100%""",-0.50,-3,' in lines[1]


def test_json_keeps_text_as_it_is(hostile: Publication) -> None:
    row = json.loads("".join(json_chunks(whole(hostile), title="", notes=[])))["rows"][0]

    assert (row["unit_name"], row["source"]) == ('@Bảo "Thắng", huyện', '-Báo\r\n"Lào Cai", 2023')
    assert row["points"] == -1.2


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        ("366.365", 2, "366.365"),
        ("0", 2, "0.00"),
        ("-0.000001", 2, "-0.000001"),
        ("99999999.999999", 2, "99999999.999999"),
        ("12345678.9", 0, "12345678.9"),
        ("7", 0, "7"),
        ("0.000001", 6, "0.000001"),
        ("5.5", 3, "5.500"),
    ],
)
def test_decimals_are_exact_on_both_databases(db: None, value: str, places: int, written: str) -> None:
    published = make.PublishedUnitFactory.create()
    measure = make.MeasureFactory.create(
        framework=published.publication.framework, decimals=places, max_points=Decimal("99999999.999999")
    )
    make.StandingFactory.create(
        published_unit=published, measure=measure, points=Decimal(value), max_points=Decimal("99999999.999999")
    )
    (row,) = rows(whole(published.publication))

    assert f"{row[12]:f}" == written
    assert as_csv(whole(published.publication)).split("\r\n")[1] == csv_line(row)


@pytest.mark.parametrize("maximum", ["0", "0.3", "1", "10", "999999.999999", "99999999.999999"])
@pytest.mark.parametrize("share", [None, "0", "1", "0.5", "0.123456789", "-0.000000001", "999.999999999"])
def test_shares_are_exact_on_both_databases(db: None, maximum: str, share: str | None) -> None:
    published = make.PublishedUnitFactory.create()
    measure = make.MeasureFactory.create(
        framework=published.publication.framework, decimals=6, max_points=Decimal(maximum)
    )
    make.StandingFactory.create(
        published_unit=published, measure=measure, max_points=Decimal(maximum), share=share and Decimal(share)
    )
    (row,) = rows(whole(published.publication))

    assert (row[14] is None) if share is None else (row[14] == Decimal(share))
    assert as_csv(whole(published.publication)).split("\r\n")[1] == csv_line(row)


def test_a_share_keeps_nine_decimals(db: None) -> None:
    published = make.PublishedUnitFactory.create()
    measure = make.MeasureFactory.create(
        framework=published.publication.framework, decimals=6, max_points=Decimal(1000)
    )
    make.StandingFactory.create(published_unit=published, measure=measure, share=Decimal("0.123456789"))
    (row,) = rows(whole(published.publication))

    assert f"{row[14]:f}" == "0.123456789"


def test_a_reused_code_is_another_unit(db: None, author: User, framework: Framework, lao_cai: Unit) -> None:
    old = make.UnitFactory.create(code="03082", kind="commune", name_vi="Xã Cũ", slug="xa-cu", parent=lao_cai)
    new = make.UnitFactory.create(
        code="03082", kind="commune", name_vi="Xã Mới", slug="xa-moi", parent=lao_cai, valid_from=date(2025, 7, 1)
    )
    assert (old.key, new.key) == ("commune-03082", "commune-03082-2025-07-01")


def test_units_of_equal_names_have_a_total_order(
    db: None, round_2023: Round, author: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = publish(round=round_2023, by=author, office="UBND")
    keys = PublishedUnit.objects.filter(publication=publication).order_by("sort_key", "pk").values_list("unit__code")
    codes = list(dict.fromkeys(row[6] for row in rows(whole(publication))))

    assert codes == [code for (code,) in keys]
    assert Standing.objects.filter(publication=publication).count() == len(list(rows(whole(publication))))


@pytest.mark.parametrize(
    ("cell", "as_csv", "as_json"),
    [
        (None, "", "null"),
        (True, "yes", "true"),
        (False, "no", "false"),
        (-3, "-3", "-3"),
        (Decimal("-1.20"), "-1.20", "-1.20"),
        (Decimal("1E+3"), "1000", "1000"),
        ("a,b", '"a,b"', '"a,b"'),
        ('a"b', '"a""b"', '"a\\"b"'),
        ("Văn Bàn", "Văn Bàn", '"Văn Bàn"'),
    ],
)
def test_cells(cell: Cell, as_csv: str, as_json: str) -> None:
    assert (csv_cell(cell), json_cell(cell)) == (as_csv, as_json)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(sign: str) -> None:
    assert text(f"{sign}1+1") == f"'{sign}1+1"
