"""A partner's referral sheet, for a condition and for support outside a contract."""

import datetime as dt
from dataclasses import replace

from tests.documents import samples
from triage_app.documents.contents import ReferralContents
from triage_app.documents.for_partners import AccessPrinted, ReachedPrinted
from triage_app.domain.wording import Wording

REFERRAL = ReferralContents(
    number="DP-26-0147-R1",
    service="Practice Recovery Service, Haverfordwest",
    purpose=Wording("Alcohol", "Alcohol"),
    assessor=samples.ASSESSOR,
    participant="Osian Thistlewood",
    known_as="Osh",
    reached=ReachedPrinted("01632 960188", False, "My sister", "after 5pm"),
    told=("contact", "born", "need", "access", "safety"),
    consent=(samples.START, "on_the_sheet"),
    answer_by=dt.date(2026, 1, 27),
    born=dt.date(1998, 2, 3),
    access=AccessPrinted("cy", None, "", ("step_free", "easy_words"), "Reads with difficulty."),
    safety="Nothing that you need to know.",
    asks="Drinks more than wanted, and wants help with it.",
    condition=samples.CONDITIONS[2],
)
REFERRAL_OUTSIDE = replace(
    REFERRAL,
    told=("contact",),
    known_as="",
    reached=ReachedPrinted(),
    born=None,
    access=None,
    safety="",
    asks="",
    condition=None,
    consent=(samples.START, "telephone"),
)
