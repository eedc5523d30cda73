"""The place where lives are lived: one desk, one clock, one caseload, and everybody's rows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text

from tests.services.life_tables import COUNTED, OFFICE
from triage_app.services import attention
from triage_app.services.audit import broken_entries
from triage_app.storage.models import Base, Case

# What a look leaves behind, and the log of looks: of the log, what was done is held apart.
LOOKED = {"audit_entry", "setting", "draft"}
SHRINKS = {
    "name_word",
    "name_slip",
    "person_key",
    "case_key",
    "condition",
}  # rows that are written anew
TABLES = {
    table.name: text(
        "SELECT {} FROM {}".format(  # noqa: S608 - names of our own tables
            ", ".join(f'"{it.name}"' for it in table.columns if it.type.python_type is not bytes),
            f'"{table.name}"',
        )
    )
    for table in Base.metadata.sorted_tables
    if table.name not in LOOKED
}  # fmt: skip
HOW_MANY = text(
    " UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in TABLES)  # noqa: S608
)
OF_A_CASE = tuple(
    table.name
    for table in Base.metadata.sorted_tables
    if "case_id" in table.columns and table.name not in {*LOOKED, "erased"}
)


@dataclass(frozen=True)
class Absence:
    """Somebody is away from a day to a day, and another sees to their cases."""

    number: int
    away: str
    cover: str
    first: date
    last: date


class World:
    """A caseload with the lives in it; what is no one life's is counted here."""

    def __init__(self, desk, clock, staff, folder):
        self.desk, self.clock, self.staff, self.folder = desk, clock, staff, folder
        self.service = None
        self.lives, self.born = [], 0  # those still on record; how many there ever were
        self.rows = Counter()
        self.former = Counter()  # records merged into a person's
        self.absences = []
        self.story = []  # what was tried, told with whatever fails

    def begin(self):
        """Count what is there before anything was done."""
        self.sight = self.begun_with = self.count()

    def count(self):
        """Count the rows of every table."""
        with self.desk.sessions() as session:
            return dict(session.execute(HOW_MANY).all())

    def look(self):
        """Read every table: what is in its rows but for papers' bytes."""
        with self.desk.sessions() as session:
            run = session.connection().execute
            return {name: _seen(run(query).all()) for name, query in TABLES.items()}

    # ── The model ────────────────────────────────────────────────────────────────────────────

    @property
    def counted(self):
        """What rows there must be by now, of everybody's deeds together."""
        wanted = Counter(dict.fromkeys((*COUNTED, "person"), 0))
        for one in (self.rows, *(life.rows for life in self.lives)):
            wanted.update(one)
        wanted["person"] = len({life.person for life in self.lives if life.person})
        wanted["former_person"] = self.former.total()
        return wanted

    def leave(self, life):
        """A record is disposed of: the office keeps what is its own."""
        self.lives.remove(life)
        self.rows.update({one: life.rows[one] for one in OFFICE if one in life.rows})
        if life.person not in {one.person for one in self.lives}:
            self.former.pop(life.person, None)

    def seen_to_by(self, username):
        """Return who sees to somebody's cases today; None where nobody is left but supervisors."""
        away = {
            one.away: one.cover
            for one in self.absences
            if one.first <= self.desk.today() <= one.last
        }
        seen = set()
        while username in away:
            if username in seen:
                return None
            seen.add(username)
            username = away[username]
        return next(one for one in self.staff if one.username == username)

    # ── What must hold of all of them ────────────────────────────────────────────────────────

    def must_be_as_it_was(self, name, before):
        """Hold that nothing is changed: by what is in the rows, or by their number alone."""
        now = self.look() if before else self.count()
        changed = [table for table, seen in now.items() if seen != (before or self.sight)[table]]
        assert not changed, f"{name} was refused and left something behind in {changed}"

    def must_have_kept(self, name, *, may_go=frozenset()):
        """Hold the counts: each deed stands once in its tables, and nothing went missing."""
        self.sight, before = self.count(), self.sight
        wanted = self.counted
        counts = {table: self.sight[table] - self.begun_with[table] for table in wanted}
        assert counts == wanted, f"{name}: rows {apart(counts, wanted)}"
        fewer = {it for it, rows in self.sight.items() if rows < before[it]}
        assert fewer <= SHRINKS | may_go, f"{name} took rows from {fewer - SHRINKS}"

    def must_leave_alone(self, name, but):
        """Hold that what was done in one case is done in no other."""
        with self.desk.sessions() as session:
            states = dict(session.execute(select(Case.id, Case.state)).all())
            people = dict(session.execute(select(Case.id, Case.person_id)).all())
        assert set(states) == {one.case_id for one in self.lives}, f"{name}: cases {states}"
        for one in self.lives:
            whose = people[one.case_id]
            assert whose == one.person, f"{name}: {one.case_id} is of {whose}, not {one.person}"
            if one is not but:
                state = states[one.case_id]
                assert state == one.state, f"{name} in another case led {one.state} to {state}"
                told = one.told()
                assert told == one.log, f"{name}: another's timeline {apart(told, one.log)}"

    def must_be_told_on_today(self):
        """Hold that whatever calls in a case stands on Today of whoever sees to it, and no less."""
        supervisor = next(one for one in self.staff if one.role == "supervisor")
        lists = {}
        for life in self.lives:
            mine = self.seen_to_by(life.facts["assessor"]) or supervisor
            for actor in {mine, supervisor}:
                calls = life.calling(actor)
                if actor not in lists:
                    lists[actor] = _by_case(self.desk, actor)
                there = lists[actor].get(life.case_id, set())
                assert calls <= there, f"Today of {actor.name} lacks {calls - there}"

    def must_be_gone(self, life, name):
        """Hold that of a record disposed of nothing is left but that it was."""
        with self.desk.sessions() as session:
            run = session.connection().execute
            for table in OF_A_CASE:
                query = text(f'SELECT count(*) FROM "{table}" WHERE case_id = {life.case_id}')  # noqa: S608 - names of our own
                assert run(query).scalar() == 0, f"{name} left something in {table}"
            assert session.get(Case, life.case_id) is None, f"{name} left the case"
            if life.person in {one.person for one in self.lives}:
                return
            names = {table: repr(run(query).all()) for table, query in TABLES.items()}
        # A stay in custody that nobody looked at is the custody log's, and kept by its own days.
        held = {table: rows for table, rows in names.items() if table != "custody_row"}
        named = [table for table, rows in held.items() if any(one in rows for one in life.names)]
        assert not named, f"{name} left the name in {named}"

    def must_be_sealed(self):
        """Hold the log to itself once all is over: no entry changed, cut out or added."""
        with self.desk.sessions() as session:
            assert broken_entries(session) == []


def apart(found, wanted):
    """Say where two counts differ: found, and wanted."""
    keys = {*found, *wanted}
    return {one: (found.get(one, 0), wanted.get(one, 0)) for one in keys
            if found.get(one, 0) != wanted.get(one, 0)}  # fmt: skip


def _by_case(desk, actor):
    found = {}
    for row in attention.morning(desk, actor).rows:
        found.setdefault(row.case_id, set()).add(row.due.kind.value)
    return found


def _seen(rows):
    return len(rows), hash(tuple(sorted(map(repr, rows))))
