"""A program that saves without end and says of each save that it is done, until it is killed.

Run with a file, and with `boast` to say so before the save: the control, which must be caught.
"""

import datetime as dt
import sys
from dataclasses import replace
from pathlib import Path

from tests.conftest import KEY, STAFF
from triage_app.config import Config
from triage_app.services import audit, drafts
from triage_app.services.audit import Category, Deed
from triage_app.services.opening import assemble, read_reference
from triage_app.storage.database import open_embedded
from triage_app.storage.models import Person

SAVED = Deed("person.saved", Category.COLLECTION)


def main(file, boasts):
    path = Path(file)
    config = Config(data=path.parent)
    reference = read_reference(config)
    desk = assemble(config, open_embedded(path, KEY), lambda: dt.datetime.now(dt.UTC), reference)
    for number in range(1_000_000):
        if boasts:
            say(number)
        save(desk, number)
        if not boasts:
            say(number)


def save(desk, number):
    actor = replace(STAFF[0])
    with desk.sessions.begin() as session:
        session.add(Person(name=f"Person {number}"))
        audit.record(session, desk, actor, SAVED)
    drafts.keep(desk, actor, "referral", "new", {"name": f"Person {number}"})


def say(number):
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], boasts="boast" in sys.argv)
