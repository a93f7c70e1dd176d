"""From figures to every measure: exact sums, what they cover, and out of which maximum."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scoring.framework import Framework
from scoring.points import Bools, Ints
from scoring.sheet import Sheet
from scoring.words import NotApplicable


@dataclass(frozen=True, eq=False)
class Applied:
    """What the sheet says of each measure and unit, once "not applicable" has reached the leaves."""

    framework: Framework
    sheet: Sheet
    full: Bools  # leaves that get full marks because they do not apply
    left: Bools  # leaves that left the unit's maximum
    unscored: Bools  # leaves of maximum 0 without points: they add nothing and lack nothing
    maxima: Ints  # the unit's own
    minima: Ints

    @cached_property
    def is_leaf(self) -> Bools:
        """By measure."""
        return np.array([not parts for parts in self.framework.parts], dtype=np.bool_)

    @cached_property
    def settled(self) -> Bools:
        """Leaves of which nothing more can be learnt, and given wholes."""
        constant: Bools = self.unscored & (self.framework.minima == 0)[:, np.newaxis]
        return self.sheet.given | self.full | self.left | constant


def apply(framework: Framework, sheet: Sheet) -> Applied:
    """Resolve "not applicable" by the policy of the measure that says so, and the maxima that follow."""
    full, left = _not_applicable(framework, sheet)
    column = (slice(None), np.newaxis)
    maxima = np.where(left, 0, framework.maxima[column])
    minima = np.where(left, 0, framework.minima[column])
    for whole in framework.wholes:
        parts = list(framework.parts[whole])
        maxima[whole] = maxima[parts].sum(axis=0)
        minima[whole] = minima[parts].sum(axis=0)
    is_leaf = np.array([not parts for parts in framework.parts])
    # A leaf that can neither win nor lose points is unscored even where somebody wrote a zero.
    dead = (is_leaf & (framework.maxima == 0))[column] & (~sheet.given | (framework.minima == 0)[column])
    return Applied(framework, sheet, full & ~dead, left & ~dead, dead, maxima, minima)


def _not_applicable(framework: Framework, sheet: Sheet) -> tuple[Bools, Bools]:
    gives_full = np.array([m.not_applicable is NotApplicable.FULL for m in framework.measures])[:, np.newaxis]
    full, left = sheet.not_applicable & gives_full, sheet.not_applicable & ~gives_full
    silent = ~(sheet.given | sheet.missing | sheet.not_applicable)
    for whole in reversed(framework.wholes):
        for part in framework.parts[whole]:
            full[part] |= full[whole] & silent[part]
            left[part] |= left[whole] & silent[part]
    wholes = list(framework.wholes)
    full[wholes] = left[wholes] = False
    return full & ~left, left


@dataclass(frozen=True, eq=False)
class Rolled:
    """Every measure of every unit; points so far where `complete` is false."""

    value: Ints  # in 1/scale of the finest unit
    complete: Bools
    some: Bools  # something was assessed
    covered: Ints  # the maximum of what was assessed, in finest units
    provenance: Ints  # the weakest of the inputs; -1 where there are none
    sums: Ints  # of the parts, also where the whole is given itself
    parts_complete: Bools


def roll_up(applied: Applied, scale: Ints, derived: dict[tuple[int, int], tuple[int, int]] | None = None) -> Rolled:
    """Add up; a given or derived whole stands for itself.

    `scale` says by how much each unit's points are finer than the finest unit, so that derived halves stay exact;
    `derived` holds (scaled value, provenance) by measure and unit.
    """
    sheet = applied.sheet
    known = sheet.given | applied.full | applied.left | applied.unscored
    value = np.where(applied.full, applied.maxima, sheet.points) * scale
    some = (sheet.given | applied.full) & ~applied.unscored
    provenance = np.where(sheet.given | applied.full | applied.left, sheet.provenance, -1)
    for (m, u), (points, weakest) in (derived or {}).items():
        known[m, u] = some[m, u] = True
        value[m, u], provenance[m, u] = points, weakest
    _inherit(applied, provenance)
    covered = np.where(known, applied.maxima, 0)
    sums, parts_complete = np.zeros_like(value), known.copy()
    for whole in applied.framework.wholes:
        parts, itself = list(applied.framework.parts[whole]), known[whole].copy()
        sums[whole] = value[parts].sum(axis=0)
        parts_complete[whole] = known[parts].all(axis=0)
        value[whole] = np.where(itself, value[whole], sums[whole])
        covered[whole] = np.where(itself, covered[whole], covered[parts].sum(axis=0))
        provenance[whole] = np.where(itself, provenance[whole], provenance[parts].max(axis=0))
        some[whole] |= some[parts].any(axis=0)
        known[whole] |= parts_complete[whole]
    return Rolled(value, known, some, covered, provenance, sums, parts_complete)


def _inherit(applied: Applied, provenance: Ints) -> None:
    """A leaf that does not apply because its whole does not has the whole's provenance."""
    inherited = np.where(applied.sheet.not_applicable, applied.sheet.provenance, -1)
    reached = applied.full | applied.left
    for whole in reversed(applied.framework.wholes):
        for part in applied.framework.parts[whole]:
            inherited[part] = np.maximum(inherited[part], inherited[whole])
    np.copyto(provenance, np.maximum(provenance, inherited), where=reached)
