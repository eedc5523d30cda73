"""To the officer in the case: not taken on, put right, or consent withdrawn under a contract."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents import officer
from triage_app.documents.contents import (
    CasePrinted,
    Kind,
    Mark,
    NotTakenOnContents,
    PutRightContents,
    WithdrawnContents,
)
from triage_app.documents.faces import OFFICE
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.standings import by, contract, standings
from triage_app.documents.voice import Voice, long_date, plain_date
from triage_app.domain.leaving import THEIR_CHOICE, Reason
from triage_app.texts import Texts

ENDED: Final = frozenset({Reason.OFFICER_WITHDREW, Reason.CHARGED})  # nothing waits for the officer
OTHER_PAPERS: Final = {Kind.PUT_RIGHT: "put_right_paper", Kind.WITHDRAWN: "withdrawn_paper"}


def say(line: str, texts: Texts, /, **values: object) -> str:
    """Say a line of these letters."""
    return texts(f"paper_left.{line}", **values)


def not_taken_on(contents: NotTakenOnContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter that says the scheme does not take the person on, in its reason's words."""
    hand, texts = Hand.at(OFFICE, voice), voice.main
    happened = [
        (officer.say("reason", texts), contents.reason[texts.language]),
        (say("happened", texts), told(contents, texts)),
        (officer.say("note", texts), _note(contents, texts)),
        (officer.say("decided_by", texts), by(texts, contents.decided_by, contents.decided_on)),
        (officer.say("services", texts), officer.say(_services(contents), texts)),
        (say("referred_to", texts), "; ".join(contents.referred_to)),
    ]
    return _letter(
        hand,
        contents,
        mark,
        [
            _title(hand, f"title_{contents.code}"),
            officer.case(hand, contents.case),
            *officer.facts(hand, "decided", happened),
            officer.ask(hand, _asked(contents, texts)),
        ],
    )


def _note(contents: NotTakenOnContents, texts: Texts) -> str:
    """Say what was written down; of a person's own choice without words, that they gave none."""
    unsaid = not contents.note and contents.code in THEIR_CHOICE
    return officer.say("no_reason", texts) if unsaid else contents.note


def put_right(contents: PutRightContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter that takes the one before back: the case goes on with the scheme."""
    hand, texts = Hand.at(OFFICE, voice), voice.main
    happened = [
        (
            say("our_letter", texts),
            say("put_right_told", texts, day=plain_date(texts, contents.told_on)),
        ),
        (say("reason_then", texts), contents.reason[texts.language]),
        (say("why_wrong", texts), contents.why),
        (say("put_right_by", texts), by(texts, contents.decided_by, contents.decided_on)),
    ]
    return _letter(
        hand,
        contents,
        mark,
        [
            _title(hand, "put_right_title"),
            officer.case(hand, contents.case),
            *officer.facts(hand, "happened", happened),
            officer.ask(hand, say("ask_put_right", texts)),
        ],
    )


def withdrawn(contents: WithdrawnContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter that brings a case back whose person withdrew; it asks as a breach does."""
    hand, texts = Hand.at(OFFICE, voice), voice.main
    day = plain_date(texts, contents.withdrew_on)
    happened = [
        (say("consent", texts), say("withdrawn_told", texts, day=day)),
        (say("withdrew_how", texts), texts(f"sharing.how_{contents.how}")),
        (say("own_words", texts), contents.reason or officer.say("no_reason", texts)),
        (say("recorded_by", texts), by(texts, contents.recorded_by, contents.recorded_on)),
    ]
    stood = standings(texts, contents.conditions, "not_kept")
    return _letter(
        hand,
        contents,
        mark,
        [
            _title(hand, "withdrawn_title"),
            officer.case(hand, contents.case, contract(texts, contents.starts, contents.ends)),
            *officer.facts(hand, "happened", happened),
            *officer.facts(hand, "conditions", stood),
            officer.ask(hand, officer.say("ask_breach", texts)),
            officer.answer(
                hand,
                ("will_charge", "will_not_charge", "need_more"),
                "why_or_what",
                "who_and_when",
            ),
        ],
    )


def told(contents: NotTakenOnContents, texts: Texts) -> str:
    """Say in words what happened, by the reason's code and the facts there are."""
    code = contents.code
    if code == Reason.DID_NOT_ATTEND:
        if not contents.missed:
            return say("told_did_not_attend_none", texts)
        days = "; ".join(plain_date(texts, day) for day in contents.missed)
        return say("told_did_not_attend", texts, n=len(contents.missed), days=days)
    if code == Reason.WITHDREW and contents.withdrew_on:
        return say("told_withdrew_on", texts, day=plain_date(texts, contents.withdrew_on))
    safe = contents.case.clock.safe_day
    if code == Reason.NO_SAFE_TERM and safe:
        return say("told_no_safe_term_by", texts, day=long_date(texts, safe))
    return say(f"told_{code}", texts)


def _asked(contents: NotTakenOnContents, texts: Texts) -> str:
    """Say what is asked: to mind the last day, unless it is known that there is none."""
    clock = contents.case.clock
    endless = clock.known and clock.last_day is None
    if contents.code == Reason.CHARGED:
        return say("ask_charged", texts)
    if contents.code in ENDED:
        return say("ask_ended_no_limit" if endless else "ask_ended", texts)
    return officer.say("ask_not_taken_on_no_limit" if endless else "ask_not_taken_on", texts)


def _title(hand: Hand, code: str) -> Item:
    head = hand.pen.words(hand.pen.scale.title, say(code, hand.voice.main))
    return Item("title", head, "title", gap=3.5 * mm)


def _services(contents: NotTakenOnContents) -> str:
    if contents.services_offered is None:
        return "services_not_yet"
    if not contents.services_offered:
        return "services_none"
    answers = {None: "services_offered", True: "services_accepted", False: "services_declined"}
    return answers[contents.services_accepted]


def _letter(
    hand: Hand,
    contents: NotTakenOnContents | PutRightContents | WithdrawnContents,
    mark: Mark,
    items: Sequence[Item],
) -> Paper:
    case: CasePrinted = contents.case

    def title(texts: Texts) -> str:
        if contents.kind in OTHER_PAPERS:
            return say(OTHER_PAPERS[contents.kind], texts, number=case.number)
        return officer.say("not_taken_on_paper", texts, number=case.number)

    head = running(hand.voice, mark, contents.kind, title, case.assessor)
    return render(hand.noticed([officer.limit(hand, case.clock, mark.made_on), *items]), head)
