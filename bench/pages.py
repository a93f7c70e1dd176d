"""What a page costs the server: time and queries for 9 units (the demo) and for 700, and publishing 700 x 98.

    python3 dev.py bench pages

In one process, behind all the middleware, on SQLite, pages packed as browsers ask for it. Times are processor time,
which other programs of a busy machine do not lengthen, and ratios to a trivial page of the same process.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from bench import world
from bench.report import kilobytes, table
from devtools import demo

REPEATS = 15
FLOOR = "/hello"
NINE = {
    "league": "/lao-cai/2024/",
    "league, CSV": "/lao-cai/2024.csv",
    "profile": "/lao-cai/2024/van-ban/",
    "compare": "/lao-cai/compare/?units=van-ban&units=sa-pa&units=bao-thang",
    "trends": "/lao-cai/trends/",
    "measure": "/lao-cai/2024/measures/total/",
    "heat table": "/lao-cai/2024/measures/",
}
MANY = {
    "league": "/mau/2024/",
    "league, CSV": "/mau/2024.csv",
    "profile": "/mau/2024/xa-1/",
    "compare": "/mau/compare/?units=xa-1&units=xa-2&units=xa-3",
    "trends": "/mau/trends/",
    "measure": "/mau/2024/measures/total/",
    "heat table": "/mau/2024/measures/",
}


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        env = {**demo.demo_environ(Path(name)), "DJANGO_SETTINGS_MODULE": "dti_portal.settings"}
        demo.prepare(env)
        os.environ.update(env)
        set_up()
        publishing = load(Path(name))
        print(f"\n{pages_table()}\n\n{publishing}")
    return 0


def set_up() -> None:
    import django  # only now are the settings to be had
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.urls"
    django.setup()


def load(folder: Path) -> str:
    """Load and publish the big province by the commands, two years of it; what the fully scored one took."""
    world.write(folder)
    call("load_units", str(folder / "units.csv"))
    call("load_framework", str(folder / "framework.csv"), "--slug", world.FRAMEWORK, "--title", "Mẫu")
    load_year(folder, world.BEFORE)
    loading, publishing = load_year(folder, world.YEAR)
    heads = [f"{world.UNITS} units x {len(world.measure_rows())} measures", "processor time"]
    return table(heads, [("load_scores", f"{loading:.1f} s"), ("publish_round", f"{publishing:.1f} s")])


def load_year(folder: Path, year: int) -> tuple[float, float]:
    """What loading and publishing took."""
    where = ("--authority", world.AREA, "--year", str(year), "--framework", world.FRAMEWORK)
    loading = stopped(lambda: call("load_scores", str(folder / f"scores-{year}.csv"), *where))
    return loading, stopped(lambda: call("publish_round", world.AREA, str(year)))


def call(command: str, *words: str) -> None:
    from django.core.management import call_command

    print(command, *words[:1], file=sys.stderr, flush=True)
    with open(os.devnull, "w") as nowhere:
        call_command(command, *words, "--commit", stdout=nowhere)


def stopped(work: Callable[[], object]) -> float:
    """How many seconds of the processor it takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def pages_table() -> str:
    from django.test import Client

    client = Client(SERVER_NAME="127.0.0.1", headers={"accept-encoding": "gzip"})
    floor = timed(client, FLOOR)
    trivial = ["trivial page", f"1 ({floor * 1000:.2f} ms)", "0", "–", "1", "0", "–"]
    rows = [[name, *measured(client, NINE[name], floor), *measured(client, MANY[name], floor)] for name in NINE]
    heads = ["", "9 units: time", "queries", "size", f"{world.UNITS} units: time", "queries", "size"]
    return table(heads, [trivial, *rows])


def measured(client: Any, address: str, floor: float) -> list[str]:
    """The ratio to the trivial page, the queries, and the size as it goes out."""
    from django.db import connection

    queries = list[str]()

    def note(execute: Callable[..., object], sql: str, *rest: object) -> object:
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return [f"{timed(client, address) / floor:.0f}", str(len(queries)), kilobytes(len(answer.content))]


def timed(client: Any, address: str) -> float:
    """The median of some calls, after one that fills what is kept in memory."""
    client.get(address)
    return median(stopped(lambda: client.get(address)) for _ in range(REPEATS))


if __name__ == "__main__":
    sys.exit(main())
