"""Gains by part, as deep as both years are known."""

from decimal import Decimal

from scoring import Status
from scoring.gains import Then, gains
from scoring.ledger import Entry
from scoring.words import Origin


def d(text: str) -> Decimal:
    return Decimal(text)


def entry(code: str, points: str | None, maximum: str = "10", parts: str = "") -> Entry:
    status = Status.SCORED if points else Status.NOT_PUBLISHED
    origin = Origin.GIVEN if points else Origin.NONE
    return Entry(code, tuple(parts.split()), status, origin, d(points) if points else None, d(maximum))


def then(points: str | None, maximum: str = "10", status: Status = Status.SCORED) -> Then:
    return Then(status, d(points) if points else None, d(maximum))


NOW = {
    "total": entry("total", "30.5", "40", "f x"),
    "f": entry("f", "20.5", "30", "a b"),
    "a": entry("a", "9"),
    "b": entry("b", "11.5", "20"),
    "x": entry("x", "10"),
}
THEN = {
    "total": then("20", "40"),
    "f": then("14", "30"),
    "a": then("8"),
    "b": then("6", "20"),
    "x": then("6"),
}


def test_down_to_the_leaves_where_both_years_have_them() -> None:
    found = gains(NOW, THEN, "total", ())
    assert found is not None
    assert [(gain.code, gain.points) for gain in found[0]] == [("a", d("1")), ("b", d("5.5")), ("x", d("4"))]
    assert found[1] == 0


def test_no_deeper_than_asked() -> None:
    found = gains(NOW, THEN, "total", {"f"})
    assert found is not None
    assert [gain.code for gain in found[0]] == ["f", "x"]


def test_a_whole_stays_whole_where_one_part_is_not_known() -> None:
    for unknown in (then(None), then("3", "15"), then("3", "10", Status.INCOMPLETE)):
        found = gains(NOW, THEN | {"a": unknown}, "total", ())
        assert found is not None
        assert [gain.code for gain in found[0]] == ["f", "x"]


def test_what_counts_nothing_stands_in_nobodys_way() -> None:
    void = Entry("v", (), Status.NOT_SCORED, Origin.NONE, None, d("0"))
    now = NOW | {"v": void, "total": entry("total", "30.5", "40", "f x v")}
    found = gains(now, THEN | {"v": then(None, "0", Status.NOT_SCORED)}, "total", ())
    assert found is not None
    assert [gain.code for gain in found[0]] == ["a", "b", "x"]


def test_what_the_parts_leave_is_told() -> None:
    found = gains(NOW, THEN | {"total": then("20.4", "40")}, "total", ())
    assert found is not None
    assert found[1] == d("-0.4")


def test_nothing_where_the_whole_cannot_be_compared() -> None:
    assert gains(NOW, THEN | {"total": then("20", "50")}, "total", ()) is None
    assert gains(NOW, {}, "total", ()) is None
