"""One life made into many: every row that hangs on a case, once more for each of some names."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from triage_app.domain.finding import Kind, person_keys
from triage_app.storage import search_keys
from triage_app.storage.models import Base, Case, Person

TABLES = Base.metadata.tables
OFFICE = (
    "audit_entry",
    "erased",
    "setting",
    "member",
)  # that are nobody's, or outlive whom they name
NUMBERED = {  # what no two records share
    ("case", "number"),
    ("case", "custody_record"),
    ("case", "nonce"),
    ("paper", "code"),
    ("appointment", "uid"),
    ("custody_entry", "record_key"),
}
FIRST = ("Bran", "Cadell", "Dwyn", "Eirwen", "Ffraid")
LAST = (
    "aster",
    "borage",
    "clover",
    "damson",
    "elder",
    "fennel",
    "gorse",
    "hyssop",
    "iris",
    "juniper",
)


@dataclass(frozen=True)
class Life:
    """Somebody's case, and the numbers of all rows that are theirs, by table."""

    case_id: int
    rows: dict


def coined(number):
    """Return names of which no word stands in another's."""
    every = [f"{one}{two} {two}{one}".title() for one in FIRST for two in LAST]
    assert len(every) >= number
    return every[:number]


def everything(database):
    """Return every row of every table that has a number, by table and number."""
    with database.sessions() as session:
        return {
            name: {row.id: tuple(row) for row in session.execute(select(table))}
            for name, table in TABLES.items()
            if "id" in table.c
        }


def multiplied(database, case_id, names):
    """Make the life of one person, who has the first of the names, that of each other too."""
    with database.sessions.begin() as session:
        person_id = session.get_one(Case, case_id).person_id
        held = _hanging(session, {"case": {case_id}, "person": {person_id}})
        bare = {
            name: [dict(one._mapping) for one in session.execute(_rows(name, numbers))]
            for name, numbers in held.items()
        }
        lives = {names[0]: Life(case_id, held)}
        made, free = defaultdict(list), {name: _last(session, name) for name in bare}
        for name in names[1:]:
            lives[name] = _again(bare, free, (names[0], name), made)
        _write(session, made)
        connection = session.connection()
        for name in names[1:]:
            (new,) = lives[name].rows["person"]
            search_keys.write_person(connection, new, person_keys(session.get_one(Person, new)))
            case = session.get_one(Case, lives[name].case_id)
            search_keys.write_case(connection, case.id, {Kind.NUMBER: case.number})
    return lives


def _hanging(session, held):
    """Every row that refers to one that is held, and what fields held before."""
    grew = True
    while grew:
        grew = False
        for name, table in TABLES.items():
            if "id" not in table.c or name in ("person", *OFFICE):
                continue
            for key in table.foreign_keys:
                wanted = held.get(key.column.table.name)
                if wanted:
                    found = set(session.scalars(select(table.c.id).where(key.parent.in_(wanted))))
                    grew = grew or not found <= held.get(name, set())
                    held.setdefault(name, set()).update(found)
    return {name: numbers for name, numbers in held.items() if numbers}


def _again(bare, free, names, made):
    """Write the rows of one life once more, with numbers and a name of their own."""
    new = {table: {} for table in bare}
    for table, rows in bare.items():
        for row in rows:
            free[table] += 1
            new[table][row["id"]] = free[table]
    for table, rows in bare.items():
        for row in rows:
            made[table].append(_one(TABLES[table], row, new, names))
    (case_id,) = new["case"].values()
    return Life(case_id, {table: set(numbers.values()) for table, numbers in new.items()})


def _write(session, made):
    """Write every row; what refers to a row that comes later is told so afterwards."""
    order = [table.name for table in Base.metadata.sorted_tables]
    late = []
    for at, name in enumerate(order):
        table, rows = TABLES[name], made[name]
        later = [
            key.parent
            for key in table.foreign_keys
            if key.parent.nullable and order.index(key.column.table.name) >= at
        ]
        late += [(one, row["id"], row[one.name]) for one in later for row in rows if row[one.name]]
        if rows:
            session.execute(
                insert(table), [row | {one.name: None for one in later} for row in rows]
            )
    for column, number, value in late:
        table = column.table
        session.execute(update(table).where(table.c.id == number).values({column.name: value}))


def _one(table, row, new, names):
    changed = {name: _renamed(value, *names) for name, value in row.items()}
    for key in table.foreign_keys:
        numbers, old = new.get(key.column.table.name, {}), row[key.parent.name]
        changed[key.parent.name] = numbers.get(old, old)
    changed["id"] = new[table.name][row["id"]]
    for name in changed:
        if (table.name, name) in NUMBERED:
            changed[name] = f"{row[name]}/{changed['id']}"
        if name == "record" and table.name == "revision":
            what, _, number = row[name].partition(":")
            changed[name] = f"{what}:{new.get(what, {}).get(int(number), number)}"
    return changed


def _renamed(value, old, name):
    """Let a value say another name; a paper of megabytes is said in a line."""
    if isinstance(value, bytes):
        return f"%PDF of {name}".encode()
    if isinstance(value, str):
        return value.replace(old, name)
    if isinstance(value, dict):
        return {key: _renamed(one, old, name) for key, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, old, name) for one in value]
    return value


def _rows(name, numbers):
    table = TABLES[name]
    return select(table).where(table.c.id.in_(numbers)).order_by(table.c.id)


def _last(session, name):
    return session.scalar(select(func.max(TABLES[name].c.id))) or 0
