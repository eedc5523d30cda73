"""A partner's referral sheet: what it needs for what it is asked to do, and nothing else.

Its head and title carry the number alone: what a provider is called can tell of somebody's health.
"""

from collections.abc import Iterator
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.blocks import Framed, Stack
from triage_app.documents.contents import Mark, ReferralContents
from triage_app.documents.faces import OFFICE
from triage_app.documents.for_partners import AccessPrinted
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.service_sheet import GAP, confidential, facts, titled
from triage_app.documents.voice import (
    Voice,
    day_and_hour,
    long_date,
    offence,
    on_date,
    opening,
    plain_date,
)
from triage_app.domain.told import withheld
from triage_app.texts import Texts

PAPER: Final = "paper_referral"  # where its wording stands


def referral(contents: ReferralContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet: to whom it is confidential, the person, what is asked, what was agreed."""
    hand = Hand.at(OFFICE, voice)
    texts = voice.main
    title = _say("title", texts, purpose=contents.purpose[texts.language])
    items = [
        confidential(hand, PAPER, contents.service),
        titled(hand, title),
        *facts(hand, PAPER, "person", _person(texts, contents)),
        *facts(hand, PAPER, "work", _work(texts, contents)),
        *facts(hand, PAPER, "sharing", _sharing(texts, contents)),
        _answer(hand, contents),
    ]

    def named(said: Texts) -> str:
        return _say("paper", said, number=contents.number)

    head = running(voice, mark, contents.kind, named, contents.assessor)
    return render(hand.noticed(items), head)


def _person(texts: Texts, contents: ReferralContents) -> Iterator[tuple[str, str]]:
    yield _say("who", texts), _who(texts, contents)
    yield _say("reaching", texts), " ".join(_reaching(texts, contents))
    if contents.access is not None:
        yield _say("access", texts), " ".join(_access(texts, contents.access))
    yield _say("health", texts), contents.health
    yield _say("safety", texts), contents.safety
    yield _say("offence", texts), " ".join(offence(texts, one) for one in contents.offences)


def _who(texts: Texts, contents: ReferralContents) -> str:
    name = contents.participant
    if contents.born is not None:
        born = plain_date(texts, contents.born)
        name = texts("paper_running.born", name=name, born=born)
    known_as = _say("known_as", texts, name=contents.known_as) if contents.known_as else ""
    return " ".join(filter(None, (f"{name}.", known_as)))


def _reaching(texts: Texts, contents: ReferralContents) -> Iterator[str]:
    """Yield the number and everything to heed; that nobody has asked is to be heeded too."""
    said = contents.reached
    yield f"{said.telephone or texts('safe_contact.no_number')}."
    may = {True: "may", False: "never", None: "not_asked"}[said.message_may_be_left]
    yield texts(f"safe_contact.message_{may}")
    for name, words in (("who_answers", said.who_answers), ("safe_times", said.safe_times)):
        if words:
            yield texts(f"safe_contact.{name}", said=words.rstrip(".")) + "."


def _access(texts: Texts, said: AccessPrinted) -> Iterator[str]:
    if said.speaks:
        yield _say(f"speaks_{said.speaks}", texts)
    if said.interpreter is not None:
        code = "interpreter_of" if said.interpreter else "interpreter"
        yield _say(code, texts, language=said.interpreter)
    if said.appropriate_adult is not None:
        code = "adult_named" if said.appropriate_adult else "adult"
        yield _say(code, texts, name=said.appropriate_adult)
    for code in said.codes:
        yield f"{texts(f'access_needs.{code}')}."
    if said.words:
        yield said.words
    if said == AccessPrinted():
        yield _say("access_none", texts)


def _work(texts: Texts, contents: ReferralContents) -> Iterator[tuple[str, str]]:
    agreed = contents.condition
    if agreed is None:
        yield _say("outside", texts), _say("outside_told", texts)
    else:
        language = texts.language
        title = agreed.title[language].rstrip(".")
        yield _say("condition", texts), f"{agreed.code}: {title}. {agreed.text[language]}"
        if agreed.first_meeting:
            yield _say("first_meeting", texts), opening(day_and_hour(texts, agreed.first_meeting))
        yield _say("place", texts), agreed.place
        yield _say("tell_us", texts), _say("tell_us_told", texts)
    yield _say("asks", texts), contents.asks


def _sharing(texts: Texts, contents: ReferralContents) -> Iterator[tuple[str, str]]:
    day, how = contents.consent
    said = {"day": on_date(texts, day), "how": _say(f"how_{how}", texts)}
    yield _say("consent", texts), _say("consent_told", texts, **said)
    yield _say("taken_back", texts), _say("taken_back_told", texts)
    out = ", ".join(_say(f"out_{code}", texts) for code in withheld(contents.told))
    always = _say("out_always", texts)
    yield _say("left_out", texts), f"{opening(out)}. {always}" if out else always


def _answer(hand: Hand, contents: ReferralContents) -> Item:
    texts = hand.voice.main
    by = long_date(texts, contents.answer_by)
    block = Stack(
        hand.pen.heading(_say("answer", texts, day=by)),
        hand.pen.body(_say("answer_told", texts)),
        hand.ticks(*(f"{PAPER}.{one}" for one in ("takes", "cannot", "talk")), columns=3),
        hand.boxes("paper_referral.why_not", "paper_referral.who_and_when", last=60 * mm),
        gap=1.5 * mm,
    )
    return Item("form", Framed(block, line=1), "answer", gap=GAP)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"{PAPER}.{line}", **values)
