"""A sheet about a victim and letters to one, in every way they are made."""

import datetime as dt
from dataclasses import replace

from tests.documents import samples
from triage_app.documents.for_partners import ReachedPrinted
from triage_app.documents.for_victims import VictimLetterContents, VictimSheetContents

SHEET = VictimSheetContents(
    number="DP-26-0147-V1",
    service="Practice Restorative Partnership",
    purpose="ask",
    assessor=samples.ASSESSOR,
    victim="Nerys Lapwing",
    contact_person="",
    enhanced=True,
    enhanced_why=("vulnerable", "targeted"),
    language="cy",
    language_name="",
    large_print=False,
    told_by="telephone",
    reached=ReachedPrinted("01632 960333", False, "Her brother", "weekday mornings"),
    email="",
    address=("7 Hidden Close", "Llanelli"),
    offences=samples.CONTRACT.offences,
    answer_by=dt.date(2026, 1, 27),
)
SHEET_ARRANGE = replace(
    SHEET,
    purpose="arrange",
    victim="Siop y Gornel Cyf",
    contact_person="Mrs Fflur Redshank",
    enhanced=False,
    enhanced_why=(),
    reached=ReachedPrinted(),
    email="fflur@siop.example",
    large_print=True,
    participant="Osian Thistlewood",
    asks="She would rather write than meet.",
)
LETTER = VictimLetterContents(
    number="DP-26-0147",
    victim="Nerys Lapwing",
    contact_person="",
    address=("7 Hidden Close", "Llanelli", "SA15 1AA"),
    assessor=samples.ASSESSOR,
    event="contract",
    happened_on=dt.date(2026, 1, 20),
    offences=samples.CONTRACT.offences,
    restorative="open",
)
LETTER_COMPANY = replace(
    LETTER,
    victim="Siop y Gornel Cyf",
    contact_person="Mrs Fflur Redshank",
    event="completed",
    restorative="no",
)
