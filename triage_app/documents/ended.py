"""To the officer, a receiver or a service: ended another way, reopened, or taken over."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents import officer
from triage_app.documents.contents import CasePrinted, Mark
from triage_app.documents.ending_contents import (
    EndedContents,
    HandedOverContents,
    NewOfficerContents,
    PartnerEndedContents,
    PartnerReopenedContents,
    ReopenedContents,
    ToTheOfficer,
)
from triage_app.documents.faces import OFFICE
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.standings import by, contract, standings
from triage_app.documents.voice import Voice, long_date, opening
from triage_app.domain.other_ends import NOBODY_WAITS, End
from triage_app.texts import Texts

GAP: Final = 3.5 * mm
WAITING: Final = ("live", "breach_proposed", "returned", "completed", "ended", "not_taken_on")


def say(line: str, texts: Texts, /, **values: object) -> str:
    """Say a line of these papers."""
    return texts(f"paper_ended.{line}", **values)


def ended(contents: EndedContents, mark: Mark, voice: Voice) -> Paper:
    """Return the notice to the officer: the clock first, then what happened and what is asked.

    Of somebody who died there is no time to charge to mind.
    """
    hand, texts = Hand.at(OFFICE, voice), voice.main
    items = [
        _title(hand, say(f"title_{contents.code}", texts)),
        officer.case(hand, contents.case, *_term(texts, contents)),
        *officer.facts(hand, "happened", list(_happened(texts, contents))),
        *_conditions(hand, contents),
        officer.ask(hand, _asked(contents, texts)),
    ]
    if contents.returns:
        ticks = ("will_charge", "will_not_charge", "need_more")
        items.append(officer.answer(hand, ticks, "why_or_what", "who_and_when"))
    return _notice(hand, contents, mark, items)


def handed_over(contents: HandedOverContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet to whoever takes a case over, with everything they need to go on."""
    hand, texts = Hand.at(OFFICE, voice), voice.main
    pairs = [
        (officer.say("to", texts), contents.to_whom),
        *officer.about_whom(texts, contents.case),
        (say("officer", texts), officer_named(contents.case)),
        *_term(texts, contents),
    ]
    items = [
        _title(hand, say("handed_over_title", texts)),
        Item("text", hand.facts(pairs), "case", gap=3 * mm),
        *officer.facts(hand, "happened", list(_happened(texts, contents))),
        *_conditions(hand, contents),
        officer.ask(hand, say("ask_handed_over", texts)),
        officer.answer(hand, ("we_have_it", "we_cannot"), "why_or_what", "who_and_when"),
    ]
    return _notice(hand, contents, mark, items)


def reopened(contents: ReopenedContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter that says an ending did not hold, and the case goes on."""
    hand, texts = Hand.at(OFFICE, voice), voice.main
    happened = [
        (say("was", texts), contents.ended[texts.language]),
        (say("told_you_on", texts), opening(long_date(texts, contents.ended_on))),
        (say("why_reopened", texts), contents.why),
        (say("reopened_by", texts), by(texts, contents.reopened_by, contents.reopened_on)),
    ]
    if contents.ends:
        happened.append((officer.say("contract", texts), _until(texts, contents)))
    items = [
        _title(hand, say("reopened_title", texts)),
        officer.case(hand, contents.case),
        *officer.facts(hand, "happened", happened),
        officer.ask(hand, say("ask_reopened", texts)),
    ]
    return _notice(hand, contents, mark, items)


def new_officer(contents: NewOfficerContents, mark: Mark, voice: Voice) -> Paper:
    """Return the notice to an officer who takes a case over: where it stands, what is pending."""
    hand, texts = Hand.at(OFFICE, voice), voice.main
    state = contents.state if contents.state in WAITING else "before"
    happened = [
        (say("since", texts), opening(long_date(texts, contents.since))),
        (say("officer_before", texts), contents.before),
        (say("stands", texts), texts(f"state.{contents.state}")),
        (say("pending", texts), say(f"pending_{state}", texts)),
        (say("told", texts), contents.told),
    ]
    items = [
        _title(hand, say("new_officer_title", texts)),
        officer.case(hand, contents.case, *_term(texts, contents)),
        *officer.facts(hand, "happened", happened),
        *_conditions(hand, contents),
        officer.ask(hand, say("ask_new_officer", texts)),
    ]
    return _notice(hand, contents, mark, items)


def partner_ended(contents: PartnerEndedContents, mark: Mark, voice: Voice) -> Paper:
    """Return the notice to a service: a number, a day, and what to do; never who, never why."""
    if contents.stops:
        line = "partner_stops"
    else:
        line = "partner_kept" if contents.kept else "partner_goes_on"
    days = [("ended_on", contents.ended_on)]
    return _to_service(contents, mark, voice, ("partner", days, line))


def partner_reopened(contents: PartnerReopenedContents, mark: Mark, voice: Voice) -> Paper:
    """Return the notice to a service that what it was told does not hold: the case is open."""
    days = [("ended_on", contents.ended_on), ("reopened_on", contents.reopened_on)]
    return _to_service(contents, mark, voice, ("partner_again", days, "partner_open_again"))


def _to_service(
    contents: PartnerEndedContents | PartnerReopenedContents,
    mark: Mark,
    voice: Voice,
    told: tuple[str, Sequence[tuple[str, date]], str],
) -> Paper:
    """Set a notice to a service: its title, the days it is told, and what it is to do."""
    hand, texts = Hand.at(OFFICE, voice), voice.main
    name, days, line = told
    pairs = [
        (officer.say("to", texts), contents.service),
        (say("number", texts), "; ".join(contents.numbers) or contents.case),
        *((say(code, texts), opening(long_date(texts, day))) for code, day in days),
    ]
    items = [
        _title(hand, say(f"{name}_title", texts)),
        Item("text", hand.facts(pairs), "case", gap=3 * mm),
        officer.ask(hand, say(line, texts)),
        Item("text", hand.pen.body(say("partner_why_not", texts)), "why", gap=GAP),
    ]

    def title(said: Texts) -> str:
        return say(f"{name}_paper", said, number=contents.case)

    head = running(hand.voice, mark, contents.kind, title, contents.assessor)
    return render(hand.noticed(items), head)


def officer_named(case: CasePrinted) -> str:
    """Name the officer in a case, with number and address."""
    one = case.officer
    return ", ".join(filter(None, (one.name, one.number, one.email)))


def _happened(texts: Texts, contents: EndedContents) -> Iterator[tuple[str, str]]:
    """Yield when and how it happened; the title says what, and who has it is told by the To."""
    yield say("on", texts), opening(long_date(texts, contents.day))
    yield say("in_short", texts), say(f"told_{contents.code}", texts)
    if not isinstance(contents, HandedOverContents):
        yield say("to_whom", texts), contents.to_whom
    yield officer.say("reason", texts), contents.reason
    yield say("recorded_by", texts), by(texts, contents.recorded_by, contents.recorded_on)


def _asked(contents: EndedContents, texts: Texts) -> str:
    """Say what is asked: to decide, or to mind the last day; nothing where nobody waits."""
    clock = contents.case.clock
    endless = clock.known and clock.last_day is None
    if contents.returns:
        line = "ask_under_age" if contents.code == "under_age" else "ask_returned"
        return say(line, texts)
    if contents.code in NOBODY_WAITS:
        return say(f"ask_{contents.code}", texts)
    return say("ask_transferred_no_limit" if endless else "ask_transferred", texts)


def _term(
    texts: Texts, contents: EndedContents | NewOfficerContents
) -> tuple[tuple[str, str], ...]:
    return (contract(texts, *contents.term),) if contents.term else ()


def _until(texts: Texts, contents: ReopenedContents) -> str:
    if contents.ends is None:
        return ""
    return say("contract_until", texts, day=long_date(texts, contents.ends))


def _conditions(hand: Hand, contents: EndedContents | NewOfficerContents) -> Iterator[Item]:
    if contents.conditions:
        stood = standings(hand.voice.main, contents.conditions, "not_kept")
        yield from officer.facts(hand, "conditions", stood)


def _title(hand: Hand, text: str) -> Item:
    return Item("title", hand.pen.words(hand.pen.scale.title, text), "title", gap=GAP)


def _notice(hand: Hand, contents: ToTheOfficer, mark: Mark, items: Sequence[Item]) -> Paper:
    case = contents.case

    def title(texts: Texts) -> str:
        return say(f"paper_{contents.kind.lower()}", texts, number=case.number)

    head = running(hand.voice, mark, contents.kind, title, case.assessor)
    nobody = isinstance(contents, EndedContents) and contents.code == End.DIED
    clock = () if nobody else (officer.limit(hand, case.clock, mark.made_on),)
    return render(hand.noticed([*clock, *items]), head)
