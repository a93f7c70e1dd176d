"""The same chart as plotly writes it by itself: one file with its script inside, from a server of files."""

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import plotly.graph_objects as go

WHOLE, PACKED, EMPTY = "chart.html", "chart.html.gz", "empty.html"


class Files(SimpleHTTPRequestHandler):
    """Python's own server of files; a packed one goes out as what it is inside."""

    extensions_map = {".html": "text/html; charset=utf-8", ".gz": "text/html; charset=utf-8"}

    def end_headers(self) -> None:
        if self.path.endswith(".gz"):
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # its name in the base class
        """Say nothing."""


def write(figure: str, folder: Path) -> None:
    """The figure of the league page (JSON) as plotly's own page, as it is and packed; and a page of nothing."""
    file = folder / WHOLE
    go.Figure(json.loads(figure)).write_html(file, include_plotlyjs=True)
    (folder / PACKED).write_bytes(gzip.compress(file.read_bytes(), 9))
    (folder / EMPTY).write_text("<!doctype html><title>Empty</title><p>Empty</p>")


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
