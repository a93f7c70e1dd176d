"""The examples of the documentation, as they stand there."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRICTIONLESS = Path(sys.executable).with_name("frictionless")
BLOCK = re.compile(r"^<!-- recipe: (?P<name>[a-z-]+) -->\n+```python\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)


def recipes(document: str) -> dict[str, str]:
    """The code of every named block of a document under docs/."""
    text = (ROOT / "docs" / document).read_text()
    return {found["name"]: found["code"] for found in BLOCK.finditer(text)}
