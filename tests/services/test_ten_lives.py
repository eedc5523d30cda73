"""Invented lives, four months and more, on one clock that only moves on: one of each ending.

Every morning is looked at: whatever is open has a next thing, whatever was returned is watched, and
no contract runs past its safe day unless somebody let it. `pytest --lives FOLDER` keeps the papers.
"""

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from tests.services import verbs_lives as lives
from tests.services.verbs_consent import NO as DECLINED
from tests.services.verbs_schemes import FORCE, NOT_ELIGIBLE, decided
from tests.services.verbs_tracking import (
    AGAINST,
    FOR,
    decide,
    look_for_arrests,
    offend,
    propose,
    seen,
)
from triage_app.domain import attention as rules
from triage_app.domain.ending import Reported
from triage_app.domain.leaving import Offer
from triage_app.domain.other_ends import End
from triage_app.domain.other_ends import Given as OtherEnd
from triage_app.domain.prosecution import Sending
from triage_app.domain.sharing import How
from triage_app.domain.withdrawal import Given
from triage_app.domain.workflow import OPEN, State
from triage_app.services import (
    consent,
    endings,
    other_ends,
    outcomes,
    ways_out,
    withdrawals,
)
from triage_app.services.desk import LONDON
from triage_app.services.watch import see
from triage_app.storage.models import AuditEntry, Case, Ending, Paper, WayOut

BY_HAND = Sending("PC Rowan Kestrel", "by_hand")

BEGINS = dt.date(2026, 5, 11)
WATCHES = {"officer", "acknowledgement", "proceedings", "charge", "outcome"}
SUMMARY = {"code": "CJ88116", "title": "Assault by beating", "category": "CS"}  # six months


class Life:
    """Somebody's case: a story that yields the moment it goes on at, told by its ending."""

    def __init__(self, world, number, ending):
        self.desk, self.assessor, self.supervisor, self.service = world
        day = BEGINS + dt.timedelta(days=number)
        self.walk, self.number = replace(FORCE, day=day.isoformat()), number
        self.language = LANGUAGES[number % 2]
        self.case_id = None
        self.story = getattr(self, ending)()

    @property
    def who(self):
        return self.desk, self.assessor, self.case_id

    def seen(self):
        return seen(self.desk, self.case_id)

    # ── Before a contract ────────────────────────────────────────────────────────────────────

    def referred(self, **offence):
        yield self.walk.released + dt.timedelta(hours=2, minutes=30)
        given = replace(self.walk.offence, **offence)
        self.case_id = lives.referred(
            self.desk, self.assessor, self.walk, self.number, self.language, offences=[given]
        )

    def agrees_to_it(self):
        who = (self.desk, self.assessor, self.walk, self.case_id)
        lives.consented(*who, self.language)

    def let_go(self):
        """Tell the officer, offer services all the same, and close."""
        yield self.desk.now() + dt.timedelta(days=1)
        ways_out.issue_letter(*self.who, self.language)
        ways_out.offer_services(*self.who, Offer(offered=True, accepted=False))
        yield self.desk.now() + dt.timedelta(days=1)
        ways_out.close(*self.who)

    def not_suitable(self):
        yield from self.referred()
        decided(*self.who, NOT_ELIGIBLE)
        yield from self.let_go()

    def declined(self):
        yield from self.referred()
        decided(*self.who)
        consent.issue_sheet(*self.who, self.language)
        consent.record(*self.who, replace(DECLINED, day=self.walk.released.date()))
        yield from self.let_go()

    def consents(self):
        yield from self.referred()
        self.agrees_to_it()
        yield self.desk.now() + dt.timedelta(hours=5)

    def withdrew(self):
        yield from self.consents()
        withdrawals.withdraw(*self.who, Given(self.desk.today(), How.TELEPHONE))
        yield from self.let_go()

    def charged(self):
        yield from self.consents()
        ways_out.take(*self.who, "charged", "The officer telephoned")
        yield from self.let_go()

    # ── Under contract ───────────────────────────────────────────────────────────────────────

    def contracted(self, **offence):
        yield from self.referred(**offence)
        self.agrees_to_it()
        yield lives.first_booked(self.desk, self.assessor, self.walk, self.case_id)
        lives.assessed(self.desk, self.assessor, self.walk, self.case_id)
        who = (self.desk, self.assessor, self.walk, self.case_id)
        self.ends = lives.agreed(*who, self.service, language=self.language)
        first = self.desk.now() + dt.timedelta(days=9, minutes=70 * self.number)
        lives.plan(*self.who, first)

    def comes(self):
        """Come to every meeting, until the morning after the contract's last day."""
        for week in range(1, 6):
            yield self.walk.released + dt.timedelta(days=3 + 7 * week, hours=10)
            lives.attended(*self.who)
        yield dt.datetime.combine(self.ends, dt.time(9), LONDON) + dt.timedelta(days=1)

    def is_completed(self):
        look_for_arrests(*self.who)
        outcomes.confirm_completion(*self.who[:2], self.seen(), "22", self.language)
        yield self.desk.now() + dt.timedelta(days=2)
        outcomes.record_told(*self.who, self.desk.today())
        outcomes.record_acknowledgement(*self.who, self.desk.today())
        yield self.desk.now() + dt.timedelta(days=12)
        outcomes.record_outcome(*self.who[:2], self.seen(), Reported("22", self.desk.today()))

    def completed(self):
        yield from self.contracted()
        yield from self.comes()
        yield from self.is_completed()

    def not_breached(self):
        yield from self.contracted()
        yield self.desk.now() + dt.timedelta(days=8)
        decide(self.desk, self.supervisor, propose(*self.who), FOR)
        yield from self.comes()
        yield from self.is_completed()

    def is_returned(self):
        yield self.desk.now() + dt.timedelta(days=20)
        waiting = propose(*self.who)
        yield self.desk.now() + dt.timedelta(days=2)
        decide(self.desk, self.supervisor, waiting, AGAINST, self.language)

    def reported(self, result, days):
        yield self.desk.now() + dt.timedelta(days=days)
        given = Reported(result, self.desk.today())
        outcomes.record_proceedings(*self.who[:2], self.seen(), given)

    def prosecuted(self):
        yield from self.contracted()
        yield from self.is_returned()
        outcomes.record_told(*self.who, self.desk.today(), BY_HAND)
        yield from self.reported("proceedings_begun", 21)

    def out_of_time(self):
        yield from self.contracted(**SUMMARY)
        yield from self.is_returned()
        yield from self.reported("out_of_time", 190)

    def offended(self):
        yield from self.contracted()
        yield self.desk.now() + dt.timedelta(days=11)
        offend(*self.who, self.desk.today() - dt.timedelta(days=2))
        yield from self.is_returned()
        yield from self.reported("proceedings_begun", 5)

    def withdrawn(self):
        yield from self.contracted()
        yield self.desk.now() + dt.timedelta(days=40)
        given = Given(self.desk.today(), How.TELEPHONE, "I have work")
        withdrawals.withdraw(*self.who, given, self.language)
        yield from self.reported("proceedings_declined", 15)

    # ── Another end ──────────────────────────────────────────────────────────────────────────

    def is_ended(self, end, reason, to_whom=""):
        given = OtherEnd(end, self.desk.today(), reason, to_whom)
        other_ends.end_case(*self.who[:2], self.seen(), given, self.language)

    def is_settled(self):
        """Tell the officer and everybody else, and close."""
        yield self.desk.now() + dt.timedelta(days=1)
        outcomes.record_told(*self.who, self.desk.today())
        outcomes.record_acknowledgement(*self.who, self.desk.today())
        for one in endings.told(*self.who):
            endings.tell(*self.who[:2], one.id, self.desk.today(), "telephone")
        yield self.desk.now() + dt.timedelta(days=1)
        other_ends.settle(*self.who[:2], self.seen())

    def moved_away(self):
        yield from self.contracted()
        yield self.desk.now() + dt.timedelta(days=33)
        self.is_ended(End.MOVED_AWAY, "Lives with a brother in Leeds now.")
        outcomes.record_told(*self.who, self.desk.today(), BY_HAND)
        yield from self.reported("proceedings_declined", 9)

    def in_prison(self):
        yield from self.contracted(**SUMMARY)
        yield self.desk.now() + dt.timedelta(days=26)
        self.is_ended(End.IN_PRISON, "Remanded on another matter.")
        outcomes.record_told(*self.who, self.desk.today(), BY_HAND)
        yield from self.reported("proceedings_begun", 12)

    def died(self):
        yield from self.contracted()
        yield self.desk.now() + dt.timedelta(days=21)
        self.is_ended(End.DIED, "The coroner’s officer rang.")
        yield from self.is_settled()

    def transferred(self):
        yield from self.contracted()
        yield self.desk.now() + dt.timedelta(days=18)
        self.is_ended(End.TRANSFERRED, "Lives in Durham now.", "Durham Checkpoint")
        yield from self.is_settled()

    def opened_in_error(self):
        yield from self.referred()
        yield self.desk.now() + dt.timedelta(days=1)
        self.is_ended(End.OPENED_IN_ERROR, "Another person of that name.")
        yield from self.is_settled()

    def under_age(self):
        yield from self.consents()
        self.is_ended(End.UNDER_AGE, "The birth certificate: born in 2009.")
        outcomes.record_told(*self.who, self.desk.today(), BY_HAND)
        yield from self.reported("proceedings_declined", 4)


LANGUAGES = ("en", "cy")
ENDINGS = {
    "completed": "22",
    "not_breached": "22",
    "prosecuted": "proceedings_begun",
    "out_of_time": "out_of_time",
    "offended": "proceedings_begun",
    "withdrawn": "proceedings_declined",
    "not_suitable": "not_suitable",
    "declined": "declined",
    "withdrew": "withdrew",
    "charged": "charged",
    "moved_away": "proceedings_declined",
    "in_prison": "proceedings_begun",
    "died": None,
    "transferred": None,
    "opened_in_error": None,
    "under_age": "proceedings_declined",
}


@pytest.fixture
def world(at, assessor, supervisor):
    desk = at(FORCE)
    service = lives.a_service(desk, supervisor, desk.schemes.version(FORCE.version))
    return desk, assessor, supervisor, service


def lived(world, clock, every_morning):
    """Let the lives go on, whichever is next, each morning between looked at; return them."""
    all_lives = [Life(world, number, one) for number, one in enumerate(ENDINGS, start=1)]
    waiting = {one: next(one.story) for one in all_lives}
    morning = BEGINS + dt.timedelta(days=1)
    while waiting:
        life = min(waiting, key=lambda one: (waiting[one], one.number))
        while (at := dt.datetime.combine(morning, dt.time(6), LONDON)) <= waiting[life]:
            clock.now = max(at.astimezone(dt.UTC), clock.now)
            every_morning(world[0])
            morning += dt.timedelta(days=1)
        clock.now = max(waiting.pop(life).astimezone(dt.UTC), clock.now)
        following = next(life.story, None)
        if following is not None:
            waiting[life] = following
    return all_lives


def look_over(desk):
    """Assert what must hold on any morning; return how many cases are open."""
    with desk.sessions() as session:
        sighted = see(session, desk, select(Case.id).where(Case.state.in_(OPEN)))
        for one in sighted:
            dues = rules.due(one.watched, one.scheme, desk.now())
            assert dues, (one.case.number, one.case.state)
            if one.case.state in (State.RETURNED, State.COMPLETED):
                assert {due.kind.value for due in dues} & WATCHES, one.case.number
            course, safe = one.watched.course, one.clock.safe_day
            if course is not None and safe is not None:
                assert course.ends <= safe or one.case.term_by, one.case.number
        return len(sighted)


@pytest.mark.parametrize(
    "database", ["embedded", pytest.param("shared", marks=pytest.mark.slow)], indirect=True
)
def test_lives_end_each_in_its_own_way_and_none_is_left_alone(
    world, clock, rows, pytestconfig, tmp_path
):
    mornings, entries = [], []

    def every_morning(desk):
        mornings.append(look_over(desk))
        with desk.sessions() as session:
            entries.append(session.scalar(select(func.count()).select_from(AuditEntry)))

    all_lives = lived(world, clock, every_morning)

    assert len(mornings) > 200
    assert max(mornings) >= 6
    assert entries == sorted(entries)
    assert {one.state for one in rows(Case)} == {State.CLOSED}
    results = {one.case_id: one.result for one in rows(Ending)}
    results |= {one.case_id: one.reason for one in rows(WayOut)}
    assert {one: results[life.case_id] for one, life in zip(ENDINGS, all_lives, strict=True)} == (
        ENDINGS
    )
    kinds = keep_papers(world[0], Path(pytestconfig.getoption("lives") or tmp_path))
    assert kinds >= {"INFO", "CONTRACT", "COMPLETED", "BREACH", "NOT_BREACH", "NOT_TAKEN_ON"}
    assert kinds >= {"ENDED", "END_LETTER", "HANDED_OVER", "PARTNER_ENDED"}


def keep_papers(desk, folder):
    """Write every paper to a folder, each read back; return their kinds."""
    folder.mkdir(parents=True, exist_ok=True)
    with desk.sessions() as session:
        query = select(Case.number, Paper.id, Paper.kind, Paper.pdf)
        found = session.execute(query.join(Case, Case.id == Paper.case_id).order_by(Paper.id)).all()
    for number, paper, kind, pdf in found:
        pages = PdfReader(io.BytesIO(pdf)).pages
        assert all(page.extract_text().strip() for page in pages)
        (folder / f"{number}-{paper:03}-{kind}.pdf").write_bytes(pdf)
    return {kind for _, _, kind, _ in found}
