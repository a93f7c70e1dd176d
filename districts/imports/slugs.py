"""Addresses of units: one unit of an authority and level has one address at a time."""

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from districts.imports.faults import Faults
from districts.imports.units import KIND_WORDS
from districts.models import Level
from districts.text import is_reserved, join_slug

if TYPE_CHECKING:
    from districts.imports.unit_plan import Node

Taken = dict[tuple[int, str, str], list["Node"]]


def give_slugs(nodes: list["Node"], faults: Faults) -> None:
    """Make the addresses that rows leave open; refuse two units under one address.

    Older units and lower codes choose first, so that the order of the rows does not matter.
    """
    taken: Taken = defaultdict(list)
    for node in nodes:
        if not node.slug:
            continue
        others = holders(taken, node, node.slug)
        row = node.row or next((other.row for other in others if other.row), None)
        if others and row:
            other = others[0] if node.row else node
            wanted = _("another address: %(unit)s has this one at the same time") % {"unit": other}
            faults.add(row.number, "slug", row.slug, wanted)
        taken[key(node, node.slug)].append(node)
    open_ones = [node for node in nodes if not node.slug]
    for node in sorted(open_ones, key=lambda node: (node.valid_from or date.min, node.code)):
        node.slug = free_slug(taken, node)
        taken[key(node, node.slug)].append(node)


def key(node: "Node", slug: str) -> tuple[int, str, str]:
    """The authority (the topmost ancestor below the country), the level and the address."""
    above = [other for other in node.ancestors() if other.level != Level.COUNTRY]
    return (id(above[-1]) if above else 0, node.level, slug)


def holders(taken: Taken, node: "Node", slug: str) -> list["Node"]:
    return [other for other in taken[key(node, slug)] if other.overlaps(node)]


def free_slug(taken: Taken, node: "Node") -> str:
    """The name, then the name and the kind, then with the code as well."""
    kind = KIND_WORDS[node.kind]
    choices = [join_slug(node.name), join_slug(node.name, kind), join_slug(node.name, kind, node.code)]
    free = [slug for slug in choices if slug and not is_reserved(slug) and not holders(taken, node, slug)]
    return free[0] if free else join_slug(node.name, kind, node.code, str(node.valid_from or ""))
