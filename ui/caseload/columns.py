"""The columns of the caseload, and how a case stands in one word."""

from datetime import date, datetime

from triage_app.domain.journey import Progress, Stage, StepCode
from triage_app.domain.lateness import Lateness
from triage_app.domain.leaving import Reason
from triage_app.domain.standings import Standing as Kept
from triage_app.domain.workflow import State
from triage_app.services.attention import how_late
from triage_app.services.caseload import CaseloadRow
from triage_app.services.desk import LONDON
from triage_app.texts import Texts
from ui.tables import Column
from ui.theme import Standing, Tone

LOOKS = {
    Kept.KEPT: ("good", Tone.GOOD),
    Kept.ON_COURSE: ("good", Tone.GOOD),
    Kept.NOT_STARTED: ("clock", Tone.MUTED),
    Kept.WAITING: ("wait", Tone.MUTED),
    Kept.AT_RISK: ("warn", Tone.WARN),
    Kept.MISSED: ("not-met", Tone.BAD),
}
STEPS = list(StepCode)
DAYS = date.max.toordinal() + 1  # more than any day's number
# What is late comes first, then what does badly, then what goes well.
ORDER = {one: number for number, one in enumerate(reversed(Kept), start=3)}


def columns(texts: Texts, now: datetime) -> tuple[Column[CaseloadRow], ...]:
    """Return the table's columns in a language."""
    today = now.astimezone(LONDON).date()

    def short(day: date | None) -> str:
        return texts.short_date(day, today) if day else ""

    def due(row: CaseloadRow) -> date | None:
        return row.next_thing.day if row.next_thing else None

    def plain(row: CaseloadRow) -> str:
        return texts.plain_date(row.ends) if row.ends else ""

    def heading(code: str) -> str:
        return texts(f"caseload.{code}")

    return (
        Column("person", heading("person"), lambda row: row.name, lambda row: row.name.casefold(),
               192, bold=True, flag=lambda row: "flag" if row.flagged else ""),
        Column("number", heading("number"), lambda row: row.number, width=92, tone=Tone.MUTED,
               essential=False),
        Column("stage", heading("stage"), lambda row: stage_in_words(texts, row),
               lambda row: STEPS.index(row.step), 112, essential=False),
        Column("assessor", heading("assessor"), lambda row: row.assessor, width=128,
               essential=False),
        Column("standing", heading("standing"), lambda row: standing_of(texts, row, now).word,
               _urgency, 184, standing=lambda row: standing_of(texts, row, now)),
        Column("due", heading("due"), lambda row: short(due(row)), due, 160, essential=False),
        Column("ends", heading("ends"), plain, lambda row: row.ends, 144, essential=False),
        Column("days", heading("to_charge"), lambda row: str(row.days_left),
               lambda row: row.days_left, 96, right=True,
               standing=lambda row: days_of(texts, row)),
    )  # fmt: skip


def stage_in_words(texts: Texts, row: CaseloadRow) -> str:
    """Say which step a case is in; of one that went no further or is closed, shortly why."""
    ended = row.left_code or (row.ended if row.state is State.CLOSED else "")
    return texts(reason_code(ended) if ended else stage_of(row))


def reason_code(reason: str) -> str:
    """Return the code of the words for why a case ended: by a way out, or by an ending."""
    before = reason in set(Reason)
    return f"ways_out.ended_{reason}" if before else f"caseload.ended_{reason}"


def stage_of(row: CaseloadRow) -> str:
    """Return the code of the step a case is in: without a contract its end is services."""
    return Stage(row.step, Progress.NOW, row.contract).name


def standing_of(texts: Texts, row: CaseloadRow, now: datetime) -> Standing:
    """Say how a case stands: what is late, else how its contract is kept, else what is next."""
    due = row.next_thing
    if due is not None and row.lateness in (Lateness.OVERDUE, Lateness.TODAY) and due.calls:
        late = row.lateness is Lateness.OVERDUE
        icon, tone = ("bad", Tone.BAD) if late else ("due", Tone.WARN)
        return Standing(icon, how_late(texts, due, now), tone)
    if row.tight:
        return Standing("warn", texts("caseload.past_safe_day"), Tone.WARN)
    if row.standing is not None:
        icon, tone = LOOKS[row.standing]
        return Standing(icon, texts(f"compliance.standing_{row.standing}"), tone)
    if due is None:
        return Standing("good", texts("caseload.nothing_due"), Tone.MUTED)
    waits = row.lateness in (Lateness.WAITING, Lateness.PUT_OFF)
    return Standing("wait" if waits else "clock", how_late(texts, due, now), Tone.MUTED)


def days_of(texts: Texts, row: CaseloadRow) -> Standing:
    """Say how many days are left to charge: a number alone, bold where it calls."""
    if row.days_left is None:
        code = "no_limit" if row.is_unlimited else "not_known" if row.is_limit_unknown else ""
        return Standing("", texts(f"caseload.{code}") if code else "", Tone.MUTED)
    tone = Tone.BAD if row.late else Tone.WARN if row.tight else Tone.INK
    return Standing("", str(row.days_left), tone)


def _urgency(row: CaseloadRow) -> int:
    """Return one number to sort by: how urgent it is, and among equals its day."""
    due = row.next_thing
    day = due.day if due else date.max
    if due is not None and due.lateness <= Lateness.TODAY:
        rank = int(due.lateness)
    elif row.tight:
        rank = 2
    else:
        rank = ORDER[row.standing] if row.standing else len(ORDER) + 3
    return rank * DAYS + day.toordinal()
