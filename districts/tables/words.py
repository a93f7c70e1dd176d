"""What groups, kinds and other stored words are called on pages."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from districts.models import MeasureKind, Provenance, Standing, UnitKind
from districts.models.framework import Assessor, NotApplicable
from districts.models.unit import GROUPS, group_label
from districts.queries.editions import Edition
from districts.queries.errors import NoSuchError, Thing

__all__ = [
    "ASSESSORS",
    "BASES",
    "GROUPS",
    "KINDS",
    "MEASURE_KINDS",
    "NOT_APPLICABLE",
    "PROVENANCES",
    "STATES",
    "TITLES",
    "basis_label",
    "group_label",
    "no_such",
    "title_of",
]
TITLES = {
    "provinces": _("Digital transformation ranking of provinces"),
    "districts": _("Digital transformation ranking of districts"),
    "communes": _("Digital transformation ranking of communes"),
    "departments": _("Digital transformation ranking of departments"),
}
BASES = {"": _("Units of the year"), "merged": _("Merged units")}
PROVENANCES = dict(Provenance.choices)
KINDS = dict(UnitKind.choices)
MEASURE_KINDS = dict(MeasureKind.choices)
STATES = dict(Standing.State.choices)
ASSESSORS = dict(Assessor.choices)
NOT_APPLICABLE = dict(NotApplicable.choices)


def title_of(group: str) -> str:
    """The heading of a group's ranking."""
    known = TITLES.get(group)
    return str(known) if known else str(_("Digital transformation ranking: %(group)s")) % {"group": group_label(group)}


def basis_label(basis: str) -> str:
    """The name of a basis."""
    return str(BASES.get(basis, basis.replace("-", " ").capitalize()))


def no_such(error: NoSuchError, edition: Edition | None = None) -> str:
    """What is said where a query found nothing; of a unit, in which ranking, where that is known."""
    if edition and error.thing is Thing.UNIT:
        message = gettext("There is no unit called “%(unit)s” in the ranking of %(authority)s %(year)s.")
        return message % {"unit": error.wanted, "authority": edition.authority, "year": edition.year}
    sentences = {
        Thing.AUTHORITY: gettext("No authority called “%(wanted)s” has published a ranking here."),
        Thing.YEAR: gettext("There is no ranking of the year %(wanted)s."),
        Thing.GROUP: gettext("There is no group of units called “%(wanted)s” in this year."),
        Thing.BASIS: gettext("There is no ranking on the basis “%(wanted)s” in this year."),
        Thing.REVISION: gettext("There is no revision %(wanted)s of this ranking."),
        Thing.UNIT: gettext("There is no unit called “%(wanted)s” in this ranking."),
        Thing.FRAMEWORK: gettext("There is no framework called “%(wanted)s”."),
        Thing.MEASURE: gettext("There is no measure with the code “%(wanted)s” in this ranking."),
    }
    return sentences[error.thing] % {"wanted": error.wanted}
