"""What a life at random has beside its contract: days, others, victims, absences, an archive."""

import datetime as dt

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.services.life import Life
from tests.services.life_days import MOMENTS, moment
from tests.services.life_tables import UNDER

NUMBERS = st.integers(0, 10_000)
MOST = 3  # cases at once
STARTS = (4, 4, 4, 4, 4, 4, 0, 1, 2, 3)
# The way to a contract, and how far a life has come along it when the machine takes it over.
WAY = (
    ("refer", "find_eligible", "authorise", "make_sheet", "agree_to_it"),
    ("book_first", "+1 day", "+2 days", "come", "begin_assessing", "answer", "judge", "judge_risk"),
    ("complete_assessment", "draft", "fill_in"),
    ("draft_for_today", "ask_to_pay", "print", "sign"),
)
# What was recorded is now and then struck.
STRIKES = (("strike_hours",), ("strike_payment", "strike_tag"))
# What closes a case, by where it stands; from anywhere else it is ended first.
CLOSES = {
    "returned": ("tell_officer", "decline_proceedings"),
    "completed": ("tell_officer", "record_outcome"),
    "ended": ("tell_officer", "hear_officer", *["tell_of_ending"] * 6, "settle"),
    "not_taken_on": ("write_to_officer", "offer_services", "let_go"),
    "closed": (),
}


def come_along(life, far, n):
    """Take a life some parts of the way to a contract, by every deed in its turn."""
    for step in (one for part in WAY[:far] for one in part):
        if step.startswith("+"):
            life.wait(life.desk.now() + dt.timedelta(days=int(step[1])))
        else:
            life.do(step, n)


def close(life, n):
    """See a case closed, however it stands."""
    if life.state not in CLOSES:
        life.do("end", n)
    for name in CLOSES.get(life.state, ()):
        life.do(name, n)


class Beside(RuleBasedStateMachine):
    """A world with some lives in it, whose turn it is, and a clock that only moves on."""

    world, walk, tally, turn = None, None, None, 0

    @property
    def life(self):
        """The life whose turn it is; where every record is gone, somebody else comes."""
        while not self.world.lives:
            another = Life(self.world, self.walk, self.tally)
            another.do("refer", another.number)
        return self.world.lives[self.turn % len(self.world.lives)]

    def wait(self, moment):
        self.life.wait(moment)
        self.world.must_be_told_on_today()

    # ── Days ─────────────────────────────────────────────────────────────────────────────────

    @rule(hours=st.integers(0, 60))
    def hours_pass(self, hours):
        self.wait(self.life.desk.now() + dt.timedelta(hours=hours))

    @rule(days=st.integers(1, 30))
    def days_pass(self, days):
        self.wait(self.life.desk.now() + dt.timedelta(days=days, minutes=17))

    @rule(what=st.sampled_from(sorted(MOMENTS)))
    def wait_for(self, what):
        found = moment(self.life, what)
        if found is not None:
            self.wait(found)

    @precondition(lambda self: self.life.state == "closed")
    @rule(months=st.integers(5, 13))
    def months_pass(self, months):
        self.wait(self.life.desk.now() + dt.timedelta(days=31 * months))
        self.life.do("check_reoffending", months)

    # ── Several ──────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: len(self.world.lives) < MOST)
    @rule(same=st.booleans(), far=st.sampled_from(STARTS), n=NUMBERS)
    def another_case(self, same, far, n):
        """Somebody else comes, or the same person again."""
        life = self.life
        another = Life(self.world, life.walk, self.tally, of=life if same else None)
        if another.do("refer", n):
            self.turn = self.world.lives.index(another)
            come_along(another, far, n)

    @precondition(lambda self: len(self.world.lives) > 1)
    @rule(turn=st.integers(0, 5))
    def turn_to_another(self, turn):
        self.turn = turn

    @precondition(lambda self: len(self.world.lives) > 1)
    @rule(n=NUMBERS)
    def find_one_person_twice(self, n):
        if n % 4:
            close(self.life, n)
        self.life.do("merge", n)

    # ── Beside the case ──────────────────────────────────────────────────────────────────────

    @rule(n=NUMBERS)
    def somebody_was_harmed(self, n):
        for name in ("add_victim", "hear_a_wish"):
            self.life.do(name, n)

    @precondition(lambda self: self.life.facts["victims"])
    @rule(n=NUMBERS)
    def see_to_victims(self, n):
        self.wait(self.life.desk.now() + dt.timedelta(days=n % 9))
        self.life.do("tell_victim", n)

    @precondition(lambda self: self.life.state in UNDER)
    @rule(n=NUMBERS)
    def show_what_was_done(self, n):
        for name in ("do_hours", "tag", "ask_to_pay", "pay", "do_hours", *STRIKES[n % 2]):
            self.life.do(name, n)

    @rule(n=NUMBERS)
    def be_arrested_again(self, n):
        self.life.do("arrest", n)
        if n % 2:
            self.hours_pass(n % 60)
        self.life.do("look_at_arrest", n)

    @precondition(lambda self: self.life.state != "closed")
    @rule(n=NUMBERS)
    def find_help_outside(self, n):
        for name in ("refer_outside", "refer_on", "hear_of_partner"):
            self.life.do(name, n)

    @precondition(lambda self: self.life.facts["shares"])
    @rule(n=NUMBERS)
    def take_back_consent(self, n):
        for one in range(len(self.life.facts["shares"])):
            self.life.do("stop_sharing", n + one)
        self.life.do("refer_on", n)

    @rule(n=NUMBERS)
    def leave_the_office(self, n):
        self.life.do("go_away", n)
        self.days_pass(1 + n % 9)
        if n % 3 == 0:
            self.life.do("come_back", n)

    # ── After ────────────────────────────────────────────────────────────────────────────────

    @rule(n=NUMBERS)
    def close_a_case(self, n):
        close(self.life, n)

    @precondition(lambda self: self.life.state == "closed")
    @rule(n=NUMBERS)
    def reopen_and_close_again(self, n):
        self.months_pass(7)
        self.life.do("reopen", n)
        self.days_pass(1 + n % 9)
        close(self.life, n // 7)
        self.months_pass(7)

    @precondition(lambda self: self.life.state == "closed")
    @rule(n=NUMBERS, years=st.integers(5, 7))
    def review_a_record(self, n, years):
        self.wait(self.life.desk.now() + dt.timedelta(days=366 * years))
        self.life.do(("propose_disposal", "propose_disposal", "keep_record")[n % 3], n)
        if n % 4 == 0:
            self.life.do("reopen", n)
            close(self.life, n)
        self.life.do(("dispose", "dispose", "refuse_disposal")[n // 3 % 3], n // 9)
