"""What a serving process carries: nothing that only publishing or drawing needs."""

import subprocess
import sys

from tests.test_architecture import ROOT

SERVE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import dti_portal.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"pandas", "plotly", "tqdm", "hypothesis"}))
"""


def test_pages_import_neither_pandas_nor_plotly() -> None:
    run = subprocess.run([sys.executable, "-c", SERVE], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
