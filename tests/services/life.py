"""One life on a moving clock: deeds by the real use cases, held after each against the model."""

from collections import Counter

from dateutil.relativedelta import relativedelta
from sqlalchemy import select

from tests.services import life_calls
from tests.services.life_deeds import RUN, Nothing
from tests.services.life_memory import AFTER
from tests.services.life_tables import BUFFER, DEEDS, ENTRIES, KEEP_YEARS, STATES, UNDER
from tests.services.life_world import apart
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.workflow import MOVES
from triage_app.services import attention, casefile
from triage_app.storage.models import Case, Contract

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
                 f"accepted: {dict(self.accepted)}", f"refused: {dict(self.refused)}",
                 f"never accepted: {sorted(self.never_accepted)}"]  # fmt: skip
        return "\n".join(lines)


class Life:
    """Somebody's case and, beside it, the plain model: a dict of facts, rows and entries."""

    def __init__(self, world, walk, tally=None, of=None):
        self.world, self.desk, self.clock = world, world.desk, world.clock
        self.staff, self.service = world.staff, world.service
        self.walk, self.of = walk, of  # of: an earlier life of the same person
        self.number, world.born = world.born, world.born + 1
        self.tally = tally or Tally()
        self.tally.lives += 1
        self.case_id = self.person = None
        self.names = set()
        self.log, self.rows = Counter(), Counter()
        self.facts = {
            "state": None,
            "decided": False,
            "has_contract": bool(self.desk.schemes.version(walk.version).slots),
            "assessor": "",
            "allowed": {},  # a supervisor's word for a later end: of the case, of a variation
            "limit": None,  # months to charge in, and the day they are counted from
            "sheets": {},  # that went to partners, and how far each has come
            "victims": {},  # by number: how soon they are told, and of what they were
            "decided_on": {},  # the decisions that a victim is told of, by the day of each
            "shares": None,  # with whom the person lets us share; nobody has asked yet
            "hours": {},  # minutes of volunteering by their row; struck out they count for nothing
            "account": None,  # what was asked for, by when, what of it was paid
            "checks": 0,  # on re-offending, since the end that stands
        }

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
        before = self.world.look() if n // 3 % 3 == 0 else None  # of some: it takes its time
        try:
            RUN[name](self, by, n)
        except Nothing:
            return None
        except (Refused, Invalid) as refused:
            self.tally.refused[name] += 1
            self.tell(name, by, refused)
            self.must_be_as_it_was(name, before)
            return False
        self.tell(name, by, "accepted")
        self.tally.accepted[name] += 1
        self.must_be_allowed(name, deed, by)
        stood = self.state
        self.note(name, deed)
        if self not in self.world.lives:
            self.world.must_have_kept(name, may_go=set(self.world.sight))
            self.world.must_be_gone(self, name)
            self.world.must_leave_alone(name, None)
            return True
        self.must_have_moved(name, stood)
        self.must_have_kept(name, deed)
        self.must_hold()
        return True

    def tell(self, name, by, outcome):
        moment = f"{self.desk.now():%Y-%m-%d %H:%M} {self.number}"
        self.world.story.append(f"{moment} {name} by {by.username}: {outcome}")

    def wait(self, moment):
        """Let the clock go on to a moment, if it lies ahead: for everybody."""
        self.clock.now = max(self.clock.now, moment)
        self.tally.waits += 1
        for one in self.world.lives:
            one.must_hold()

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
        if self.state == "closed" and before != "closed":
            self.facts["closed_on"] = self.desk.today()
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

    @property
    def review_due(self):
        """The day on which a closed record is to be looked at: its years are over, or longer."""
        over = self.facts["closed_on"] + relativedelta(years=KEEP_YEARS)
        return max(over, self.facts.get("kept_until") or over)

    # ── What must hold ───────────────────────────────────────────────────────────────────────

    def must_be_as_it_was(self, name, before):
        self.world.must_be_as_it_was(name, before)
        assert self.told() == self.log, f"{name} was refused and stands in the log"

    def must_be_allowed(self, name, deed, by):
        assert self.state in deed.where, f"{name} was accepted of a case that is {self.state}"
        assert deed.by != "supervisor" or by.role == "supervisor", f"{name} by {by.role}"
        own = [one for one in deed.not_by if self.facts.get(one) == by.username]
        assert not own, f"{name} was accepted of their own {own}"
        life_calls.must_be_allowed(self, name)

    def must_have_moved(self, name, before):
        with self.desk.sessions() as session:
            state = session.get_one(Case, self.case_id).state
        assert state == self.state, f"{name} led to {state}, and the model to {self.state}"
        assert (before, state) in ALLOWED or before in (None, state), f"no move from {before}"

    def must_have_kept(self, name, deed):
        """Hold the counts: each deed stands once in its tables and once on its own timeline."""
        self.world.must_have_kept(name, may_go=deed.takes)
        told = self.told()
        assert told == self.log, f"{name}: the timeline has {apart(told, self.log)}"
        self.world.must_leave_alone(name, self)

    def told(self):
        """Count what the timeline tells of, by its entry in the log."""
        if self.case_id is None:
            return Counter()
        entries = {casefile.wording_of(one): one for one in ENTRIES}
        timeline = casefile.timeline(self.desk, self.staff[0], self.case_id)
        return Counter(entries[one.code] for one in timeline if one.code in entries)

    def calling(self, actor):
        """Return the kinds of what calls somebody in this case."""
        dues = attention.due_in(self.desk, actor, self.case_id)
        return {one.kind.value for one in dues if one.calls}

    def must_hold(self):
        """Hold what must be so on any day: watched, safe, and never without a next thing."""
        life_calls.must_call(self)
        life_calls.must_add_up(self)
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
