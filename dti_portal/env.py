"""Strict readers of the environment: a bad value stops the start with a hint, never a silent default."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"0", "false", "no", "off"})


def env_str(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool) -> bool:
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in TRUE:
        return True
    if raw in FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r}: expected one of 1, true, yes, on, 0, false, no, off")


def env_int(name: str, default: int) -> int:
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit()):
        raise ImproperlyConfigured(f"{name}={raw!r}: expected a whole number, for example {default}")
    return int(raw)


def env_list(name: str, default: list[str]) -> list[str]:
    """Words separated by commas or spaces."""
    words = os.environ.get(name, "").replace(",", " ").split()
    return words or default


def secret_from_file(path: Path) -> str:
    """The secret kept in `path`, made at first use with mode 600; two processes starting at once agree."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written under a name of its own and linked into place, so that nobody ever reads half a key.
        fresh = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        if not path.exists():
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(64))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path}: {error.strerror}. Set DTI_SECRET_KEY, or DTI_VAR to a folder that can be written to."
        ) from error
