"""plotly.min.js out of the installed package, as a static file: no copy to keep, no other host to ask."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

NAME, PREFIX = "plotly.min.js", "plotly"


def plotly_folder() -> Path:
    """Where the package keeps its script. Finding a package does not import it."""
    spec = find_spec("plotly")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "package_data"


class PlotlyFinder(BaseFinder):
    """Finds the one file `plotly/plotly.min.js`."""

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:  # type: ignore[override]
        """The file on disk; an empty list where it is not ours."""
        if path != f"{PREFIX}/{NAME}":
            return []
        found = str(plotly_folder() / NAME)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """For collectstatic."""
        storage = FileSystemStorage(location=plotly_folder())
        storage.prefix = PREFIX  # type: ignore[attr-defined] # how collectstatic asks for the folder
        yield NAME, storage
