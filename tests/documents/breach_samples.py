"""A breach as it is proposed in full: quoted from the record, and heard from both sides."""

import datetime as dt
from dataclasses import replace

from tests.documents import samples
from triage_app.documents.contents import ProsecutionContents
from triage_app.documents.for_prosecution import Attached, RowPrinted, Section
from triage_app.domain.wording import Wording

BREACH = replace(
    samples.BREACH,
    quoted=(
        (
            dt.date(2026, 2, 16),
            Wording(
                "Drugs and alcohol, Monday 16 February 2026, 10:30. Missed, nothing excuses it.",
                "Cyffuriau ac alcohol, dydd Llun 16 Chwefror 2026, 10:30. Wedi’i golli, rheswm "
                "annerbyniol.",
            ),
        ),
        (
            dt.date(2026, 2, 18),
            Wording(
                "Written warning: the letter was made, and given on 18 February 2026 (In person).",
                "Llythyr: gwnaed y llythyr. Rhoddwyd: 18 Chwefror 2026 (Wyneb yn wyneb).",
            ),
        ),
    ),
    account="“I have no time for this.” Told on 14 April that the case goes to a supervisor.",
    effect="She had hoped that the drinking would be dealt with.",
)
RECORDED = Wording("Recorded by Mared Hawthorn.", "Cofnodwyd gan Mared Hawthorn.")
PROSECUTION = ProsecutionContents(
    case=samples.CASE,
    starts=samples.START,
    ends=samples.END,
    pieces=(
        # What is not as it was filed: a sheet stands in its place.
        Attached(
            title=Wording("Notice of breach to the officer", "Hysbysiad tor-amod i’r swyddog"),
            dated=samples.BREACH_DAY,
            seal="9f3ac21b" * 8,
            pdf=None,
            code="M6H2Q9T4W7X3C8VN",
        ),
        Section(
            "eligibility",
            (
                RowPrinted(samples.at((2, 9), 10, 30), RECORDED),
                RowPrinted(
                    Wording("Lives in the force area", "Yn byw yn ardal yr heddlu"),
                    Wording("Met. SA61 lies in the area.", "Wedi’i fodloni. Mae SA61 yn yr ardal."),
                ),
            ),
        ),
        Section("admission", (RowPrinted(samples.at((2, 9), 9, 15), RECORDED),)),
        Section("consent", (RowPrinted(samples.BREACH_DAY, RECORDED),)),
        Section(
            "attendance",
            tuple(RowPrinted(samples.at((2, day), 10, 30), RECORDED) for day in range(1, 29)),
        ),
        Section("letters", ()),
        Section(
            "decision",
            (
                RowPrinted(samples.BREACH_DAY, RECORDED),
                RowPrinted(Wording("Reason", "Rheswm"), RECORDED),
            ),
        ),
    ),
    lacking=(Wording("A signed copy of the contract.", "Copi wedi’i lofnodi o’r contract."),),
)
