"""Timelines for the file: all of one, what a filter left, and one without a thing in it."""

import datetime as dt
from dataclasses import replace

from tests.documents import samples
from triage_app.documents.timeline_contents import DonePrinted, SoughtPrinted, TimelineContents
from triage_app.domain.wording import Wording

BY, SUPERVISOR = "Mared Hawthorn", "Teilo Alder"
COMMITTED = Wording("Referral saved", "Cadwyd yr atgyfeiriad")
MARKED = Wording("Attendance recorded", "Cofnodwyd presenoldeb")
AGREED = Wording("Contract agreed", "Cytunwyd ar y contract")


def at(month, day, hour, minute=0, *, year=2026):
    """A moment of UTC, as the log keeps it."""
    return dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)


ALL = TimelineContents(
    case=samples.CASE,
    sought=SoughtPrinted(),
    done=(
        # The night in which the clocks go back: half past one, twice.
        DonePrinted(at(10, 26, 0, 30, year=2025), COMMITTED, BY),
        DonePrinted(at(10, 26, 1, 30, year=2025), COMMITTED, BY),
        DonePrinted(at(1, 17, 22, 5), COMMITTED, BY),
        DonePrinted(at(1, 20, 10), AGREED, SUPERVISOR),
        *(DonePrinted(at(2, day, 9, 30), MARKED, BY) for day in range(1, 28)),
    ),
    of=31,
)
FILTERED = replace(
    ALL,
    sought=SoughtPrinted(
        kind=Wording("Tracking", "Dilyn"),
        by=BY,
        words="record <b> ŵ",
        since=dt.date(2026, 2, 1),
        until=dt.date(2026, 2, 28),
    ),
    done=ALL.done[4:],
)
ONE = replace(ALL, done=ALL.done[:1], of=1)
NOTHING = replace(FILTERED, done=())
