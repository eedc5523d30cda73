"""A machine that lives cases at random: any deed that may come next, any that may not, any day."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.services.life_machine_beside import NUMBERS, STARTS, WAY, Beside, come_along
from tests.services.life_tables import BEFORE, DEEDS, UNDER
from tests.services.verbs_schemes import DURHAM, FORCE, FULL, PILOT, WILTSHIRE

# A quarter of a year after one of these lies a change of the clocks, a 29 February, or neither.
DAYS = ("2026-05-11", "2026-10-22", "2027-03-25", "2027-10-28", "2027-11-26", "2028-02-28")
OTHERS = [FULL, *[DURHAM] * 2, *[WILTSHIRE] * 4, PILOT, PILOT]
WALKS = [replace(FORCE, day=day) for day in DAYS] * 2 + OTHERS
ENDING = ("returned", "completed", "not_taken_on", "ended", "closed")
MISSED = 3  # what `mark` makes of it


def _may(state):
    return [name for name, deed in DEEDS.items() if state in deed.where]


class Lives(Beside):
    """Somebody's case from its referral to long after its end, on a clock that only moves on."""

    def __init__(self, room, tally):
        super().__init__()
        self.room, self.tally = room, tally

    @initialize(walk=st.sampled_from(WALKS), far=st.sampled_from(STARTS), n=NUMBERS)
    def begin(self, walk, far, n):
        self.walk, life = walk, self.room.life(walk, self.tally)
        self.world = life.world
        come_along(life, far, n)
        life.do("refer", n)

    def teardown(self):
        if self.world is not None:
            self.world.must_be_sealed()

    # ── Deeds ────────────────────────────────────────────────────────────────────────────────

    @rule(data=st.data(), n=NUMBERS)
    def do_what_may_come_next(self, data, n):
        self.life.do(data.draw(st.sampled_from(_may(self.life.state))), n)

    @rule(name=st.sampled_from(sorted(DEEDS)), n=NUMBERS)
    def do_anything(self, name, n):
        self.life.do(name, n)

    @rule(name=st.sampled_from(sorted(DEEDS)), who=st.integers(0, 3), n=NUMBERS)
    def do_anything_by_any_hand(self, name, who, n):
        self.life.do(name, n, by=self.life.staff[who])

    @precondition(lambda self: self.life.state in BEFORE)
    @rule(far=st.integers(1, 4), n=NUMBERS)
    def go_on_to_a_contract(self, far, n):
        come_along(self.life, far, n)

    @precondition(lambda self: self.life.state == "live")
    @rule(names=st.lists(st.sampled_from(["fill_in", "draft_for_today", "override"])), n=NUMBERS)
    def vary(self, names, n):
        for name in ("begin_to_vary", "fill_in", *names[:2], "ask_supervisor"):
            self.life.do(name, n)
        answer = ("approve_variation", "return_variation", "abandon_variation")[n // 5 % 3]
        for name in (answer, "draft_for_today", "print"):
            self.life.do(name, n - n % 7)
        self.life.do("refuse_to_sign" if n % 4 == 0 else "sign", n)

    @precondition(lambda self: self.life.state in UNDER)
    @rule(n=NUMBERS)
    def book_and_meet(self, n):
        self.life.do("book", n)
        self.wait_for("meeting")
        self.life.do("mark", n)

    @precondition(lambda self: self.life.state == "live")
    @rule(n=NUMBERS)
    def keep_the_contract(self, n):
        for _ in range(4):
            self.life.do("book", n - n % 5 + 1)
            self.life.do("book", n - n % 5 + 2)
        self.wait_for("contract")
        for _ in range(12):
            self.life.do("come", 0)
        self.life.do("check_arrests", n)
        self.life.do("confirm_completion", n)

    @precondition(lambda self: self.life.state in BEFORE)
    @rule(n=NUMBERS)
    def come_and_keep_it(self, n):
        come_along(self.life, len(WAY), n)
        if self.life.state == "live":
            self.keep_the_contract(n)

    @precondition(lambda self: self.life.state == "live")
    @rule(n=NUMBERS)
    def miss_and_be_warned(self, n):
        self.life.do("book", n)
        self.wait_for("meeting")
        self.life.do("mark", MISSED)
        self.life.do("warn", n)
        self.life.do("give_letter", n)
        self.life.do("review", n)

    @precondition(lambda self: self.life.state == "live")
    @rule(n=NUMBERS)
    def break_the_contract(self, n):
        self.life.do("propose_breach", n)

    @precondition(lambda self: self.life.state == "breach_proposed")
    @rule(name=st.sampled_from(["find_breach", "find_no_breach", "send_breach_back"]), n=NUMBERS)
    def decide_a_breach(self, name, n):
        self.life.do(name, n)

    @precondition(lambda self: self.life.state in BEFORE)
    @rule(n=NUMBERS)
    def decline(self, n):
        for name in ("find_eligible", "make_sheet", "say_no"):
            self.life.do(name, n)

    @precondition(lambda self: self.life.state == "not_taken_on")
    @rule(n=NUMBERS)
    def let_them_go(self, n):
        for name in ("write_to_officer", "offer_services", "let_go"):
            self.life.do(name, n)

    @precondition(lambda self: self.life.state in UNDER)
    @rule(n=NUMBERS)
    def ask_a_partner(self, n):
        self.life.do("refer_on", n)
        self.life.do("hear_of_partner", n)

    @precondition(lambda self: self.life.state in (*BEFORE, *UNDER))
    @rule(n=NUMBERS)
    def end_another_way(self, n):
        self.life.do("end", n)

    @precondition(lambda self: self.life.state == "returned")
    @rule(n=NUMBERS)
    def let_the_time_run_out(self, n):
        self.wait_for("after_last")
        self.life.do("run_out_of_time", n)

    @precondition(lambda self: self.life.state in ENDING)
    @rule(n=NUMBERS)
    def tell_everybody(self, n):
        for name in ("tell_officer", "hear_officer", *["tell_of_ending"] * 3, "settle"):
            self.life.do(name, n)

    @precondition(lambda self: self.life.state in ENDING)
    @rule(data=st.data(), n=NUMBERS)
    def see_it_to_its_end(self, data, n):
        may = [name for name in _may(self.life.state) if name not in ("hand_over", "put_off")]
        self.life.do(data.draw(st.sampled_from(may)), n)
