"""A contract that is varied: what its paper is given."""

import datetime as dt
from dataclasses import replace

from tests.documents import samples
from triage_app.documents.contents import MeetingPrinted, VariationContents
from triage_app.domain.contribution import Account
from triage_app.domain.wording import Wording

LATER = replace(
    samples.CONDITIONS[2],
    text=samples.text_of("DA2", sessions=Wording("8 meetings", "8 cyfarfod"), due=samples.DUE),
    first_meeting=None,
)
LATER_DUE = dt.date(2026, 5, 1)
VARIATION = VariationContents(
    number=samples.NUMBER,
    issues=(2, 3),
    participant="Osian Thistlewood",
    assessor=samples.ASSESSOR,
    signed_on=samples.START,
    ends=(samples.END, dt.date(2026, 5, 13)),
    asked_by="participant",
    why="You start work on 2 March & cannot come on Mondays <any more>.",
    places=(
        (3, samples.CONDITIONS[2], LATER),
        (4, samples.CONDITIONS[3], None),
        (5, None, samples.CONDITIONS[4]),
    ),
    same=(samples.CONDITIONS[0].title, samples.CONDITIONS[1].title),
)
PAYS = Account(60_00, dt.date(2026, 3, 20))
VARIATION_PAYING = replace(VARIATION, paid=(PAYS, replace(PAYS, pence=30_00, due=LATER_DUE)))
VARIATION_MET = replace(
    VARIATION,
    ends=(samples.END, samples.END),
    asked_by="service",
    places=VARIATION.places[:1],
    paid=(PAYS, PAYS),
    off=(
        MeetingPrinted(
            samples.at((3, 5), 14), samples.SCHEME.condition("FB1").title, "Otter Advice Centre"
        ),
    ),
    coming=(
        MeetingPrinted(
            samples.at((3, 9), 10, 30),
            samples.SCHEME.condition("DA2").title,
            "Pebble Lane Recovery",
        ),
    ),
)
