#!/usr/bin/env python3
"""The one door of DTI Portal: `python3 dev.py -h` lists the commands; devtools/ has a room for each."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python must be able to read this file, to say so
    sys.exit("DTI Portal needs Python 3.11 or later; this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031
sys.dont_write_bytecode = True  # printing help leaves nothing behind

from devtools.main import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
