"""Says what state the configured database is in, by its exit code; runs in the environment's own Python."""

import os
import sys

import django

from devtools.server import BEHIND, NEW


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dti_portal.settings")
    try:
        django.setup()
        from dti_portal.health import migration_state  # the settings must stand before models are read

        applied, missing = migration_state()
    except Exception as error:  # whatever is wrong with the address or the server is the user's to read, in a line
        print(f"{type(error).__name__}: {' '.join(str(error).split())}")
        return 1
    return 0 if not missing else BEHIND if applied else NEW


if __name__ == "__main__":
    sys.exit(main())
