"""From text to a table."""

import csv

import pytest

from districts.imports.table import check_columns, read_table
from tests.districts.imports.files import faults_of, source


@pytest.mark.parametrize(
    "text",
    [
        "code,name\n080,Sa Pa\n",
        "code;name\n080;Sa Pa\n",
        "code,name\r\n080,Sa Pa\r\n",
        "\ufeffcode;name\r\n080;Sa Pa",
        'code , name\n"080", Sa Pa \n',
        "code,name,,\n080,Sa Pa,,\n,,,\n",
    ],
)
def test_the_ways_to_write_one_table(text: str) -> None:
    table = read_table(source(text))
    assert table.columns == ("code", "name")
    assert [(row.number, row.cells) for row in table.rows] == [(2, {"code": "080", "name": "Sa Pa"})]


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    table = read_table(source('code,name\n\n1,"two\nlines"\n,\n2,b\n'))
    assert [row.number for row in table.rows] == [3, 5]


def test_too_few_cells() -> None:
    faults = faults_of(lambda: read_table(source("a,b,c\n1,2\n")))
    assert faults == [(2, "c", "", "3 cells as in the header, not 2")]


def test_too_many_cells() -> None:
    faults = faults_of(lambda: read_table(source("a,b\n1,722,21\n")))
    expected = "2 cells as in the header, not 3; a cell holding the separator needs quotes"
    assert faults == [(2, "3", "21", expected)]


def test_every_row_of_the_wrong_length_is_told() -> None:
    assert [fault[0] for fault in faults_of(lambda: read_table(source("a,b\n1\n1,2\n1,2,3\n")))] == [2, 4]


def test_duplicate_column() -> None:
    assert faults_of(lambda: read_table(source("a,b,a\n1,2,3\n"))) == [(1, "a", "a", "each column once")]


def test_column_without_a_name() -> None:
    assert faults_of(lambda: read_table(source("a,,b\n1,2,3\n"))) == [(1, "2", "", "the name of a column")]


def test_header_only() -> None:
    assert faults_of(lambda: read_table(source("a,b\n"))) == [(1, "", "a,b", "at least one row below the header")]


def test_header_of_empty_cells() -> None:
    faults = faults_of(lambda: read_table(source(",,\n1,2,3\n")))
    assert faults == [(1, "", "", "the names of the columns in the first row")]


def test_unterminated_quote() -> None:
    faults = faults_of(lambda: read_table(source('a,b\n1,2\n3,"4\n')))
    expected = "quotes that are closed, doubled inside a cell, and followed by a separator"
    assert faults == [(3, "", "unexpected end of data", expected)]


def test_unterminated_quote_in_the_header() -> None:
    assert [fault[0] for fault in faults_of(lambda: read_table(source('a,"b\n1,2\n')))] == [1]


def test_cell_over_the_limit_of_the_csv_module() -> None:
    limit = csv.field_size_limit()
    faults = faults_of(lambda: read_table(source(f"a,b\n1,{'x' * (limit + 1)}\n")))
    expected = f"cells of at most {limit} characters"
    assert faults == [(2, "", f"field larger than field limit ({limit})", expected)]


def test_unknown_and_missing_columns() -> None:
    table = read_table(source("a,x\n1,2\n"))
    faults = faults_of(lambda: check_columns(table, ("a", "b"), ("a", "b", "c")))
    assert faults == [(1, "b", "", "a column named b"), (1, "x", "x", "one of the columns a, b, c")]


def test_a_file_of_tabs_misses_its_columns() -> None:
    table = read_table(source("a\tb\n1\t2\n"))
    assert (1, "a", "", "a column named a") in faults_of(lambda: check_columns(table, ("a", "b"), ("a", "b")))
