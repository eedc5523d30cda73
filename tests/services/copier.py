"""A program that works and copies its caseload without end, until it is killed.

It says of each copy that it is made. Run with a folder; and with `bare` to write each copy under
its own name from the first byte: the control, of which one must be found half made.
"""

import datetime as dt
import sys
from pathlib import Path

from tests.conftest import KEY, STAFF
from triage_app.config import Config
from triage_app.domain.copies import Occasion
from triage_app.services import audit, copying, scheduled_copies
from triage_app.services.audit import Category, Deed
from triage_app.services.opening import assemble, files_of, read_reference
from triage_app.storage.database import open_embedded

LOOKED = Deed("people.seen", Category.CONSULTATION)


def main(folder, *, bare):
    config = Config(data=Path(folder))
    reference, database = read_reference(config), open_embedded(files_of(config).database, KEY)
    desk = assemble(config, database, lambda: dt.datetime.now(dt.UTC), reference)
    for number in range(1_000_000):
        audit.look(desk, STAFF[0], LOOKED)
        if bare:
            written_bare(desk, number)
        elif scheduled_copies.copy(desk, STAFF[0], Occasion.WORKING):
            sys.exit("a copy failed")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def written_bare(desk, number):
    folder = files_of(desk.config).copies
    folder.mkdir(exist_ok=True)
    good = copying.write(copying.source_of(desk), folder / "good.unfinished", lambda: None)
    with (folder / f"{number}.backup").open("wb") as file:
        for start in range(0, good.size, 1 << 12):
            file.write(good.file.read_bytes()[start : start + (1 << 12)])
            file.flush()


if __name__ == "__main__":
    main(sys.argv[1], bare="bare" in sys.argv)
