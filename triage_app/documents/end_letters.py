"""Letters to the person at the end: the contract was kept, or their time with us has ended."""

from collections.abc import Iterator, Sequence

from reportlab.lib.units import mm

from triage_app.documents.contents import Contact, Mark
from triage_app.documents.ending_contents import EndLetterContents, KeptLetterContents
from triage_app.documents.hand import Hand
from triage_app.documents.layout import Item
from triage_app.documents.letters import begun, letter
from triage_app.documents.page import Paper
from triage_app.documents.running import telephone
from triage_app.documents.voice import Say, Voice, long_date, on_date
from triage_app.texts import Texts


def say(line: str, texts: Texts, /, **values: object) -> str:
    """Say a line of these letters."""
    return texts(f"paper_ended.{line}", **values)


def kept_letter(contents: KeptLetterContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter that says a contract was kept, and what the officer is asked to do."""
    hand = Hand.to_read(voice)

    def lead(texts: Texts) -> str:
        return say("kept_lead", texts, day=long_date(texts, contents.ends))

    def asked(texts: Texts) -> str:
        return say("kept_asked_told", texts, outcome=contents.outcome[texts.language])

    def told() -> Iterator[Item]:
        yield from begun(hand, contents.participant, lambda texts: say("kept_title", texts), lead)
        yield _section(hand, "kept_asked", asked)
        yield _section(hand, "kept_next", lambda texts: say("kept_next_told", texts))
        yield from _rest(hand, contents.support, contents.assessor, mark)

    return letter(hand, contents, mark, told(), "call")


def end_letter(contents: EndLetterContents, mark: Mark, voice: Voice) -> Paper:
    """Return the letter that says how somebody's time with the scheme has ended, and what next."""
    hand = Hand.to_read(voice)

    def title(texts: Texts) -> str:
        return say("letter_title_contract" if contents.contract else "letter_title", texts)

    def lead(texts: Texts) -> str:
        ended = say("letter_ended_on", texts, day=on_date(texts, contents.ended_on))
        return f"{say(f'letter_{contents.code}', texts)} {ended}"

    def next_told(texts: Texts) -> str:
        if contents.to_whom:
            return say("letter_next_transferred", texts, name=contents.to_whom)
        return say("letter_next_returned" if contents.returns else "letter_next_none", texts)

    def told() -> Iterator[Item]:
        yield from begun(hand, contents.participant, title, lead)
        yield _section(hand, "letter_next", next_told)
        yield _section(hand, "letter_meetings", lambda texts: say("letter_meetings_told", texts))
        yield from _rest(hand, contents.support, contents.assessor, mark)

    return letter(hand, contents, mark, told(), "call")


def _rest(hand: Hand, support: Sequence[str], assessor: Contact, mark: Mark) -> Iterator[Item]:
    """Yield what goes on, where anything does, and whom to ask."""
    if support:
        names = "; ".join(support)
        yield _section(hand, "goes_on", lambda texts: say("goes_on_told", texts, names=names))

    def ask(texts: Texts) -> str:
        whom = {"name": assessor.name, "telephone": telephone(mark, assessor)}
        return say("questions_told", texts, **whom)

    yield _section(hand, "questions", ask)


def _section(hand: Hand, name: str, text: Say) -> Item:
    return Item("section", hand.told(lambda texts: say(name, texts), text), name, gap=4 * mm)
