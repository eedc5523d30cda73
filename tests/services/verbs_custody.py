"""Verbs that bring in a custody log: a file written, looked at, and taken in."""

import csv
import io

from triage_app.services import custody_files, custody_import, custody_preview

SUITE = "haverfordwest"
HEADINGS = (
    "Custody record", "Name", "DOB", "Sex", "PNC ID", "Arrested", "Released",
    "Offence code", "Offence", "Address", "Postcode", "OIC", "OIC number", "OIC e-mail",
)  # fmt: skip
CLEAR = {
    "Custody record": "HW/2001/26",
    "Name": "KESTREL, Lowri",
    "DOB": "03/02/1990",
    "Sex": "F",
    "PNC ID": "2002/0073319Z",
    "Arrested": "10/05/2026 17:00",
    "Released": "11/05/2026 07:00",
    "Offence code": "TH68010",
    "Offence": "Theft from a shop",
    "Address": "4 Practice Street, Haverfordwest",
    "Postcode": "SA61 1AA",
    "OIC": "PC Rowan Plover",
    "OIC number": "418",
    "OIC e-mail": "rowan.plover@example.org",
}


def a_row(**changes):
    """A row that is clear on every count, but for what a test says: `Name="…"`, `DOB="…"`."""
    return CLEAR | {name.replace("_", " "): text for name, text in changes.items()}


def as_csv(*rows, headings=HEADINGS, separator=","):
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=separator)
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return held.getvalue()


def unwatched(*_):
    """Nobody is told how far it is, and nobody stops it."""


def look_at(desk, actor, folder, text, suite=SUITE, name="log.csv"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return custody_files.look(desk, actor, str(path), suite)


def previewed(desk, actor, folder, text, columns=None, **changes):
    looked = look_at(desk, actor, folder, text, **changes)
    columns = looked.columns if columns is None else columns
    return custody_preview.preview(desk, actor, looked, columns, unwatched)


def take_in(desk, actor, folder, *rows, **changes):
    """Take in a log of these rows, and say what came of it."""
    seen = previewed(desk, actor, folder, as_csv(*rows), **changes)
    return custody_import.take_in(desk, actor, seen, unwatched)
