"""The answers a question offers, and what one more or less of them makes of an answer."""

from triage_app.domain.instrument import BETWEEN, WILL_NOT_SAY, Kind, Question
from ui.assessment.card_face import NO_KEY, Choice
from ui.assessment.run import Run
from ui.assessment.typed import is_written

WILL_NOT_SAY_KEY = 9


def choices(run: Run, question: Question) -> list[Choice]:
    """Return a card for each option, and one for who does not want to say."""
    offered = [
        Choice(key, one.code, run.say(one.text), run.say(one.note) if one.note else "")
        for key, one in enumerate(question.options)
    ]
    texts = run.room.desk.texts(run.language)
    key = NO_KEY if nine_answers(question) else WILL_NOT_SAY_KEY
    return [*offered, Choice(key, WILL_NOT_SAY, texts("assessment.will_not_say"))]


def nine_answers(question: Question) -> bool:
    """Say whether the figure that else says nothing is an answer: on a scale, or in a field."""
    scale = question.scale
    on_scale = scale is not None and scale.least <= WILL_NOT_SAY_KEY <= scale.most
    return on_scale or is_written(question)


def scale_ends(run: Run, question: Question) -> str:
    """Say what the two ends of a scale mean; of any other question nothing."""
    scale = question.scale
    if scale is None:
        return ""
    ends = {"low": run.say(scale.low), "high": run.say(scale.high)}
    texts = run.room.desk.texts(run.language)
    return texts("assessment.scale_ends", least=scale.least, most=scale.most, **ends)


def with_option(question: Question, held: str, code: str, *, stands: bool) -> str:
    """Return an answer with one option more or less; some stand only alone."""
    option = question.option(code)
    if question.kind is not Kind.SEVERAL or option is None or option.alone:
        return code if stands else ""
    codes = {one.code for one in question.chosen(held) if not one.alone} | {code}
    if not stands:
        codes.discard(code)
    return BETWEEN.join(one.code for one in question.options if one.code in codes)
