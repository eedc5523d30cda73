"""What the sample papers of an ending say: nobody in them is real."""

import datetime as dt
from dataclasses import replace

from tests.documents import samples
from triage_app.documents.ending_contents import (
    ConsentWithdrawnContents,
    EndedContents,
    EndLetterContents,
    HandedOverContents,
    KeptLetterContents,
    NewOfficerContents,
    PartnerEndedContents,
    PartnerReopenedContents,
    ReopenedContents,
)
from triage_app.domain.other_ends import End

TERM = (samples.START, samples.END)
SERVICE = "Practice Recovery Service"


def ended(code, form=EndedContents, **more):
    """Return how a contract ended another way, as the scheme has it."""
    end = samples.SCHEME.end(code)
    told = {
        "case": samples.CASE,
        "code": code,
        "returns": end.returns,
        "day": dt.date(2026, 4, 13),
        "reason": "Their sister rang, and gave the new address.",
        "to_whom": "",
        "recorded_by": "Mared Hawthorn",
        "recorded_on": samples.BREACH_DAY,
        "term": TERM,
        "conditions": samples.STANDINGS,
    }
    return form(**(told | more))


ENDS = {one: ended(one) for one in End}
TRANSFERRED = ended(
    End.TRANSFERRED, HandedOverContents, to_whom="Practice Diversion Scheme, Durham"
)
REOPENED = ReopenedContents(
    case=samples.CASE,
    ended=samples.SCHEME.end(End.MOVED_AWAY).name,
    ended_on=dt.date(2026, 4, 7),
    why="They came back after a week, and want to go on.",
    reopened_by="Eleri Nightingale",
    reopened_on=samples.BREACH_DAY,
    ends=samples.END,
)
NEW_OFFICER = NewOfficerContents(
    case=samples.CASE,
    before="PC Rowan Kestrel 0417",
    since=dt.date(2026, 4, 13),
    told="The last day to charge, and that a contract runs.",
    state="live",
    term=TERM,
    conditions=samples.STANDINGS,
)
PARTNER_ENDED = PartnerEndedContents(
    case=samples.NUMBER,
    numbers=(f"{samples.NUMBER}-R1",),
    service=SERVICE,
    ended_on=dt.date(2026, 4, 13),
    assessor=samples.ASSESSOR,
    stops=False,
    kept=True,
)
PARTNER_REOPENED = PartnerReopenedContents(
    case=samples.NUMBER,
    numbers=(f"{samples.NUMBER}-R1",),
    service=SERVICE,
    ended_on=dt.date(2026, 4, 13),
    reopened_on=dt.date(2026, 4, 20),
    assessor=samples.ASSESSOR,
)
END_LETTER = EndLetterContents(
    number=samples.NUMBER,
    participant="Osian Thistlewood",
    address=samples.ADDRESS,
    assessor=samples.ASSESSOR,
    code=End.MOVED_AWAY,
    ended_on=dt.date(2026, 4, 13),
    returns=True,
    contract=True,
    support=(SERVICE,),
)
LETTERS = {code: replace(END_LETTER, code=code) for code in ("returned", "withdrawn")}
GOES_ON = replace(PARTNER_ENDED, kept=False)
STOPS = replace(PARTNER_ENDED, kept=False, stops=True)
KEPT_LETTER = KeptLetterContents(
    number=samples.NUMBER,
    participant="Osian Thistlewood",
    address=samples.ADDRESS,
    assessor=samples.ASSESSOR,
    ends=samples.END,
    outcome=samples.SCHEME.outcomes[0].name,
    support=(SERVICE,),
)
WITHDRAWN = ConsentWithdrawnContents(
    case=samples.NUMBER,
    numbers=(f"{samples.NUMBER}-R1", f"{samples.NUMBER}-R3"),
    service=SERVICE,
    withdrawn_on=dt.date(2026, 4, 13),
    assessor=samples.ASSESSOR,
)
WITHDRAWN_IN_PART = replace(
    WITHDRAWN, numbers=(f"{samples.NUMBER}-R1",), goes_on=(f"{samples.NUMBER}-R3",)
)
