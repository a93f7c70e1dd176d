"""How fast 200,000 standings go out as CSV, beside what else could give the same rows.

    python3 dev.py bench csv_rows

One made-up province is published on SQLite and on PostgreSQL. On SQLite the same file is served by Datasette (the same
columns by one canned query); on PostgreSQL psql copies the same query out. All are read from outside, in turn, so that
a busy minute of the machine falls on all of them, and the best of three counts: other work only ever slows a reading.
The memory is that of the process that serves, looked at after every megabyte.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench import world
from bench.report import table
from devtools import demo, postgres, server
from devtools.house import PYTHON, ROOT

UNITS, MEASURES = 2041, 98  # 200,018 rows
RUNS = 3
ADDRESS = f"/{world.AREA}/{world.YEAR}/standings.csv"
QUERY = f"""
SELECT p.authority_slug AS authority, p."group" AS "group", p.year, p.revision, p.basis,
  d.level || '-' || d.code || COALESCE('-' || CAST(d.valid_from AS text), '') AS unit_id,
  u.code AS unit_code, u.name_vi AS unit_name, u.kind AS unit_kind,
  m.code AS measure_code, m.name_vi AS measure_name, m.kind AS measure_kind,
  s.points, s.max_points, s.share, s.coverage, s.rank, CASE WHEN s.rank IS NOT NULL THEN s.tied END AS tied,
  s.ranked_of, b.name_vi AS band, s.change_points, s.change_rank, c.year || ' r' || c.revision AS compared_with,
  s.state, COALESCE(NULLIF(s.provenance, ''), NULLIF(s.printed_provenance, ''), s.rank_provenance) AS provenance,
  s.source
FROM districts_standing s
JOIN districts_publishedunit u ON u.id = s.published_unit_id
JOIN districts_unit d ON d.id = u.unit_id
JOIN districts_measure m ON m.id = s.measure_id
JOIN districts_publication p ON p.id = s.publication_id
LEFT JOIN districts_publication c ON c.id = p.compared_with_id
LEFT JOIN districts_band b ON b.id = s.band_id
WHERE p.year = {world.YEAR}
ORDER BY u.sort_key, u.id, m.position
"""  # noqa: S608 # nothing in it comes from outside
Reading = tuple[float, int]  # seconds, and rows


def main() -> int:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        world.write(folder, UNITS)
        env = demo.demo_environ(folder / "portal")
        on_sqlite = sqlite_table(folder, env)
        print(f"\n{on_sqlite}\n", flush=True)
        url = stack.enter_context(postgres.server())
        print(f"\n{postgres_table(folder, {**env, 'DATABASE_URL': url}, url)}")
    return 0


def sqlite_table(folder: Path, env: Mapping[str, str]) -> str:
    publish(folder, env)
    with served(env) as (address, process), datasette(folder, Path(env["DTI_VAR"]) / "demo.sqlite3") as other:
        theirs = f"{other}/demo/rows.csv?_size=max"
        return compared("Datasette", lambda: fetched(theirs), address + ADDRESS, process)


def postgres_table(folder: Path, env: Mapping[str, str], url: str) -> str:
    publish(folder, env)
    with served(env) as (address, process):
        return compared("psql, COPY", lambda: copied(url), address + ADDRESS, process)


def publish(folder: Path, env: Mapping[str, str]) -> None:
    """Two years by the commands: the one is compared with the other."""
    manage(env, "migrate", "--verbosity=0")
    manage(env, "load_units", str(folder / "units.csv"), "--commit")
    framework = ("--slug", world.FRAMEWORK, "--title", "Mẫu", "--commit")
    manage(env, "load_framework", str(folder / "framework.csv"), *framework)
    for year in (world.BEFORE, world.YEAR):
        where = ("--authority", world.AREA, "--year", str(year), "--framework", world.FRAMEWORK)
        manage(env, "load_scores", str(folder / f"scores-{year}.csv"), *where, "--commit")
        manage(env, "publish_round", world.AREA, str(year), "--commit")


def manage(env: Mapping[str, str], *words: str) -> None:
    print(*words[:2], file=sys.stderr, flush=True)
    nowhere = subprocess.DEVNULL
    command = [str(PYTHON), str(ROOT / "manage.py"), *words]
    subprocess.run(command, cwd=ROOT, env=dict(env), stdout=nowhere, stderr=nowhere, check=True)


@contextmanager
def served(env: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The portal by one gunicorn worker, so that its memory is that of one process; its address and the worker."""
    server.collect_static(env)
    number = server.free_port()
    command = [*server.gunicorn(number), "--workers=1", "--threads=1"]
    with running(command, env, number) as process:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        yield f"http://{server.HOST}:{number}", int(children[0])


@contextmanager
def datasette(folder: Path, file: Path) -> Iterator[str]:
    """The same file, with a limit of rows that holds them all in one answer: the quickest way it has."""
    metadata = folder / "metadata.json"
    metadata.write_text(json.dumps({"databases": {file.stem: {"queries": {"rows": {"sql": QUERY}}}}}))
    number = server.free_port()
    command = [str(PYTHON), "-m", "datasette", "serve", str(file), "-p", str(number), "-m", str(metadata)]
    most = 10 * UNITS * MEASURES
    for name, value in (("max_returned_rows", most), ("sql_time_limit_ms", 600_000), ("max_csv_mb", 0)):
        command += ["--setting", name, str(value)]
    with running(command, os.environ, number):
        yield f"http://127.0.0.1:{number}"


@contextmanager
def running(command: list[str], env: Mapping[str, str], number: int) -> Iterator[int]:
    """A process of ours until the block ends; it is there as soon as its port answers."""
    process = subprocess.Popen(command, cwd=ROOT, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        server.wait_for(number, process)
        yield process.pid
    finally:
        process.terminate()
        process.wait()


def compared(name: str, other: Callable[[], Reading], address: str, process: int) -> str:
    """Rows a second of both, in turn."""
    ours, theirs, memory = list[Reading](), list[Reading](), list[int]()
    fetched(address.replace("standings.csv", "measures/total.csv"))
    before = resident(process)
    for _ in range(RUNS):
        ours.append(fetched(address, lambda: memory.append(resident(process))))
        theirs.append(other())
    if {rows for _seconds, rows in (*ours, *theirs)} != {UNITS * MEASURES}:
        raise SystemExit(f"not the same rows: {ours} {theirs}")
    rows = [("portal", *said(ours)), (name, *said(theirs))]
    ratio = f"{speed(ours) / speed(theirs):.2f} times"
    grown = f"{(max(memory) - before) / 1024:.1f} MB"
    heads = [f"{ours[0][1]:,} rows as CSV", "seconds", "rows a second"]
    return table(heads, [*rows, ("portal is as quick", "", ratio), ("memory of the worker grew by", "", grown)])


def said(readings: list[Reading]) -> tuple[str, str]:
    return f"{min(readings)[0]:.2f}", f"{speed(readings):,.0f}"


def speed(readings: list[Reading]) -> float:
    return max(rows / seconds for seconds, rows in readings)


def fetched(address: str, look: Callable[[], object] = lambda: None) -> Reading:
    """How long the whole answer takes; `look` is called after every megabyte."""
    start, lines = time.perf_counter(), 0
    with urllib.request.urlopen(address) as answer:  # noqa: S310 # our own server
        while block := answer.read(1_000_000):
            lines += block.count(b"\n")
            look()
    return time.perf_counter() - start, lines - 1


def copied(url: str) -> Reading:
    """psql writes the rows of the same query."""
    psql = shutil.which("psql") or str(postgres.obtain() / "psql")
    start = time.perf_counter()
    command = [psql, url, "--no-psqlrc", "-c", f"COPY ({QUERY}) TO STDOUT WITH (FORMAT csv)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout
        lines = 0
        while block := process.stdout.read(1_000_000):
            lines += block.count(b"\n")
    return time.perf_counter() - start, lines


def resident(process: int) -> int:
    """Kilobytes of memory that a process has."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1])


if __name__ == "__main__":
    sys.exit(main())
