"""The sheet about a victim to the service that looks after them: only what it needs.

It goes under the police's own basis, never under the participant's consent, and names them only
where a meeting is to be arranged. Its head and title carry the number alone.
"""

from collections.abc import Iterator
from typing import Final

from reportlab.lib.units import mm

from triage_app.documents.blocks import Framed, Stack
from triage_app.documents.contents import Mark
from triage_app.documents.faces import OFFICE
from triage_app.documents.for_victims import VictimSheetContents
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running
from triage_app.documents.service_sheet import GAP, confidential, facts, titled
from triage_app.documents.voice import Voice, long_date, offence, opening
from triage_app.texts import Texts

PAPER: Final = "paper_victim_sheet"  # where its wording stands


def victim_sheet(contents: VictimSheetContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet: for whom it is, on which basis, the victim, and what is asked."""
    hand = Hand.at(OFFICE, voice)
    texts = voice.main
    title = _say(f"title_{contents.purpose}", texts)
    items = [
        confidential(hand, PAPER, contents.service),
        titled(hand, title),
        *facts(hand, PAPER, "victim", _victim(texts, contents)),
        *facts(hand, PAPER, "work", _work(texts, contents)),
        *facts(hand, PAPER, "basis", _basis(texts, contents)),
        _answer(hand, contents),
    ]

    def named(said: Texts) -> str:
        return _say("paper", said, number=contents.number)

    head = running(voice, mark, contents.kind, named, contents.assessor)
    return render(hand.noticed(items), head)


def _victim(texts: Texts, contents: VictimSheetContents) -> Iterator[tuple[str, str]]:
    yield _say("who", texts), contents.victim
    yield _say("contact_person", texts), contents.contact_person
    answer = {True: "yes", False: "no", None: "not_known"}[contents.enhanced]
    why = ", ".join(texts(f"victims.enhanced_{code}").lower() for code in contents.enhanced_why)
    yield _say("rights", texts), texts(f"victims.rights_{answer}", why=why)
    spoken = contents.language_name or texts(f"consent.language_{contents.language}")
    yield _say("language", texts), spoken
    yield _say("told_by", texts), texts(f"victims.how_{contents.told_by}")
    yield _say("reaching", texts), " ".join(_reaching(texts, contents))


def _reaching(texts: Texts, contents: VictimSheetContents) -> Iterator[str]:
    said = contents.reached
    for words in (said.telephone, contents.email, ", ".join(contents.address)):
        if words:
            yield f"{words}."
    may = {True: "yes", False: "no", None: "not_known"}[said.message_may_be_left]
    if said.telephone:
        yield texts(f"victims.message_{may}")
    if said.who_answers:
        yield texts("victims.others_answer", who=said.who_answers.rstrip("."))
    if said.safe_times:
        yield texts("victims.at_times", times=said.safe_times.rstrip("."))


def _work(texts: Texts, contents: VictimSheetContents) -> Iterator[tuple[str, str]]:
    yield _say("asked", texts), _say(f"asked_{contents.purpose}", texts)
    yield _say("offence", texts), " ".join(offence(texts, one) for one in contents.offences)
    yield _say("participant", texts), contents.participant
    yield _say("asks", texts), contents.asks


def _basis(texts: Texts, contents: VictimSheetContents) -> Iterator[tuple[str, str]]:
    yield _say("law", texts), _say("law_told", texts)
    left_out = "left_out_named" if contents.participant else "left_out_told"
    yield _say("left_out", texts), _say(left_out, texts)


def _answer(hand: Hand, contents: VictimSheetContents) -> Item:
    texts = hand.voice.main
    by = opening(long_date(texts, contents.answer_by))
    block = Stack(
        hand.pen.heading(_say("answer", texts, day=by)),
        hand.pen.body(_say("answer_told", texts)),
        hand.ticks(*(f"{PAPER}.{one}" for one in ("wants", "not", "later")), columns=3),
        hand.boxes("paper_victim_sheet.day_said", "paper_victim_sheet.who_and_when", last=60 * mm),
        gap=1.5 * mm,
    )
    return Item("form", Framed(block, line=1), "answer", gap=GAP)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"{PAPER}.{line}", **values)
