"""A breach as it is proposed in full: quoted from the record, and heard from both sides."""

import datetime as dt
from dataclasses import replace

from tests.documents import samples
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
