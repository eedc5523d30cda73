"""Run with `custody-triage`, or with `python -m triage_app`."""

import os
import sys

from triage_app.commands import run


def main() -> int:
    """Start the program; whatever it writes is for its own user alone."""
    os.umask(0o077)
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
