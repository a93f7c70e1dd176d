"""Which measures the given figures determine: the edges as linear equations, solved in exact fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

from scoring.framework import Framework
from scoring.points import Bools, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Combination:
    """A value as a combination of known measures: sum of factors * values / divisor."""

    factors: Ints  # by measure
    divisor: int

    def of(self, values: Ints) -> Fraction:
        return Fraction(int(self.factors @ values), self.divisor)


def determine(framework: Framework, known: Bools, targets: Sequence[int]) -> dict[int, Combination]:
    """Those of `targets` that the known measures determine, and how.

    Every known whole is an equation over what is known and the unknown leaves. Where rounded figures overdetermine a
    value, the equations' disagreement is spread evenly (least squares): the answer depends on no order.
    """
    spread, equations = _expand(framework, known)
    unknown = np.array([leaf for leaf in framework.leaves if not known[leaf]], dtype=np.int64)
    equations = [whole for whole in equations if spread[1][whole][unknown].any()]
    if not equations or not targets:
        return {}
    columns, group = np.unique(spread[1][equations][:, unknown], axis=1, return_inverse=True)
    wanted = _by_group(spread[0][list(targets)][:, unknown], group, columns)
    reachable = [(t, row) for t, row in zip(targets, wanted, strict=True) if row is not None]
    solutions = _solve((columns.T @ columns).tolist(), [row for _, row in reachable])
    found = {}
    for (target, _), solution in zip(reachable, solutions, strict=True):
        if solution is not None:
            weights = [
                sum((a * z for a, z in zip(row, solution, strict=True)), Fraction(0)) for row in columns.tolist()
            ]
            found[target] = _combine(weights, equations, spread, known, target)
    return found


def _expand(framework: Framework, known: Bools) -> tuple[tuple[Ints, Ints], list[int]]:
    """Every measure over known measures and unknown leaves; its parts likewise; and the known wholes."""
    itself = np.eye(len(framework.codes), dtype=np.int64)
    parts = itself.copy()
    equations = []
    for whole in framework.wholes:
        parts[whole] = itself[list(framework.parts[whole])].sum(axis=0)
        if known[whole]:
            equations.append(whole)
        else:
            itself[whole] = parts[whole]
    return (itself, parts), sorted(equations)


def _by_group(wanted: Ints, group: Ints, columns: Ints) -> list[list[int] | None]:
    """Each target over groups of leaves that the equations cannot tell apart; None where it splits a group."""
    rows: list[list[int] | None] = []
    group = group.reshape(-1)
    sizes = np.bincount(group, minlength=columns.shape[1])
    unseen = ~columns.any(axis=0)
    for target in wanted:
        counts = np.bincount(group, weights=target, minlength=columns.shape[1]).astype(np.int64)
        splits = ((counts != 0) & (counts != sizes)).any() or (counts[unseen] != 0).any()
        rows.append(None if splits else (counts != 0).astype(int).tolist())
    return rows


def _solve(matrix: list[list[int]], wanted: Sequence[Sequence[int]]) -> list[list[Fraction] | None]:
    """A solution z of matrix * z = row for each wanted row, by exact elimination; None where there is none."""
    size = len(matrix)
    table = [[Fraction(a) for a in line] + [Fraction(row[i]) for row in wanted] for i, line in enumerate(matrix)]
    pivots: list[int] = []
    for column in range(size):
        rank = len(pivots)
        row = next((r for r in range(rank, size) if table[r][column]), None)
        if row is None:
            continue
        table[rank], table[row] = table[row], table[rank]
        table[rank] = [a / table[rank][column] if a else a for a in table[rank]]
        for r, line in enumerate(table):
            if r != rank and (factor := line[column]):
                table[r] = [a - factor * b if b else a for a, b in zip(line, table[rank], strict=True)]
        pivots.append(column)
    return [_read(table, pivots, size, size + k) for k in range(len(wanted))]


def _read(table: list[list[Fraction]], pivots: list[int], size: int, column: int) -> list[Fraction] | None:
    if any(line[column] for line in table[len(pivots) :]):
        return None
    solution = [Fraction(0)] * size
    for row, pivot in enumerate(pivots):
        solution[pivot] = table[row][column]
    return solution


def _combine(
    weights: Sequence[Fraction], equations: Sequence[int], spread: tuple[Ints, Ints], known: Bools, target: int
) -> Combination:
    """The target's known inputs, plus each equation's weight times (its whole less its known parts)."""
    divisor = lcm(*(weight.denominator for weight in weights))
    factors = np.where(known, spread[0][target], 0) * divisor
    for weight, whole in zip(weights, equations, strict=True):
        scaled = int(weight * divisor)
        factors -= scaled * np.where(known, spread[1][whole], 0)
        factors[whole] += scaled
    return Combination(factors, divisor)
