"""Where the figure of each unit in each measure comes from, in words frozen with it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import scoring
from districts.actions.assemble import Entry

Inputs = frozenset[str]
NONE: Inputs = frozenset()


def sources_of(framework: scoring.Framework, entries: Iterable[Entry]) -> dict[int, dict[str, str]]:
    """By unit and code: the source of the figure itself, else the one source that all its inputs share."""
    figures: dict[int, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        if entry.figure.state is not scoring.State.MISSING:
            figures[entry.unit][entry.code] = entry.source
    return {unit: _of_unit(framework, given) for unit, given in figures.items()}


def _of_unit(framework: scoring.Framework, given: Mapping[str, str]) -> dict[str, str]:
    everything = frozenset(given.values())
    inputs: list[Inputs] = [NONE] * len(framework.codes)
    for number in framework.order:  # parts before their wholes
        code, parts = framework.codes[number], framework.parts[number]
        if code in given:
            inputs[number] = frozenset({given[code]})
        elif parts:
            inputs[number] = NONE.union(*(inputs[part] for part in parts))
        elif framework.maxima[number]:
            inputs[number] = everything  # if it is known at all, it was solved from figures anywhere in the graph
    return {code: _shared(inputs[number]) for code, number in framework.index.items()}


def _shared(sources: Inputs) -> str:
    return next(iter(sources)) if len(sources) == 1 else ""
