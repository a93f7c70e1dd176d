"""A database that other processes find too."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

from django.db import connection


def shared_database(folder: Path) -> str:
    """The address at which other processes find the rows of this test; SQLite's are copied out of memory."""
    if connection.vendor == "sqlite":
        file = folder / "copy.sqlite3"
        connection.ensure_connection()
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
        copy.close()
        return f"sqlite:///{file}"
    at = connection.settings_dict
    login = quote(at["USER"], safe="") + (f":{quote(at['PASSWORD'], safe='')}" if at["PASSWORD"] else "")
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgres://{login}@{quote(at['HOST'], safe='')}{port}/{at['NAME']}"


def environment_of(address: str) -> dict[str, str]:
    """What a process needs to know to work on that database."""
    return os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
