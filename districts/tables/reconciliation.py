"""Verdicts in words and signs, and derived figures as sums that can be checked by hand."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.queries.reconciliation import RANK, Line, Step
from districts.templatetags.portal import points, signed

SIGNS = {"agrees": "✓", "differs": "≠", "unknown": "?"}
VERDICTS = {
    "agrees": gettext_lazy("agrees"),
    "differs": gettext_lazy("differs"),
    "unknown": gettext_lazy("cannot tell"),
}
REASONS = {
    "computed": gettext_lazy("held against the portal's own computation"),
    "entered": gettext_lazy("held against what was entered or loaded for this measure"),
    "derived": gettext_lazy("held against what the other printed figures determine, with its margin"),
    "same_print": gettext_lazy("the portal shows the same printed figure and has nothing to compute it from"),
    "other_print": gettext_lazy("the portal shows another printed figure and has nothing to compute it from"),
    "no_points": gettext_lazy("the portal has no points of this measure"),
    "incomplete": gettext_lazy("only a part of the measure was assessed"),
    "no_rank": gettext_lazy("the portal has no rank in this measure"),
    "rounding": gettext_lazy("rounding of the printed points leaves the rank open"),
    "not_there": gettext_lazy("the unit or the measure is not in this ranking"),
}
MINUS = "\u2212"


def stated(line: Line) -> str:
    """As it was printed, with its decimals."""
    return points(line.stated, line.places)


def own(line: Line) -> str:
    """The portal's own figure; nothing where there is none."""
    return points(line.judgement.own, decimals(line))


def difference(line: Line) -> str:
    """Stated less own."""
    return signed(line.judgement.difference, decimals(line))


def decimals(line: Line) -> int:
    if line.what == RANK or line.node is None:
        return 0
    return line.node.decimals


def expression(step: Step) -> str:
    """The sum of printed figures: (533.50 + 446.61 + 474.83 - 722.21) / 2, with proper signs."""
    return _written(step, lambda node, figure: points(figure.points, node.decimals))


def in_names(step: Step) -> str:
    """The same with the names of the measures."""
    return _written(step, lambda node, _figure: node.name)


def _written(step: Step, word: object) -> str:
    assert callable(word)
    text = ""
    for node, figure, times in step.terms:
        factor = f"{abs(times)} × " if abs(times) > 1 else ""
        sign = f" {MINUS} " if times < 0 else " + "
        text += f"{sign if text or times < 0 else ''}{factor}{word(node, figure)}"
    if step.derivation.divisor > 1:
        return f"({text.strip()}) ÷ {step.derivation.divisor}"
    return text.strip()


def count_words(counts: dict[str, int]) -> list[tuple[str, str, str, int]]:
    """Verdict, sign, word and number, in one order everywhere."""
    return [(verdict, SIGNS[verdict], str(VERDICTS[verdict]), counts[verdict]) for verdict in SIGNS]


def what_label(line: Line) -> str:
    """What was printed: points or a rank."""
    return _("rank") if line.what == RANK else _("points")
