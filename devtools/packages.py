"""Programs of the operating system: found where they are, fetched with apt-get where that is possible."""

import os
import shutil
import subprocess

from devtools.house import call, environ, say


def apt_get(*packages: str) -> bool:
    """Install packages of Debian or Ubuntu, as root or through sudo without a password."""
    prefix = privilege()
    if prefix is None or not shutil.which("apt-get"):
        return False
    say(f"Installing {' '.join(packages)} with apt-get ...")
    env = environ(DEBIAN_FRONTEND="noninteractive")
    call([*prefix, "apt-get", "update", "-qq"], env=env)
    return call([*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=env) == 0


def privilege() -> list[str] | None:
    """What to put before a command to run it as root; None where that cannot be had."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None
