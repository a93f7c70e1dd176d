"""Across a framework: measures that the total is the sum of, no finer than wanted and known of everybody."""

from collections.abc import Collection, Iterator

from scoring.framework import Framework
from scoring.words import Kind


def cut(framework: Framework, opened: Collection[str], kind: Kind) -> tuple[str, ...]:
    """The measures below the total that stand for it when only the wholes in `opened` may be taken apart.

    Main indices or criteria, as `kind` says; above them where a whole may not be opened. Since no whole counts a leaf
    twice, what is below the total is a tree, and the total is the sum of these measures.
    """
    return tuple(framework.codes[m] for m in _below(framework, frozenset(opened), kind, framework.total))


def _below(framework: Framework, opened: frozenset[str], kind: Kind, m: int) -> Iterator[int]:
    is_index = kind is Kind.INDEX and framework.measures[m].kind is Kind.INDEX
    if is_index or framework.codes[m] not in opened or not framework.parts[m]:
        yield m
        return
    for part in framework.parts[m]:
        yield from _below(framework, opened, kind, part)
