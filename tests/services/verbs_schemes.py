"""Verbs that walk a scheme: a suite on its day, somebody referred there, the first meeting."""

import datetime as dt
from dataclasses import dataclass, replace

from tests.services.verbs_consent import YES as AGREED
from tests.services.verbs_consent import a_slot
from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from triage_app.domain.eligibility import Decision
from triage_app.domain.workflow import Event
from triage_app.services import bookings, consent
from triage_app.services.eligibility import advise, decide

ELIGIBLE, NOT_ELIGIBLE = Event.DECIDED_ELIGIBLE, Event.DECIDED_NOT_ELIGIBLE


@dataclass(frozen=True)
class Walk:
    """A suite on a day, somebody who is referred there, and the version that takes them."""

    version: str
    suite: str
    day: str
    postcode: str
    number: str  # the first case's
    sex: str = "male"

    @property
    def released(self):
        return dt.datetime.fromisoformat(f"{self.day}T07:00+00:00")

    @property
    def someone(self):
        return someone(postcode=self.postcode, sex=self.sex)

    @property
    def stay(self):
        return a_stay(
            suite=self.suite,
            arrested=self.released - dt.timedelta(hours=14),
            released=self.released,
        )

    @property
    def offence(self):
        day = self.released.date() - dt.timedelta(days=1)
        return an_offence(first_day=day, postcode=self.postcode)

    def refer(self, desk, actor, **changes):
        given = {"person": self.someone, "custody": self.stay, "offences": [self.offence]}
        return refer(desk, actor, **(given | changes))


FORCE = Walk("dyfed-powys-2019-11", "llanelli", "2026-05-11", "SA14 1AA", "DP-26-0001")
FULL = Walk("dyfed-powys-2018-04", "haverfordwest", "2018-05-14", "SA61 1AA", "DP-18-0001")
PILOT = Walk(
    "haverfordwest-women-2016-01", "haverfordwest", "2016-06-13", "SA61 1AA", "HW-16-0001", "female"
)
DURHAM = Walk("durham-checkpoint-2015-04", "durham", "2026-05-11", "DH1 1AA", "DC-26-0001")
WILTSHIRE = Walk("wiltshire-deferred-2021-01", "swindon", "2026-05-11", "SN1 1AA", "WD-26-0001")
WALKS = [FORCE, FULL, PILOT, DURHAM, WILTSHIRE]
WITH_CONTRACT = [FORCE, FULL, DURHAM, WILTSHIRE]


def decided(desk, actor, case_id, outcome=ELIGIBLE):
    advice = advise(desk, actor, case_id)
    decide(desk, actor, case_id, Decision(outcome, "As I found it", advice.eligibility.digest))


def booked(desk, actor, walk):
    """Take a walk to its first meeting, every step by its own use case."""
    case_id = walk.refer(desk, actor)
    decided(desk, actor, case_id)
    consent.issue_sheet(desk, actor, case_id, "en")
    consent.record(desk, actor, case_id, replace(AGREED, day=walk.released.date()))
    starts = walk.released + dt.timedelta(hours=26)
    bookings.book(desk, actor, case_id, a_slot(starts=starts))
    return case_id
