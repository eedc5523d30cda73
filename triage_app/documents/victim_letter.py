"""The letter to a victim about one decision: what it was, what it means, and whom to call.

Nothing of the other person is here: no name, no address, no need, and no condition.
"""

from collections.abc import Iterator
from functools import partial

from reportlab.lib.units import mm
from reportlab.platypus.flowables import Flowable

from triage_app.documents.blocks import Stack
from triage_app.documents.contents import Mark
from triage_app.documents.for_victims import VictimLetterContents
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.letters import addressed, begun, to_its_end
from triage_app.documents.page import Paper, render
from triage_app.documents.running import running, telephone
from triage_app.documents.voice import Say, Voice, offence, on_date
from triage_app.texts import Texts


def victim_letter(contents: VictimLetterContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter, in the victim's own language."""
    hand = Hand.to_read(voice)
    items = [
        *addressed(hand, (contents.contact_person, contents.victim, *contents.address), mark),
        *to_its_end(_told(hand, contents, mark)),
        Item("sign", _close(hand, contents), "close", gap=5 * mm),
    ]

    def title(texts: Texts) -> str:
        return _say("paper", texts, number=contents.number)

    return render(
        hand.noticed(items), running(voice, mark, contents.kind, title, contents.assessor)
    )


def _told(hand: Hand, contents: VictimLetterContents, mark: Mark) -> Iterator[Item]:
    def lead(texts: Texts) -> str:
        about = "; ".join(offence(texts, one).rstrip(".") for one in contents.offences)
        return _say("lead" if about else "lead_bare", texts, offence=about)

    def decided(texts: Texts) -> str:
        day = on_date(texts, contents.happened_on)
        return _say(f"{contents.event}_told", texts, day=day)

    reader = contents.contact_person or contents.victim
    yield from begun(hand, reader, partial(_say, "title"), lead)
    yield _section(hand, "decided", decided)
    yield _section(hand, "means", lambda texts: _say(f"{contents.event}_means", texts))
    yield _section(
        hand, "restorative", lambda texts: _say(f"restorative_{contents.restorative}", texts)
    )
    yield _section(hand, "wishes")
    whom = {"name": contents.assessor.name, "telephone": telephone(mark, contents.assessor)}
    yield _section(hand, "help", lambda texts: _say("help_told", texts, **whom))


def _section(hand: Hand, name: str, text: Say | None = None) -> Item:
    said = text or partial(_say, f"{name}_told")
    return Item("section", hand.told(partial(_say, name), said), name, gap=4 * mm)


def _close(hand: Hand, contents: VictimLetterContents) -> Flowable:
    greeting = hand.across(lambda texts: hand.pen.body(texts("paper_letter.sincerely")))
    return Stack(greeting, hand.signer("assessor", contents.assessor.name), gap=2 * mm)


def _say(line: str, texts: Texts, /, **values: object) -> str:
    return texts(f"paper_victim_letter.{line}", **values)
