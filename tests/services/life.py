"""One life on a moving clock: deeds by the real use cases, held after each against the model."""

from collections import Counter

from dateutil.relativedelta import relativedelta
from sqlalchemy import select, text

from tests.services.life_deeds import RUN, Nothing
from tests.services.life_tables import (
    BEFORE,
    BUFFER,
    COUNTED,
    DEEDS,
    ENTRIES,
    OPEN,
    STATES,
    UNDER,
    WATCHES,
)
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import MOVES
from triage_app.services import attention, casefile
from triage_app.services.audit import broken_entries
from triage_app.storage.models import Base, Case, Contract

# What a look leaves behind, and the log of looks: of the log, what was done is held apart.
LOOKED = {"audit_entry", "setting", "draft"}
SHRINKS = {"name_word", "person_key", "case_key", "condition"}  # rows that are written anew
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

# From where to where the table of states leads in one move; an end that sends a case back, in two.
ALLOWED = {(before, after) for (before, _), (after, _) in MOVES.items()}
ALLOWED |= {(one, "returned") for one, after in ALLOWED if after == "ended"}


class Tally:
    """What runs came to: steps, states reached, moves made, deeds accepted and refused."""

    def __init__(self):
        self.states, self.moves = Counter(), Counter()
        self.accepted, self.refused = Counter(), Counter()
        self.lives = self.waits = 0

    @property
    def steps(self):
        return self.accepted.total() + self.refused.total() + self.waits

    @property
    def unreached(self):
        return STATES - set(self.states)

    @property
    def never_accepted(self):
        return set(DEEDS) - set(self.accepted)

    def told(self):
        """Say what it came to, in a few lines."""
        moves = sum(1 for before, after in self.moves if before != after)
        lines = [f"{self.lives} lives, {self.steps} steps, {self.waits} of them waiting",
                 f"{self.accepted.total()} deeds accepted, {self.refused.total()} refused",
                 f"{moves} moves made; steps in each state: {dict(self.states)}",
                 f"accepted: {dict(self.accepted)}", f"refused: {dict(self.refused)}"]  # fmt: skip
        return "\n".join(lines)


class Life:
    """Somebody's case and, beside it, the plain model: a dict of facts, rows and entries."""

    def __init__(self, desk, clock, staff, walk, tally=None):
        self.desk, self.clock, self.staff, self.walk = desk, clock, staff, walk
        self.tally = tally or Tally()
        self.tally.lives += 1
        self.case_id = self.service = None
        self.story = []  # what was tried, told with whatever fails
        self.log, self.rows = Counter(), Counter()
        self.facts = {
            "state": None,
            "decided": False,
            "has_contract": bool(desk.schemes.version(walk.version).slots),
            "assessor": "",
            "allowed": {},  # a supervisor's word for a later end: of the case, of a variation
            "limit": None,  # months to charge in, and the day they are counted from
            "sheets": {},  # that went to partners, and how far each has come
        }
        self.rows.update(dict.fromkeys(COUNTED, 0))

    def begin(self):
        """Count what is there before anything was done."""
        self.sight = self.look()
        self.begun_with = {name: rows for name, (rows, _) in self.sight.items()}

    @property
    def state(self):
        return self.facts["state"]

    def hand(self, deed, n):
        """Return whoever does a deed: somebody of the role it is for."""
        those = [one for one in self.staff if one.role == "supervisor" or deed.by == "casework"]
        return those[n % len(those)]

    def do(self, name, n=0, by=None):
        """Try a deed; return whether it was accepted, None where there was nothing to try it on."""
        deed = DEEDS[name]
        by = by or self.hand(deed, n)
        try:
            RUN[name](self, by, n)
        except Nothing:
            return None
        except (Refused, Invalid) as refused:
            self.tally.refused[name] += 1
            self.tell(name, by, refused)
            self.must_be_as_it_was(name)
            return False
        self.tell(name, by, "accepted")
        self.tally.accepted[name] += 1
        self.must_be_allowed(name, deed, by)
        stood = self.state
        self.note(name, deed)
        self.sight, before = self.look(), self.sight
        self.must_have_moved(name, stood)
        self.must_have_kept(name, before)
        self.must_hold()
        return True

    def tell(self, name, by, outcome):
        self.story.append(f"{self.desk.now():%Y-%m-%d %H:%M} {name} by {by.username}: {outcome}")

    def wait(self, moment):
        """Let the clock go on to a moment, if it lies ahead."""
        self.clock.now = max(self.clock.now, moment)
        self.tally.waits += 1
        self.must_hold()

    # ── The model ────────────────────────────────────────────────────────────────────────────

    def note(self, name, deed):
        """Write a deed that was accepted into the model."""
        before = self.facts["state"]
        told = deed.log(self.facts) if callable(deed.log) else deed.log
        to = deed.to(self.facts) if callable(deed.to) else deed.to
        if told:
            self.log[told] += 1
        self.rows.update(deed.rows)
        if told == "tracking.put_right":
            self.rows["attendance_change"] += 1
        self.facts["state"] = to or before
        AFTER.get(name, lambda *_: None)(self, before)
        self.tally.moves[before, self.state] += before != self.state
        self.tally.states[self.state] += 1

    @property
    def last_day(self):
        """The last day to charge: the corresponding day, months after the offence."""
        months, day = self.facts["limit"] or (None, None)
        return day + relativedelta(months=months) if months else None

    @property
    def safe_day(self):
        return self.last_day and self.last_day - relativedelta(days=BUFFER)

    # ── What must hold ───────────────────────────────────────────────────────────────────────

    def look(self):
        """Read every table: how many rows, and what is in them but for papers' bytes."""
        with self.desk.sessions() as session:
            run = session.connection().execute
            return {name: _seen(run(query).all()) for name, query in TABLES.items()}

    def must_be_as_it_was(self, name):
        now = self.look()
        changed = [table for table, seen in now.items() if seen != self.sight[table]]
        assert not changed, f"{name} was refused and left something behind in {changed}"
        assert self.told() == self.log, f"{name} was refused and stands in the log"

    def must_be_allowed(self, name, deed, by):
        assert self.state in deed.where, f"{name} was accepted of a case that is {self.state}"
        assert deed.by != "supervisor" or by.role == "supervisor", f"{name} by {by.role}"
        own = [one for one in deed.not_by if self.facts.get(one) == by.username]
        assert not own, f"{name} was accepted of their own {own}"

    def must_have_moved(self, name, before):
        with self.desk.sessions() as session:
            state = session.get_one(Case, self.case_id).state
        assert state == self.state, f"{name} led to {state}, and the model to {self.state}"
        assert (before, state) in ALLOWED or before in (None, state), f"no move from {before}"

    def must_have_kept(self, name, before):
        """Hold the counts: each deed stands once in its tables and once on the timeline."""
        counts = {table: self.sight[table][0] - self.begun_with[table] for table in self.rows}
        assert counts == self.rows, f"{name}: rows {_apart(counts, self.rows)}"
        fewer = [it for it, (rows, _) in self.sight.items() if rows < before[it][0]]
        assert set(fewer) <= SHRINKS, f"{name} took rows from {fewer}"
        told = self.told()
        assert told == self.log, f"{name}: the timeline has {_apart(told, self.log)}"

    def told(self):
        """Count what the timeline tells of, by its entry in the log."""
        if self.case_id is None:
            return Counter()
        entries = {casefile.wording_of(one): one for one in ENTRIES}
        timeline = casefile.timeline(self.desk, self.staff[0], self.case_id)
        return Counter(entries[one.code] for one in timeline if one.code in entries)

    def must_hold(self):
        """Hold what must be so on any day: watched, safe, and never without a next thing."""
        if self.state not in OPEN:
            return
        dues = attention.due_in(self.desk, self.staff[0], self.case_id)
        kinds = {one.kind.value for one in dues if one.calls}
        assert dues, f"nothing is next in a case that is {self.state}"
        if self.state in ("returned", "completed"):
            assert kinds & WATCHES, f"{self.state}, and nobody is told to watch: {kinds}"
        if self.state in (*BEFORE, *UNDER, "returned") and self.facts["has_contract"]:
            last, today = self.last_day, self.desk.today()
            late = last is not None and (last - today).days < BUFFER
            assert not late or "charge" in kinds, f"{last} to charge, and no list says so"
        if self.state in UNDER:
            self.must_end_safely()

    def must_end_safely(self):
        query = select(Contract).where(
            Contract.case_id == self.case_id, Contract.signed_on.is_not(None)
        )
        with self.desk.sessions() as session:
            ends = session.scalars(query.order_by(Contract.issue.desc())).first().ends
        allowed = [day for day in self.facts["allowed"].values() if day]
        if self.safe_day is not None and ends > self.safe_day:
            assert allowed, f"ends on {ends}, past its safe last day {self.safe_day}"
            assert ends <= max(allowed), f"ends on {ends}, later than {max(allowed)} was allowed"

    def must_be_told_on_today(self):
        """Hold that Today of whoever has the case shows it while it is with the officer."""
        if self.state not in ("returned", "completed"):
            return
        mine = next(one for one in self.staff if one.username == self.facts["assessor"])
        rows = attention.morning(self.desk, mine).rows
        kinds = {row.due.kind.value for row in rows if row.case_id == self.case_id}
        assert kinds & WATCHES, f"Today of {mine.name} has only {kinds}"

    def must_be_sealed(self):
        """Hold the log to itself once a life is over: no entry changed, cut out or added."""
        with self.desk.sessions() as session:
            assert broken_entries(session) == []


def _seen(rows):
    return len(rows), hash(tuple(sorted(map(repr, rows))))


def _apart(found, wanted):
    keys = {*found, *wanted}
    return {one: (found.get(one, 0), wanted.get(one, 0)) for one in keys
            if found.get(one, 0) != wanted.get(one, 0)}  # fmt: skip


# ── What the model remembers of a deed ───────────────────────────────────────────────────────


def _left(life, before):
    """A case that goes no further can be put right to where it stood."""
    if before != "not_taken_on" and life.state == "not_taken_on":
        life.facts["left_from"] = before


def _out_of_eligibility(life, before):
    life.facts["decided"] = True
    if life.state == "not_taken_on" and before != "not_taken_on":
        life.rows["way_out"] += 1
    _left(life, before)


def _revoked(life):
    """Whoever was asked for help is told that nothing more is wanted."""
    for sheet, stage in life.facts["sheets"].items():
        if stage in ("sent", "accepted", "started"):
            life.facts["sheets"][sheet] = "revoked"
            life.rows["partner_reply"] += 1
            life.log["partner_reply.revoked"] += 1


def _found_in_breach(life, before):
    """Nothing more may be wanted of partners: all of them are told, or none."""
    life.facts["ending"], life.facts["ended_from"] = "returned", before
    if life.told()["partner_reply.revoked"] > life.log["partner_reply.revoked"]:
        _revoked(life)


def _withdrew(life, before):
    _revoked(life)
    if before in UNDER:
        life.rows["ending"] += 1
        life.facts["ending"], life.facts["ended_from"] = "withdrawn", before
    else:
        life.rows["way_out"] += 1
        _left(life, before)


def _ending(kind):
    def noted(life, before):
        life.facts["ending"], life.facts["ended_from"] = kind, before

    return noted


def _ended(life, before):
    _revoked(life)
    # Somebody dies while their case is with the officer: that watch is overtaken, and remembered.
    life.facts["before_that"] = (life.facts.get("ending"), life.facts.get("ended_from"))
    life.facts["ending"], life.facts["ended_from"] = life.facts["end"], before


def _reopened(life, _before):
    """A watch is begun anew beside the ending that did not hold; any other case just goes on."""
    if life.state in ("returned", "completed"):
        life.rows["ending"] += 1
        if life.facts["ending"] == "died":
            life.facts["ending"], life.facts["ended_from"] = life.facts["before_that"]
    else:
        life.facts["ending"] = None


def _settled(life, _before):
    if life.facts["signs"] == "variation":
        life.facts["varied"] = False
        life.facts["allowed"]["in_force"] = life.facts["allowed"].pop("variation", None)


def _given_up(life, _before):
    if life.facts["signs"] == "variation":
        life.facts["varied"] = False
        life.facts["allowed"].pop("variation", None)


AFTER = {
    "find_eligible": _out_of_eligibility,
    "find_not_eligible": _out_of_eligibility,
    "say_no": _left,
    "go_no_further": _left,
    "withdraw": _withdrew,
    "conclude_services": _ending("services"),
    "find_breach": _found_in_breach,
    "confirm_completion": _ending("completed"),
    "end": _ended,
    "reopen": _reopened,
    "sign": _settled,
    "refuse_to_sign": _given_up,
    "abandon_variation": _given_up,
}
