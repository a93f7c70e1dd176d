"""The description of a data package for programs: `datapackage.json` of Frictionless Data, version 1.

Version 1 is what tools in every language read; nothing of version 2 is needed here. A licence is the publisher's to
give: none is named where none was stated.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from districts.exports.citation import lazy_citation, lazy_decision, lazy_title
from districts.exports.codebook import FILES, Field
from districts.exports.json_values import moment
from districts.exports.languages import in_both
from districts.exports.names import package_name
from districts.queries.package import Package

# Which columns identify a row, and which name a row of another file.
KEYS: Mapping[str, tuple[str, ...]] = {
    "standings": ("unit_id", "measure_code"),
    "units": ("unit_id",),
    "measures": ("measure_code",),
    "parts": ("whole", "part"),
    "summaries": ("measure_code",),
    "bands": ("up_to",),
    "margins": ("varied", "unit_id"),
    "margin_runs": ("varied",),
    "margin_pairs": ("varied", "unit_id", "other_id"),
    "columns": ("file", "column"),
    "words": ("file", "column", "word"),
}
TITLES: Mapping[str, object] = {
    "standings": _("Standings: every unit in every measure"),
    "units": _("Units, as they were called when published"),
    "measures": _("Measures of the framework: maxima, rules, evidence"),
    "parts": _("Which measure is the sum of which"),
    "summaries": _("Mean, median and best of every measure"),
    "bands": _("Levels of achievement"),
    "margins": _("Margins: between which ranks a unit lies when the maxima are varied at random"),
    "margin_runs": _("Margins: what was varied, and from which seed"),
    "margin_pairs": _("Margins: how often a unit is ahead of its neighbours"),
    "columns": _("Codebook: every column of every file"),
    "words": _("Codebook: the words that columns may say"),
}
UNIT_OF = ("unit_id", "units", "unit_id")
MEASURE_OF = ("measure_code", "measures", "measure_code")
RUN_OF = ("varied", "margin_runs", "varied")
LINKS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "standings": (UNIT_OF, MEASURE_OF),
    "parts": (("whole", "measures", "measure_code"), ("part", "measures", "measure_code")),
    "summaries": (MEASURE_OF,),
    "margins": (UNIT_OF, RUN_OF),
    "margin_pairs": (UNIT_OF, ("other_id", "units", "unit_id"), RUN_OF),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file as it lies in the package."""

    file: str
    bytes: int
    hash: str  # sha256


def descriptor(package: Package, written: Sequence[Written]) -> str:
    """The text of `datapackage.json`."""
    facts = package.facts
    titles, citations, decisions = (in_both(say(facts)) for say in (lazy_title, lazy_citation, lazy_decision))
    described: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": package_name(facts),
        "id": f"sha256:{facts.digest}",
        "title": titles[0],
        "title_en": titles[1],
        "description": citations[0],
        "description_en": citations[1],
        "version": f"{facts.revision}.0.0",
        "revision": facts.revision,
        "created": moment(facts.published_at),
        "contributors": [{"title": facts.office, "role": "publisher"}],
        "provenance": list(package.provenances),
        "sources": [{"title": source} for source in (*filter(None, decisions[:1]), *package.sources)],
        "resources": [_resource(one) for one in written],
    }
    if not described["sources"]:
        del described["sources"]
    return json.dumps(described, ensure_ascii=False, indent=2) + "\n"


def _resource(one: Written) -> dict[str, Any]:
    vietnamese, english = in_both(TITLES[one.file])
    return {
        "profile": "tabular-data-resource",
        "name": one.file,
        "path": f"{one.file}.csv",
        "title": vietnamese,
        "title_en": english,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": one.bytes,
        "hash": f"sha256:{one.hash}",
        "schema": _schema(one.file),
    }


def _schema(file: str) -> dict[str, Any]:
    links = [
        {"fields": [field], "reference": {"resource": other, "fields": [there]}}
        for field, other, there in LINKS.get(file, ())
    ]
    return {
        "fields": [_field(field) for field in FILES[file]],
        "missingValues": [""],
        "primaryKey": list(KEYS[file]),
        **({"foreignKeys": links} if links else {}),
    }


def _field(field: Field) -> dict[str, Any]:
    vietnamese, english = in_both(field.about)
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "description": vietnamese,
        "description_en": english,
    }
    if field.unit:
        described["unit"] = field.unit
    if field.type == "boolean":
        described |= {"trueValues": ["yes"], "falseValues": ["no"]}
    constraints = _constraints(field)
    return described | ({"constraints": constraints} if constraints else {})


def _constraints(field: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"required": True} if field.required else {}
    if field.words and field.type == "string":
        found["enum"] = list(field.words)
    bounds = {"minimum": field.minimum, "maximum": field.maximum}
    return found | {name: bound for name, bound in bounds.items() if bound is not None}
