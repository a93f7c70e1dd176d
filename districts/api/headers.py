"""A publication as the interface says it, and where the rest of it is."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from districts.exports.json_values import json_text, number
from districts.queries.publications import Published

ROOT = "/api/v1"


def publication_text(request: HttpRequest, row: Published, *, latest: bool) -> str:
    """One publication as JSON."""
    return json_text({**_said(row, latest=latest), "addresses": _addresses(request, row)})


def _said(row: Published, *, latest: bool) -> Mapping[str, Any]:
    return {
        "authority": row.authority,
        "authority_name_vi": row.authority_name_vi,
        "authority_name_en": row.authority_name_en or None,
        "authority_level": row.authority_level,
        "group": row.group,
        "year": row.year,
        "basis": row.basis,
        "revision": row.revision,
        "latest": latest,
        "framework": row.framework,
        "availability": number(row.availability, 0),
        "office": row.office,
        "decision_number": row.decision_number or None,
        "decision_date": row.decision_date,
        "published_at": row.published_at,
        "reason": row.reason or None,
        "compared_with": row.compared_with,
        "units": row.unit_count,
        "provenance": row.provenance,
        "digest": row.digest,
    }


def _addresses(request: HttpRequest, row: Published) -> dict[str, str]:
    """Whole addresses, of this very revision."""
    site = request.build_absolute_uri("/")[:-1]
    which = urlencode({"group": row.group, **({"basis": row.basis} if row.basis else {})})
    page = f"/{row.authority}/{row.year}/r{row.revision}"
    here = f"{site}{ROOT}/publications{page}"
    filters = {"authority": row.authority, "year": row.year, "group": row.group, "basis": row.basis}
    figures = urlencode({**filters, "revision": row.revision})
    return {
        "self": f"{here}?{which}",
        "league": f"{here}/league?{which}",
        "standings": f"{site}{ROOT}/standings?{figures}",
        "units": f"{here}/units?{which}",
        "summaries": f"{site}{ROOT}/summaries?{figures}",
        "margins": f"{here}/margins?{which}",
        "revisions": f"{site}{ROOT}/publications/{row.authority}/{row.year}/revisions?{which}",
        "framework": f"{site}{ROOT}/frameworks/{row.framework}",
        "page": f"{site}{page}/?{which}",
        "page_en": f"{site}/en{page}/?{which}",
        "csv": f"{site}{page}.csv?{which}",
        "xlsx": f"{site}{page}.xlsx?{which}",
        "standings_csv": f"{site}{page}/standings.csv?{which}",
        "package": f"{site}{page}/package.zip?{which}",
    }
