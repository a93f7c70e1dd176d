"""From the text of a cell to a value."""

from datetime import date
from decimal import Decimal

import pytest

from districts.imports.cells import Cells, Number, decimal_mark, plain
from districts.imports.faults import Faults
from districts.imports.table import Row, read_table
from tests.districts.imports.files import source

Found = list[tuple[int, str, str, str]]


def cells(mark: str = ".") -> Cells:
    return Cells(Faults("file.csv"), mark)


def row(text: str) -> Row:
    return Row(7, {"points": text})


def found(reader: Cells) -> Found:
    return [(fault.row, fault.column, fault.value, fault.expected) for fault in reader.faults.found]


@pytest.mark.parametrize(
    ("text", "mark", "value", "places", "needed"),
    [
        ("722.21", ".", "722.21", 2, 2),
        ("722,21", ",", "722.21", 2, 2),
        ("722", ",", "722", 0, 0),
        ("-5.50", ".", "-5.5", 2, 1),
        ("007", ".", "7", 0, 0),
        ("1.000", ".", "1", 3, 0),
        ("-0", ".", "0", 0, 0),
    ],
)
def test_numbers(text: str, mark: str, value: str, places: int, needed: int) -> None:
    assert cells(mark).number(row(text), "points") == Number(Decimal(value), places, needed)


def test_minus_zero_is_zero() -> None:
    number = cells().number(row("-0.0"), "points")
    assert number is not None
    assert str(number.value) == "0"


def test_an_empty_cell_is_no_number_and_no_fault() -> None:
    reader = cells()
    assert reader.number(row(""), "points") is None
    assert not reader.faults.found


NOT_NUMBERS = [
    "NaN",
    "nan",
    "inf",
    "-inf",
    "1e5",
    "12,5,3",
    "1.234,5",
    "1 000",
    ".5",
    "5.",
    "+5",
    "--5",
    "٣",
    "７",
    "5%",
]


@pytest.mark.parametrize("text", [*NOT_NUMBERS, "#N/A", "−5", "abc"])
def test_what_is_no_number(text: str) -> None:
    reader = cells()
    assert reader.number(row(text), "points") is None
    assert found(reader) == [(7, "points", text, "a number such as 12.5, in the digits 0 to 9")]


def test_a_point_in_a_file_of_decimal_commas() -> None:
    reader = cells(",")
    assert reader.number(row("1.000"), "points") is None
    assert found(reader) == [(7, "points", "1.000", "“,” before the decimals, as in most numbers of this file")]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("a;b\n1,5;2,5\n1.000;3\n", ","),
        ("a,b\n1.5,2.5\n", "."),
        ('a,b\n"1,5","2,5"\n1.5,2\n', ","),
        ("a;b\n1,5;2.5\n", ","),
        ('a,b\n"1,5",2.5\n', "."),
        ("a;b\n1;2\n", ","),
        ("a;b\n1.5;x,y\n", "."),
    ],
)
def test_the_mark_of_most_numbers_holds(text: str, mark: str) -> None:
    assert decimal_mark(read_table(source(text)), ("a", "b")) == mark


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("12", 12), ("03", 3)])
def test_whole_numbers(text: str, value: int) -> None:
    assert cells().whole(row(text), "points", 1, 12) == value


@pytest.mark.parametrize("text", ["0", "13", "1.0", "-1", "²", "٣", "9999999999999"])
def test_what_is_no_whole_number_in_bounds(text: str) -> None:
    reader = cells()
    assert reader.whole(row(text), "points", 1, 12) is None
    assert found(reader) == [(7, "points", text, "a whole number from 1 to 12")]


@pytest.mark.parametrize("text", ["Không", "NO", "khong"])
def test_words_in_either_language(text: str) -> None:
    assert cells().word(row(text), "points", {"no": "no", "khong": "no"}, "") == "no"


def test_unknown_word() -> None:
    reader = cells()
    assert reader.word(row("perhaps"), "points", {"yes": "yes", "co": "yes", "no": "no"}, "") == ""
    assert found(reader) == [(7, "points", "perhaps", "one of: yes, no")]


@pytest.mark.parametrize("text", ["2025-06-30", "30/06/2025", "30/6/2025"])
def test_dates(text: str) -> None:
    assert cells().day(row(text), "points") == date(2025, 6, 30)


@pytest.mark.parametrize("text", ["2025-02-30", "06/30/2025", "30.06.2025", "2025", "٣٠/٠٦/٢٠٢٥", "0000-01-01"])
def test_what_is_no_date(text: str) -> None:
    reader = cells()
    assert reader.day(row(text), "points") is None
    assert found(reader) == [(7, "points", text, "a date such as 2025-06-30 or 30/06/2025")]


def test_a_text_comes_on_one_line() -> None:
    assert cells().text(row(" Si\u00a0Ma \n Cai "), "points", 300) == "Si Ma Cai"


def test_a_text_too_long() -> None:
    reader = cells()
    reader.text(row("x" * 21), "points", 20)
    assert found(reader) == [(7, "points", "x" * 21, "at most 20 characters, not 21")]


def test_a_text_that_must_be_there() -> None:
    reader = cells()
    reader.text(row(""), "points", 20, required=True)
    assert found(reader) == [(7, "points", "", "a text")]


@pytest.mark.parametrize(("number", "text"), [("500.000000", "500"), ("0E-6", "0"), ("12.50", "12.5"), ("-5", "-5")])
def test_a_number_without_needless_zeros(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text
