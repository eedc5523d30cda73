"""The answers a question offers, and what one more or less of them makes of an answer."""

from triage_app.domain.instrument import BETWEEN, WILL_NOT_SAY, Kind, Question
from ui.assessment.card_face import Choice
from ui.assessment.run import Run

WILL_NOT_SAY_KEY = 9


def choices(run: Run, question: Question) -> list[Choice]:
    """Return a card for each option, and one for who does not want to say."""
    offered = [
        Choice(key, one.code, run.say(one.text), run.say(one.note) if one.note else "")
        for key, one in enumerate(question.options)
    ]
    texts = run.room.desk.texts(run.language)
    return [*offered, Choice(WILL_NOT_SAY_KEY, WILL_NOT_SAY, texts("assessment.will_not_say"))]


def with_option(question: Question, held: str, code: str, *, stands: bool) -> str:
    """Return an answer with one option more or less; some stand only alone."""
    option = question.option(code)
    if question.kind is not Kind.SEVERAL or option is None or option.alone:
        return code if stands else ""
    codes = {one.code for one in question.chosen(held) if not one.alone} | {code}
    if not stands:
        codes.discard(code)
    return BETWEEN.join(one.code for one in question.options if one.code in codes)
