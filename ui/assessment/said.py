"""What was answered and found, in the words of the screen's language."""

import datetime as dt
from collections.abc import Iterator

from triage_app.domain.instrument import WILL_NOT_SAY, Kind, Question
from triage_app.domain.needs import Need
from triage_app.services.assessment_record import AssessmentView
from triage_app.texts import Texts


def in_words(texts: Texts, question: Question, value: str) -> str:
    """Say an answer."""
    if value == WILL_NOT_SAY:
        return texts("needs.motivation_will_not_say")
    if question.kind is Kind.DATE:
        return texts.date(dt.date.fromisoformat(value))
    chosen = [one.text[texts.language] for one in question.chosen(value)]
    return ", ".join(chosen) if question.options else value


def why(texts: Texts, view: AssessmentView, need: Need) -> Iterator[str]:
    """Say what makes a need what it is: its link, what it ties with, and the answers."""
    links = {None: "link_open", True: "is_linked", False: "not_linked"}
    yield texts(f"assessment.{links[need.view.linked_to_offending]}")
    if need.view.linked_to_harm:
        yield texts("assessment.is_harmful")
    if need.tied_with:
        yield texts("assessment.tied", pathways=", ".join(names(texts, view, need.tied_with)))
    for code in need.because:
        question = view.instrument.question(code)
        if question is not None:
            answer = in_words(texts, question, view.answers[code])
            yield texts("assessment.because", brief=question.brief, answer=answer)


def names(texts: Texts, view: AssessmentView, pathways: tuple[str, ...]) -> list[str]:
    """Say what pathways are called."""
    return [view.instrument.section(one).name[texts.language] for one in pathways]
