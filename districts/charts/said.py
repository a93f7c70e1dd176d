"""Words that every chart of a publication carries."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from districts.charts.chart import Category
from districts.models import Provenance
from districts.queries.editions import Edition
from districts.queries.figures import Figure
from districts.queries.measures import Node
from districts.tables.words import PROVENANCES
from districts.templatetags.portal import points


def source_of(edition: Edition) -> str:
    """Who published it, when, and the weakest of its figures: it stays with the picture wherever that goes."""
    said = _("Source: %(office)s, published %(date)s, revision r%(revision)s.") % {
        "office": edition.office,
        "date": date_format(localtime(edition.published_at), "d/m/Y"),
        "revision": edition.revision,
    }
    weakest = _("Weakest figure: %(provenance)s.") % {"provenance": PROVENANCES[edition.provenance]}
    return f"{said} {weakest}"


def points_of(node: Node) -> str:
    """What is counted on an axis of points."""
    return _("points of a maximum of %(maximum)s") % {"maximum": points(node.max_points)}


def category_of(label: str, figure: Figure) -> Category:
    """A unit, with where its figure comes from unless that is official."""
    return Category(label, weakness(figure.said_by))


def weakness(provenance: str) -> str:
    """Where a figure comes from, in words, unless that is official."""
    return str(PROVENANCES[provenance]) if provenance and provenance != Provenance.OFFICIAL else ""
