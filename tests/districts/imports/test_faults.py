"""What is said of a fault."""

import pytest

from districts.imports.faults import Fault, Faults, FileFaultsError


def test_a_fault_names_file_row_column_value_and_expectation() -> None:
    fault = Fault("scores.csv", 3, "points", "12,5,3", "a number such as 12.5")
    assert str(fault) == "scores.csv, row 3, column points: found “12,5,3”; expected a number such as 12.5"


def test_a_fault_of_an_empty_cell() -> None:
    fault = Fault("scores.csv", 3, "points", "", "a number")
    assert str(fault) == "scores.csv, row 3, column points: nothing stands there; expected a number"


@pytest.mark.parametrize(("row", "place"), [(0, "a.csv"), (2, "a.csv, row 2")])
def test_a_fault_of_a_row_or_the_whole_file(row: int, place: str) -> None:
    assert Fault("a.csv", row, "", "x", "y").place == place


def test_a_long_value_is_cut() -> None:
    assert f"“{'x' * 59}…”" in str(Fault("a.csv", 2, "b", "x" * 1000, "y"))


def test_the_first_hundred_are_told_and_the_others_counted() -> None:
    faults = Faults("a.csv")
    for row in range(2, 105):
        faults.add(row, "b", "x", "y")
    with pytest.raises(FileFaultsError) as caught:
        faults.check()
    lines = str(caught.value).splitlines()
    assert lines[0] == "103 faults were found, so nothing was changed."
    assert (lines[100], lines[101]) == ("a.csv, row 101, column b: found “x”; expected y", "and 3 more faults.")


def test_one_fault_is_told_in_the_singular() -> None:
    with pytest.raises(FileFaultsError, match=r"^1 fault was found, so nothing was changed\.\na\.csv: found"):
        Faults("a.csv").stop(0, "", "x", "y")


def test_faults_are_told_in_the_order_of_rows() -> None:
    faults = Faults("a.csv")
    faults.add(5, "b", "x", "y")
    faults.add(2, "b", "x", "y")
    with pytest.raises(FileFaultsError) as caught:
        faults.check()
    assert [fault.row for fault in caught.value.faults] == [2, 5]


def test_no_fault_no_refusal() -> None:
    Faults("a.csv").check()
