"""Answers that a partner sends as a file: each row matched with its sheet, or explained.

A row says whose it is as well as the sheet's number: a slip in the number must not put one
person's answer on another's record. Nothing is written until all of it was shown.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from triage_app.domain.entry import Unreadable, read_day
from triage_app.domain.names import fold
from triage_app.domain.partner_referral import Stage, reference
from triage_app.domain.partner_reply import (
    MOVES,
    OURS,
    Ended,
    Reply,
    Standing,
    Word,
    follows,
    reply_problems,
)
from triage_app.domain.problems import Problem, Refused
from triage_app.domain.roles import Permission
from triage_app.exchange.custody_log import LogFile
from triage_app.services import audit, partner_replies, table_files
from triage_app.services.access import permit
from triage_app.services.desk import Actor, Desk
from triage_app.services.table_files import Cells, Judged, Preview, Verdict
from triage_app.storage.models import Case, PartnerReferral, Person

SEEN: Final = audit.Deed("partner_file.seen", audit.Category.CONSULTATION)
TAKEN_IN: Final = audit.Deed("partner_file.taken_in", audit.Category.COLLECTION)
FIELDS: Final = ("number", "name", "born", "word", "day", "how_ended", "note")
NEEDED: Final = ("number", "word", "day")
MIDNIGHT: Final = re.compile(r"[ T]00:00(:00)?$")  # what a spreadsheet adds to a day
NUMBER: Final = re.compile(r"(\S+)-R(\d{1,6})", re.IGNORECASE | re.ASCII)
Found = tuple[Judged, PartnerReferral | None, Reply | None]


def look(desk: Desk, actor: Actor, path: str) -> Preview:
    """Judge every row of a partner's file, and write nothing but that it was looked at."""
    permit(actor, Permission.TRACK)
    file = table_files.opened(path)
    there = table_files.columns(file, _headings(desk))
    for name in NEEDED:
        if name not in there:
            heading = _headings(desk)[name][0]
            raise Refused("partner_file.no_column", file=file.name, heading=heading)
    with desk.sessions() as session:
        rows = tuple(one for one, _, _ in _judged(session, desk, file))
    audit.look(desk, actor, SEEN, fields=FIELDS)
    return Preview(file, rows)


def take_in(desk: Desk, actor: Actor, preview: Preview) -> int:
    """Record every good row at once, or none; return how many there were.

    Each is judged again first: what somebody recorded meanwhile stops the whole.
    """
    permit(actor, Permission.TRACK)
    with desk.sessions.begin() as session:
        found = _judged(session, desk, preview.file, held=True)
        table_files.agreed(preview, [one for one, _, _ in found])
        good = [(row, given) for one, row, given in found if one.verdict is Verdict.NEW]
        for row, given in sorted(good, key=lambda pair: _order(pair[1])):
            if row is not None and given is not None:
                partner_replies.write(session, desk, actor, row, given, preview.file.name)
        audit.record(session, desk, actor, TAKEN_IN, fields=FIELDS)
    return preview.good


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────


def _judged(session: Session, desk: Desk, file: LogFile, *, held: bool = False) -> list[Found]:
    """Judge the rows in the order things happened, whichever way round the file has them."""
    read = [_read(desk, row) for row in table_files.cells_of(file, _headings(desk))]
    sheets = _sheets(session, [row.of("number") for row, _, _ in read], held=held)
    said = partner_replies.of_referrals(session, [row.id for row, _ in sheets.values()])
    stands = {
        row.id: partner_replies.standing(row, said.get(row.id, ())) for row, _ in sheets.values()
    }
    known = {
        (number, str(one.word), one.day, one.how_ended, one.note): 0
        for number, heard in said.items()
        for one in heard
    }
    found: dict[int, Found] = {}
    for row, given, problem in sorted(read, key=lambda one: _order(one[1])):
        about = row.of("number")
        problems = [problem] if problem else list(_whose(row, sheets.get(_plain(about))))
        if problems or given is None:
            found[row.line] = (Judged(row.line, about, Verdict.BAD, tuple(problems)), None, None)
            continue
        sheet = sheets[_plain(about)][0]
        judged = _one(row, given, stands[sheet.id], (known, sheet.id, desk.today()))
        if judged.verdict is Verdict.NEW:
            stands[sheet.id] = _after(stands[sheet.id], given)
        found[row.line] = (judged, sheet, given)
    return [found[line] for line in sorted(found)]


def _one(
    row: Cells,
    given: Reply,
    stands: Standing,
    by: tuple[dict[tuple[int, str, date, str, str], int], int, date],
) -> Judged:
    known, number, today = by
    about = row.of("number")
    key = (number, str(given.word), given.day or today, given.how_ended or "", given.note)
    if key in known:
        line = known[key]
        if not line:
            return Judged(row.line, about, Verdict.SAME)
        twice = Problem("number", "partner_file.twice", {"line": line})
        return Judged(row.line, about, Verdict.BAD, (twice,))
    problems = tuple(reply_problems(given, stands, today))
    if not problems:
        known[key] = row.line
    return Judged(row.line, about, Verdict.BAD if problems else Verdict.NEW, problems)


def _after(stands: Standing, given: Reply) -> Standing:
    word = Word(given.word or "")
    stage = follows(stands.stage, word) or stands.stage
    moved = given.day if (stands.stage, word) in MOVES else None
    return replace(stands, stage=Stage(stage), since=moved or stands.since)


def _order(given: Reply | None) -> tuple[date, int]:
    """What happened first comes first; of one day, by the way a referral goes."""
    if given is None or given.day is None or given.word is None:
        return date.max, 0
    return given.day, _WAY.index(Word(given.word))


_WAY: Final = (
    Word.ACCEPTED,
    Word.STARTED,
    Word.ATTENDED,
    Word.MISSED,
    Word.PROGRESS,
    Word.ENDED,
    Word.REFUSED,
)


def _read(desk: Desk, row: Cells) -> tuple[Cells, Reply | None, Problem | None]:
    """Return what a row says, or why it cannot be read."""
    if row.fault is not None:
        return row, None, row.fault
    word = table_files.one_of(row.of("word"), _words(desk))
    if word is None or word in OURS:
        problem = Problem("word", "partner_file.not_a_word", {"said": row.of("word")})
        return row, None, problem
    try:
        day = _day(row.of("day"), desk.today())
    except Unreadable as unreadable:
        return row, None, Problem("day", unreadable.code)
    how = row.of("how_ended")
    ended = table_files.one_of(how, _ends(desk)) if how else None
    if how and ended is None:
        return row, None, Problem("how_ended", "partner_file.not_an_end", {"said": how})
    return row, Reply(word, day, ended if word == Word.ENDED else None, row.of("note")), None


def _day(said: str, today: date) -> date | None:
    said = MIDNIGHT.sub("", said)
    if not said:
        return None
    with suppress(ValueError):
        return date.fromisoformat(said)
    return read_day(said, today)


# ── Whose it is ──────────────────────────────────────────────────────────────────────────────


def _sheets(
    session: Session, numbers: Sequence[str], *, held: bool
) -> Mapping[str, tuple[PartnerReferral, Person]]:
    """Return the sheets that numbers name, by number, with whose they are."""
    named = {_plain(one) for one in numbers}
    cases = {match[1] for one in named if (match := NUMBER.fullmatch(one))}
    query = (
        select(PartnerReferral, Case.number, Person)
        .join(Case, Case.id == PartnerReferral.case_id)
        .join(Person, Person.id == Case.person_id)
        .where(Case.number.in_(cases))
        .order_by(PartnerReferral.id)
    )
    if held:
        query = query.with_for_update(of=PartnerReferral)
    rows = session.execute(query).all()
    return {reference(number, row.number): (row, person) for row, number, person in rows}


def _plain(number: str) -> str:
    return number.strip().upper()


def _whose(row: Cells, sheet: tuple[PartnerReferral, Person] | None) -> Iterator[Problem]:
    """Yield why a row cannot be put to a sheet. It never says whose the sheet is."""
    name, born = row.of("name"), row.of("born")
    if sheet is None:
        yield Problem("number", "partner_file.unknown_number")
    elif not name and not born:
        yield Problem("name", "partner_file.say_whose")
    elif not _is_theirs(name, born, sheet[1]):
        yield Problem("name", "partner_file.another_person")


def _is_theirs(name: str, born: str, person: Person) -> bool:
    """Whether what a row says of the person fits: every word of a name, and the day of birth."""
    theirs = {*fold(f"{person.name} {person.known_as}").split()}
    words = [one for one in fold(name).split() if len(one) > 1]
    if name and not (words and theirs.issuperset(words)):
        return False
    if not born:
        return True
    try:
        return person.born is not None and _day(born, person.born) == person.born
    except Unreadable:
        return False


# ── Words ────────────────────────────────────────────────────────────────────────────────────


def _headings(desk: Desk) -> Mapping[str, Sequence[str]]:
    return {name: _both(desk, f"partner_file.heading_{name}") for name in FIELDS}


def _words(desk: Desk) -> Mapping[str, Sequence[str]]:
    return {str(word): _both(desk, f"partner_file.word_{word}") for word in _WAY}


def _ends(desk: Desk) -> Mapping[str, Sequence[str]]:
    return {str(way): _both(desk, f"partner_reply.ended_{way}") for way in Ended}


def _both(desk: Desk, code: str) -> Sequence[str]:
    return desk.texts("en")(code), desk.texts("cy")(code)
