"""What it costs to say how sure the ranks are, against the bare arithmetic of it in plain numpy.

    python3 dev.py bench margins

10,598 units by 98 criteria and 1000 draws, in one process. The bare way is what one would write down first: random
weights, one matrix product, ranks by sorting, percentiles; it knows nothing of ties, of exact points or of groups.
Rounds in turn, so that a busy minute falls on both; medians of processor time.
"""

import sys
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from bench.report import table
from scoring.margins import DRAWS, Margins, margins
from scoring.points import Ints

UNITS, CRITERIA, NINE, INDICES = 10_598, 98, 9, 8
ROUNDS = 7
SEED = 922


def main() -> int:
    many, few = sheet(UNITS, CRITERIA), sheet(NINE, INDICES)
    twins = np.repeat(many[: UNITS // 2], 2, axis=0)
    own = np.full_like(many, 1000) - many % 7 * 10
    bare_times, our_times = in_turn(lambda: bare(many), lambda: margins(many, seed=SEED))
    found = margins(many, seed=SEED)
    rows = [
        ("plain numpy: product, ranks, quantiles", said(bare_times), "1"),
        ("margins", said(our_times), ratio(our_times, bare_times)),
        line("margins, every unit tied with another", lambda: margins(twins, seed=SEED), bare_times),
        line("margins by share of maxima that differ", lambda: margins(many, own, seed=SEED), bare_times),
        line("groups", found.groups, bare_times),
        line("ten neighbours on either side", found.nearest, bare_times),
        line(
            f"all of it for {NINE} units x {INDICES} indices", lambda: everything(margins(few, seed=SEED)), bare_times
        ),
    ]
    heads = [f"{UNITS:,} units x {CRITERIA} criteria, {DRAWS} draws", "processor time", "ratio"]
    print(f"numpy {np.__version__}\n\n{table(heads, rows)}")
    return 0


def sheet(units: int, measures: int) -> Ints:
    """Points of two decimals out of 10, as whole numbers."""
    return np.random.default_rng(1).integers(0, 1001, size=(units, measures))


def bare(points: Ints) -> object:
    weights = np.random.default_rng(SEED).uniform(0.75, 1.25, size=(DRAWS, points.shape[1]))
    totals = weights @ points.T.astype(float)
    order = np.argsort(-totals, axis=1)
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(1, len(points) + 1)[np.newaxis], axis=1)
    return np.percentile(ranks, [5, 50, 95], axis=0)


def everything(found: Margins) -> None:
    found.groups()
    found.nearest()


def in_turn(*works: Callable[[], object]) -> list[list[float]]:
    """The times of each, one after the other in every round; a first round that warms up is left out."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS + 1):
        for place, work in enumerate(works):
            start = time.process_time()
            work()
            times[place].append(time.process_time() - start)
    return [found[1:] for found in times]


def line(name: str, work: Callable[[], object], against: list[float]) -> tuple[str, str, str]:
    times = in_turn(work)[0]
    return name, said(times), ratio(times, against)


def said(times: list[float]) -> str:
    return f"{median(times) * 1000:.1f} ms"


def ratio(times: list[float], against: list[float]) -> str:
    return f"{median(times) / median(against):.2f}"


if __name__ == "__main__":
    sys.exit(main())
