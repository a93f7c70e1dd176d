"""Everybody at once, each a process of its own; started by test_entry_at_once, says in JSON what came of it.

The processes are forks of one that has loaded everything, so that they truly start together.
"""

import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import django

django.setup()

from django.contrib.auth.models import User  # noqa: E402 - models can be imported only now
from django.db import connections  # noqa: E402

from districts.actions.appraisal import Verdict, appraise  # noqa: E402
from districts.actions.entry import Entry, save_self_assessment  # noqa: E402
from districts.actions.rounds import preview_round  # noqa: E402
from districts.models import Event, FigureChange, Round, Score, Scorecard  # noqa: E402

FORK = multiprocessing.get_context("fork")
PATIENCE = 50  # seconds
ROUNDS_OF_ENTRY = 2  # everybody says everything, then corrects it
INCREMENTS = 8

Result = dict[str, Any]
Job = Callable[[], Result]


def criteria() -> list[str]:
    return list(Round.objects.get().framework.measures.filter(kind="criterion").values_list("code", flat=True))


def enter(username: str) -> Result:
    """Enter every criterion, one save each, then every one again."""
    card = Scorecard.objects.get(unit__assignments__user__username=username)
    by = User.objects.get(username=username)
    counted: Counter[str] = Counter()
    for version in range(ROUNDS_OF_ENTRY):
        for number, code in enumerate(criteria()):
            entry = Entry(code, version, "scored", points=Decimal(number + version))
            result = save_self_assessment(scorecard=card, entries=[entry], by=by, via="autosave")
            counted["saved"] += len(result.saved)
            counted["refused"] += len(result.conflicts) + len(result.faults)
    return dict(counted)


def add(username: str) -> Result:
    """Add 1 to one criterion again and again, looking once more whenever somebody else was faster."""
    card = Scorecard.objects.get(unit__assignments__user__username=username)
    by = User.objects.get(username=username)
    counted: Counter[str] = Counter()
    while counted["saved"] < INCREMENTS:
        score = Score.objects.get(scorecard=card)
        points = (score.self_points or Decimal(0)) + 1
        entry = Entry(score.measure.code, score.version, "scored", points=points, explanation=f"{username} {points}")
        result = save_self_assessment(scorecard=card, entries=[entry], by=by)
        counted["saved"] += len(result.saved)
        counted["told"] += len(result.conflicts)
    return dict(counted)


def judge(username: str) -> Result:
    """Give a verdict on every criterion of the scorecard that is submitted."""
    card, by = Scorecard.objects.get(stage="submitted"), User.objects.get(username=username)
    counted: Counter[str] = Counter()
    for score in Score.objects.filter(scorecard=card).select_related("measure"):
        verdict = Verdict(score.measure.code, score.version, "scored", Decimal(1), "Theo hồ sơ")
        result = appraise(scorecard=card, verdicts=[verdict], by=by)
        counted["saved"] += len(result.saved)
        counted["refused"] += len(result.conflicts) + len(result.faults)
    return dict(counted)


def look(username: str, done: Any) -> Result:
    """Preview the round until the others are done, and once more then."""
    round, by = Round.objects.get(), User.objects.get(username=username)
    counted: Counter[str] = Counter()
    while True:
        is_last = done.is_set()
        draft = preview_round(round=round, by=by).draft
        counted["previews"] += 1
        counted["partial"] += len({len(rows) for rows in draft.standings.values()}) != 1
        if is_last:
            return dict(counted)


def work(name: str, job: Job, start: Any, results: Any) -> None:
    """One process: wait for the others, do the job, say what came of it."""
    start.wait(PATIENCE)
    try:
        results.put((name, job()))
    except Exception as error:
        results.put((name, {"error": f"{type(error).__name__}: {error}"}))
    finally:
        connections.close_all()


def crowd(jobs: dict[str, Job], watchers: dict[str, Job], done: Any) -> dict[str, Result]:
    """Run all of them at once; those who watch stop when the rest is done."""
    connections.close_all()  # a connection belongs to one process
    start, results = FORK.Barrier(len(jobs) + len(watchers)), FORK.Queue()
    everybody = [*jobs.items(), *watchers.items()]
    processes = [FORK.Process(target=work, args=(name, job, start, results)) for name, job in everybody]
    for process in processes:
        process.start()
    said: dict[str, Result] = {}
    while len(said) < len(processes):
        name, result = results.get(timeout=PATIENCE)
        said[name] = result
        if jobs.keys() <= said.keys():
            done.set()
    for process in processes:
        process.join(PATIENCE)
    return said


def stored() -> Result:
    """What the database holds in the end."""
    return {
        "figures": [
            [score.scorecard.unit.code, score.measure.code, str(score.self_points), str(score.points), score.version]
            for score in Score.objects.select_related("scorecard__unit", "measure").order_by("pk")
        ],
        "changes": FigureChange.objects.count(),
        "events": dict(Counter(Event.objects.values_list("verb", flat=True))),
    }


def names(prefix: str) -> list[str]:
    return list(User.objects.filter(username__startswith=prefix).values_list("username", flat=True))


def main() -> None:
    done = FORK.Event()
    jobs: dict[str, Job] = {name: lambda name=name: enter(name) for name in names("can-bo")}  # type: ignore[misc]
    jobs |= {name: lambda name=name: judge(name) for name in names("tham-dinh")}  # type: ignore[misc]
    jobs |= {name: lambda name=name: add(name) for name in names("cung-nhap")}  # type: ignore[misc]
    watchers: dict[str, Job] = {name: lambda name=name: look(name, done) for name in names("cong-bo")}  # type: ignore[misc]
    said = crowd(jobs, watchers, done)
    json.dump({"said": said, "stored": stored()}, sys.stdout)


if __name__ == "__main__":
    main()
