"""A made-up province of many units, as files that the commands load: 700 communes and 98 measures."""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

UNITS = 700
BEFORE, YEAR = 2023, 2024  # the totals of the one are known, every criterion of the other
AREA = "mau"
FRAMEWORK = "mau-98"
INDICES = {f"i{number}": 9 if number < 6 else 10 for number in range(9)}  # criteria of each
FOUNDATION = [f"i{number}" for number in range(6)]
ACTIVITIES = {"government": "i6", "economy": "i7", "society": "i8"}
MAXIMUM = 10  # of each criterion


def leaves() -> list[str]:
    return [f"{index}.{place}" for index, count in INDICES.items() for place in range(count)]


def write(folder: Path, units: int = UNITS) -> None:
    """units.csv, framework.csv and a scores file a year; the same figures every time."""
    save(folder / "units.csv", ["code", "name_vi", "kind", "parent_code", "slug"], unit_rows(units))
    save(folder / "framework.csv", ["code", "parts", "kind", "name_vi", "max_points"], measure_rows())
    dice = random.Random(922)  # noqa: S311 # figures to measure with
    totals = [[code(number), str(dice.randint(300, 800))] for number in range(units)]
    save(folder / f"scores-{BEFORE}.csv", ["unit_code", "total"], totals)
    rows = [[code(number), *(points(dice) for _ in leaves())] for number in range(units)]
    save(folder / f"scores-{YEAR}.csv", ["unit_code", *leaves()], rows)


def code(number: int) -> str:
    return f"M{number:04}"


def points(dice: random.Random) -> str:
    return f"{dice.randint(0, MAXIMUM * 100) / 100:.2f}"


def unit_rows(units: int = UNITS) -> list[list[str]]:
    communes = [[code(number), f"Xã Mẫu {number}", "commune", "M", f"xa-{number}"] for number in range(units)]
    return [["VN", "Việt Nam", "country", "", "viet-nam"], ["M", "Tỉnh Mẫu", "province", "VN", AREA], *communes]


def measure_rows() -> list[list[str]]:
    """The shape of the real one: three pillars that share a foundation, and a total that counts it once."""
    wholes = [["total", " ".join(["foundation", *ACTIVITIES.values()]), "total", "Tổng điểm", ""]]
    wholes += [[name, f"foundation {index}", "pillar", name, ""] for name, index in ACTIVITIES.items()]
    wholes.append(["foundation", " ".join(FOUNDATION), "group", "Nền tảng chung", ""])
    wholes += [
        [index, " ".join(leaf for leaf in leaves() if leaf.startswith(f"{index}.")), "index", index, ""]
        for index in INDICES
    ]
    return [*wholes, *([leaf, "", "criterion", f"Tiêu chí {leaf}", str(MAXIMUM)] for leaf in leaves())]


def save(file: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([heads, *rows])
