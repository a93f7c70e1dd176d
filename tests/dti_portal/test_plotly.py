"""plotly.js from the installed package, and the policy of the pages that use it."""

import base64
import hashlib
import re

from django.contrib.staticfiles import finders

from dti_portal.plotly_files import PlotlyFinder, plotly_folder
from dti_portal.policy import CHART_POLICY, EMPTY_STYLE, MAP_STYLE, POLICY


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_script_is_found_in_the_package() -> None:
    found = finders.find("plotly/plotly.min.js")

    assert found == str(plotly_folder() / "plotly.min.js")
    assert not finders.find("plotly/datasets.json")


def test_the_script_is_collected_under_its_prefix() -> None:
    [(name, storage)] = PlotlyFinder().list(None)

    assert (name, storage.prefix, storage.exists(name)) == ("plotly.min.js", "plotly", True)  # type: ignore[attr-defined]


def test_the_style_sheets_that_the_script_adds_are_the_ones_allowed() -> None:
    script = (plotly_folder() / "plotly.min.js").read_text()
    added = re.search(r"\.textContent='(\.maplibregl-map\{.*?)',", script)

    assert added is not None
    assert digest(added[1].encode().decode("unicode_escape") if "\\" in added[1] else added[1]) == MAP_STYLE
    assert digest("") == EMPTY_STYLE


def test_a_page_with_a_chart_allows_those_two_and_nothing_else() -> None:
    assert CHART_POLICY.replace(f" {EMPTY_STYLE} {MAP_STYLE}", "") == POLICY
    assert "unsafe" not in CHART_POLICY
