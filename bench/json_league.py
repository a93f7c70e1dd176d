"""JSON of one league table: the portal beside Datasette, both from the same SQLite file, in requests per second.

    python3 dev.py bench json_league

Each serves with one process: gunicorn with one sync worker, Datasette as `datasette serve -i`. A sync worker closes its
connections, and Datasette may keep them. Datasette is asked for its table of standings, for a table made of just these
rows beforehand, and for a query that joins their names. All are asked in turn, so that a busy minute falls on all.
Answers per second of the server's processor time are what an idle machine would give; other programs lower the others.
"""

import http.client
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from bench.report import table
from devtools import demo
from devtools.house import PYTHON, ROOT, Problem
from devtools.server import HOST, free_port, gunicorn, wait_for

THREADS, SECONDS, TURNS = 4, 1.5, 5
SERIAL = ["--workers=1", "--worker-class=sync", "--threads=1"]
LEAGUES = {"9 districts": ("lao-cai", 2023), "63 provinces": ("viet-nam", 2022)}
PARTS = """
    FROM districts_standing s
    JOIN districts_publication p ON p.id = s.publication_id
    JOIN districts_publishedunit u ON u.id = s.published_unit_id
    JOIN districts_measure m ON m.id = s.measure_id
    LEFT JOIN districts_band b ON b.id = s.band_id
    WHERE p.authority_slug = :authority AND p.year = :year AND (m.kind IN ('total', 'pillar') OR m.id IN
        (SELECT e.part_id FROM districts_part e JOIN districts_measure t ON t.id = e.whole_id
         WHERE t.kind = 'total' AND t.framework_id NOT IN
            (SELECT o.framework_id FROM districts_measure o WHERE o.kind = 'pillar')))
      AND p.revision = (SELECT max(q.revision) FROM districts_publication q WHERE q.round_id = p.round_id)
"""
COLUMNS = """
    SELECT u.code AS unit_code, u.name_vi AS unit_name, u.kind AS unit_kind, u.ranked, m.code AS measure_code, s.points,
    s.max_points, s.share, s.coverage, s.rank, s.tied, s.ranked_of, b.name_vi AS band, s.change_points, s.change_rank,
    s.state, s.provenance, s.source
"""


@dataclass(frozen=True)
class Server:
    """Where it listens, and its first process."""

    port: int
    pid: int

    def seconds(self) -> float:
        """Processor time of its processes so far."""
        ticks = 0
        for file in Path("/proc").glob("[0-9]*/stat"):
            try:
                number, fields = int(file.parent.name), file.read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has just ended
            if self.pid in (number, int(fields[1])):
                ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Asked:
    """One way to ask for one league table."""

    server: Server
    address: Callable[[], str]
    headers: Mapping[str, str]


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        env = demo.demo_environ(Path(name))
        demo.prepare(env)
        file = Path(name) / "demo.sqlite3"
        prepare_tables(file)
        with running(lambda port: [*gunicorn(port), *SERIAL], env) as ours, running(datasette(file), env) as theirs:
            for league, (authority, year) in LEAGUES.items():
                print(f"\n{measured(league, authority, year, file, ours, theirs)}", flush=True)
    return 0


def datasette(file: Path) -> Callable[[int], list[str]]:
    command = [str(PYTHON), "-m", "datasette", "serve", "-i", str(file), f"--host={HOST}"]
    return lambda port: [*command, f"--port={port}"]


@contextmanager
def running(command: Callable[[int], list[str]], env: Mapping[str, str]) -> Iterator[Server]:
    """A server on a free port for the length of a block."""
    port = free_port()
    process = subprocess.Popen(command(port), cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def table_name(authority: str) -> str:
    return f"league_{authority.replace('-', '_')}"


def prepare_tables(file: Path) -> None:
    """A table of just the rows of each league table, as friendly to Datasette as can be."""
    with sqlite3.connect(file) as connection:
        for authority, year in LEAGUES.values():
            connection.execute(f"CREATE TABLE {table_name(authority)} AS {bound(authority, year)}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def bound(authority: str, year: int) -> str:
    return (COLUMNS + PARTS).replace(":authority", f"'{authority}'").replace(":year", str(year))


def standings_address(file: Path, authority: str, year: int) -> str:
    """The same rows of Datasette's table of standings, by the keys of publication and measures."""
    with sqlite3.connect(file) as connection:
        query = f"SELECT DISTINCT p.id, m.id {PARTS}"
        keys = connection.execute(query, {"authority": authority, "year": year}).fetchall()
    connection.close()
    measures = ",".join(str(measure) for _publication, measure in keys)
    return f"/demo/districts_standing.json?publication_id={keys[0][0]}&measure_id__in={measures}&_size=max"


def measured(league: str, authority: str, year: int, file: Path, ours: Server, theirs: Server) -> str:
    address = f"/api/v1/publications/{authority}/{year}/r1/league"
    sizes = count(100)
    tag = answer(ours.port, address)[1]["etag"]
    sql = urlencode({"sql": " ".join(bound(authority, year).split()), "_shape": "objects", "_size": "max"})
    ways = {
        "portal": Asked(ours, lambda: address, {}),
        "portal, never asked before": Asked(ours, lambda: f"{address}?page_size={100 + next(sizes) % 900}", {}),
        "portal, 304": Asked(ours, lambda: address, {"If-None-Match": tag}),
        "Datasette, table of these rows": Asked(theirs, lambda: f"/demo/{table_name(authority)}.json?_size=max", {}),
        "Datasette, its table of standings": Asked(theirs, lambda: standings, {}),
        "Datasette, query": Asked(theirs, lambda: f"/demo.json?{sql}", {}),
    }
    standings = standings_address(file, authority, year)
    same_points(ways["portal"], ways["Datasette, table of these rows"])
    rates = in_turns(ways)
    best = rates["portal"]
    rows = [
        [name, f"{rate.wall:,.0f}", f"{rate.processor:,.0f}", f"{best.processor / rate.processor:.1f}"]
        for name, rate in rates.items()
    ]
    return table([league, "a second", "a second of processor time", "the portal is so many times as fast"], rows)


def same_points(ours: Asked, theirs: Asked) -> None:
    """Both must say the same, or nothing is compared."""
    units = json.loads(answer(ours.server.port, ours.address())[2])["results"]
    mine = sorted(str(row["points"]) for unit in units for row in (unit["total"], *unit["pillars"]))
    found = json.loads(answer(theirs.server.port, theirs.address())[2])
    place = found["columns"].index("points")
    if mine != sorted(str(row[place]) for row in found["rows"]):
        raise Problem("The two do not answer with the same points.")


def answer(port: int, address: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", address)
    got = connection.getresponse()
    found = got.status, {name.lower(): value for name, value in got.getheaders()}, got.read()
    connection.close()
    return found


@dataclass(frozen=True)
class Rate:
    """Answers a second: as it was, and of the server's processor time."""

    wall: float
    processor: float


def in_turns(ways: Mapping[str, Asked]) -> dict[str, Rate]:
    """The median rate of each, after one turn that warms up."""
    rates: dict[str, list[Rate]] = {name: [] for name in ways}
    for turn in range(TURNS + 1):
        for name, asked in ways.items():
            rate = rate_of(asked)
            rates[name] += [rate] if turn else []
    return {
        name: Rate(median(rate.wall for rate in found), median(rate.processor for rate in found))
        for name, found in rates.items()
    }


def rate_of(asked: Asked) -> Rate:
    """Answers to several readers at once."""
    done = [0] * THREADS
    start, used = time.monotonic(), asked.server.seconds()
    end = start + SECONDS
    threads = [threading.Thread(target=read, args=(asked, end, done, number)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Rate(sum(done) / (time.monotonic() - start), sum(done) / (asked.server.seconds() - used))


def read(asked: Asked, end: float, done: list[int], number: int) -> None:
    """One reader: ask until the time is over; the connection is kept where the server keeps it."""
    connection = http.client.HTTPConnection(HOST, asked.server.port, timeout=60)
    while time.monotonic() < end:
        connection.request("GET", asked.address(), headers=dict(asked.headers))
        got = connection.getresponse()
        got.read()
        assert got.status in (200, 304), f"{asked.address()}: {got.status}"
        done[number] += 1
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
