"""The columns of the custody log, and those of the rows of a file before they are taken in."""

from datetime import datetime

from triage_app.domain.custody_log import as_printed
from triage_app.services.custody_log import Waiting
from triage_app.services.custody_preview import Preview, PreviewRow, Verdict, sentence
from triage_app.services.desk import LONDON
from triage_app.texts import Texts
from ui.tables import Column
from ui.theme import Standing, Tone

VERDICTS = {
    Verdict.NEW: ("plus", Tone.ACCENT),
    Verdict.CHANGED: ("swap", Tone.WARN),
    Verdict.SAME: ("good", Tone.MUTED),
    Verdict.AGAIN: ("good", Tone.MUTED),
    Verdict.BAD: ("bad", Tone.BAD),
}


def waiting_columns(texts: Texts, now: datetime) -> tuple[Column[Waiting], ...]:
    """Return the columns of the list in a language; the rest stands beside the row chosen."""

    def named(name: str) -> str:
        return texts(f"custody_log.column_{name}")

    def moment(row: Waiting) -> str:
        return moment_words(texts, row.entry.arrested, now)

    def born(row: Waiting) -> str:
        return texts.plain_date(row.entry.born) if row.entry.born else ""

    return (
        Column("name", named("name"), lambda row: as_printed(row.entry.name),
               lambda row: row.entry.name.casefold(), 160, bold=True),
        Column("born", named("born"), born, lambda row: row.entry.born, 144, essential=False),
        Column("arrested", named("arrested"), moment, lambda row: row.entry.arrested, 212),
        Column("known", named("known"), lambda row: known_of(texts, row).word,
               lambda row: known_of(texts, row).word or None, 152,
               standing=lambda row: known_of(texts, row)),
        Column("offence", named("offence"), offence_words, width=112),
    )  # fmt: skip


def preview_columns(
    texts: Texts, preview: Preview, now: datetime
) -> tuple[Column[PreviewRow], ...]:
    """Return the columns of a file's rows in a language."""

    def named(name: str) -> str:
        return texts(f"custody_log.column_{name}")

    def moment(row: PreviewRow) -> str:
        return moment_words(texts, row.entry.arrested, now) if row.entry else ""

    return (
        Column("line", named("line"), lambda row: str(row.line), lambda row: row.line, 56,
               right=True),
        Column("verdict", named("verdict"), lambda row: verdict_of(texts, row).word,
               lambda row: list(reversed(Verdict)).index(row.verdict), 148,
               standing=lambda row: verdict_of(texts, row)),
        Column("record", named("record"), lambda row: row.custody_record, width=124,
               essential=False),
        Column("name", named("name"), lambda row: row.name, width=180, bold=True),
        Column("arrested", named("arrested"), moment,
               lambda row: row.entry.arrested if row.entry else None, 212, essential=False),
        Column("said", named("said"), lambda row: sentence(preview, row, texts), width=332),
    )  # fmt: skip


def moment_words(texts: Texts, at: datetime | None, now: datetime) -> str:
    """Write a moment for a row; nothing where there is none."""
    if at is None:
        return ""
    local, today = at.astimezone(LONDON), now.astimezone(LONDON).date()
    return f"{texts.short_date(local.date(), today)} {texts.time(at)}"


def offence_words(row: Waiting) -> str:
    """Name the offences of an entry: by their words, or by their codes."""
    return "; ".join(one.title or one.code for one in row.entry.offences)


def known_of(texts: Texts, row: Waiting) -> Standing:
    """Say whether somebody is known, or has an open case."""
    if any(one.case_id for one in row.known):
        return Standing("warn", texts("custody_log.known_live"), Tone.WARN)
    if row.known:
        return Standing("person", texts("custody_log.known_person"), Tone.MUTED)
    return Standing("", "", Tone.MUTED)


def verdict_of(texts: Texts, row: PreviewRow) -> Standing:
    """Say in a word what taking in a row would do."""
    icon, tone = VERDICTS[row.verdict]
    return Standing(icon, texts(f"custody_log.verdict_{row.verdict}"), tone)
