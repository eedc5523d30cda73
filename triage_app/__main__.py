"""Run with `custody-triage`, or with `python -m triage_app`."""

import sys

from triage_app.starting import prepare


def main() -> int:
    """Start the program."""
    prepare()
    from triage_app.commands import run  # noqa: PLC0415 - only now is the process ready for it

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
