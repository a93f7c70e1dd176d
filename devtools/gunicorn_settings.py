"""How gunicorn runs the portal; its own lines only where something is wrong."""

from typing import Any

wsgi_app = "dti_portal.wsgi:application"
workers = 2
worker_class = "gthread"
threads = 4
graceful_timeout = 5
limit_request_line = 8190  # its most: what is longer than an address is refused by it, the rest by the portal
control_socket_disable = True
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Name the address once it answers."""
    for listener in server.LISTENERS:
        print(f"DTI Portal is at {listener}/  (Ctrl-C ends it)", flush=True)
