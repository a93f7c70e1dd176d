"""Rules in the reader's language: what a criterion's cell says (docs/rules.md tells the notation)."""

from fractions import Fraction
from functools import singledispatch
from itertools import pairwise

from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from scoring import rules
from scoring.rules import RuleFault, RuleFaultKind

LARGEST_DENOMINATOR = 8  # 1/8 reads better than 12,5 %, 35 % better than 7/20


def describe(text: str) -> str:
    """The sentence of a rule; free text as it is written, and a rule that no longer can be read too."""
    try:
        rule = rules.parse(text)
    except rules.RuleError:
        return text
    return text if rule is None else sentence(rule)


@singledispatch
def sentence(rule: rules.Rule) -> str:
    """The rule in one sentence or more; each kind of rule has its own below."""
    raise TypeError(f"no sentence is written for {type(rule).__name__}")


@sentence.register
def _yes_no(rule: rules.YesNo) -> str:
    return _("Yes: full points; no: 0 points.")


@sentence.register
def _ratio(rule: rules.Ratio) -> str:
    return _("Ratio a/b × full points.")


@sentence.register
def _ratio_cap(rule: rules.RatioCap) -> str:
    if rule.cap == 1:
        return _("Ratio a/b × full points; a may exceed b and then also gives full points.")
    return _("Ratio a/b of %(cap)s or more: full points; below that: ratio a/b × full points.") % {
        "cap": percent(rule.cap)
    }


@sentence.register
def _ratio_floor(rule: rules.RatioFloor) -> str:
    return _(
        "Ratio a/b of %(all)s: full points; from %(floor)s to under %(all)s: ratio a/b × full points; "
        "under %(floor)s: 0 points."
    ) % {"all": percent(Fraction(1)), "floor": percent(rule.floor)}


@sentence.register
def _all_or_nothing(rule: rules.AllOrNothing) -> str:
    return _("All of b reached: full points; otherwise: 0 points.")


@sentence.register
def _tiers(rule: rules.Tiers) -> str:
    (most, share), *_others = rule.tiers
    first = _("Count of %(count)s or more: %(points)s") % {"count": most, "points": points(share)}
    between = [tier(low, above - 1, share) for (above, _more), (low, share) in pairwise(rule.tiers)]
    last = _("fewer than %(count)s: 0 points") % {"count": rule.tiers[-1][0]}
    return "; ".join([first, *between, last]) + "."


def tier(low: int, high: int, share: Fraction) -> str:
    if low == high:
        return _("exactly %(count)s: %(points)s") % {"count": low, "points": points(share)}
    return _("from %(low)s to %(high)s: %(points)s") % {"low": low, "high": high, "points": points(share)}


@sentence.register
def _parts(rule: rules.Parts) -> str:
    texts = []
    for number, (part, weight) in enumerate(rule.parts, start=1):
        names = {"number": number, "share": share_text(weight), "rule": sentence(part)}
        texts.append(_("Part %(number)s, worth %(share)s of the points: %(rule)s") % names)
    return " ".join(texts)


@sentence.register
def _periods(rule: rules.Periods) -> str:
    each = Fraction(1, rule.count)
    names = {"count": rule.count, "share": points(each), "late": points(each * rule.late)}
    return _("Each of %(count)s periods on time: %(share)s; late: %(late)s; not done: 0 points.") % names


def points(share: Fraction) -> str:
    """A share of the maximum in words."""
    if share == 0:
        return _("0 points")
    return _("full points") if share == 1 else _("%(share)s of full points") % {"share": share_text(share)}


def share_text(share: Fraction) -> str:
    """1/4, or 35 % where a fraction would be hard to read."""
    return str(share) if share.denominator <= LARGEST_DENOMINATOR else percent(share)


def percent(share: Fraction) -> str:
    """75 %, 62,5 %; a fraction where percent would not end."""
    hundredths = share * 100
    places = next((places for places in range(7) if (hundredths * 10**places).denominator == 1), None)
    if places is None:
        return str(share)
    text = f"{hundredths.numerator // hundredths.denominator}"
    if places:
        rest = (hundredths % 1) * 10**places
        text += f"{get_format('DECIMAL_SEPARATOR')}{int(rest):0{places}d}"
    space = "" if (get_language() or "").startswith("en") else "\u00a0"
    return f"{text}{space}%"


def wanted(fault: RuleFault) -> str:
    """What should stand in a cell instead of a malformed rule."""
    texts = {
        RuleFaultKind.PARAMETERS: _("a rule written like %(form)s"),
        RuleFaultKind.NOT_A_SHARE: _(
            "a share such as 75%% or 1/2, above 0 and at most 1, as in %(form)s, not “%(piece)s”"
        ),
        RuleFaultKind.NOT_BELOW_ONE: _("a floor below 1, as in %(form)s; all_or_nothing is the rule without one"),
        RuleFaultKind.NOT_A_TIER: _("a count and its share, as in %(form)s, not “%(piece)s”"),
        RuleFaultKind.TIERS_NOT_FALLING: _("counts and shares that fall from tier to tier, as in %(form)s"),
        RuleFaultKind.NOT_A_PART: _("a rule and its share, as in %(form)s, not “%(piece)s”"),
        RuleFaultKind.WEIGHTS_NOT_ONE: _("shares of the parts that add up to 1, not to %(piece)s"),
        RuleFaultKind.NOT_PERIODS: _("a number of periods from 2 to %(most)s, as in %(form)s, not “%(piece)s”"),
    }
    return texts[fault.kind] % {"form": fault.form, "piece": fault.piece, "most": rules.MOST_PERIODS}
