"""Small instruments, made for one test each."""

import datetime as dt

from triage_app.domain.instrument import (
    Condition,
    Instrument,
    Kind,
    Option,
    Question,
    Section,
    Step,
    WelshWording,
)
from triage_app.domain.needs import Findings, View
from triage_app.domain.wording import Wording

SAID = Wording("Said", "Dywedwyd")
THREE = ("none", "some", "much")


def options(*codes, alone=()):
    return tuple(Option(code, SAID, score, alone=code in alone) for score, code in enumerate(codes))


def choice(code, *, after=None, **more):
    """A question scored 0, 1, 2; shown after an answer "question=option,option" if given."""
    condition = None
    if after:
        question, _, codes = after.partition("=")
        condition = Condition(question, tuple(codes.split(",")))
    more.setdefault("options", options(*THREE))
    return Question(code, Kind.CHOICE, SAID, SAID, shown_when=condition, **more)


def several(code, **more):
    more.setdefault("options", options(*THREE, alone=("none",)))
    return Question(code, Kind.SEVERAL, SAID, SAID, **more)


def number(code, *steps, **more):
    made = tuple(Step(at_least, score) for at_least, score in steps)
    return Question(code, Kind.NUMBER, SAID, SAID, steps=made, **more)


def text(code, **more):
    return Question(code, Kind.TEXT, SAID, SAID, **more)


def section(pathway, *questions, **more):
    return Section(pathway, SAID, SAID, "home", questions, **more)


def instrument(*sections, welsh=WelshWording.OURS, highest=2):
    return Instrument("made-up", SAID, dt.date(2026, 1, 1), welsh, highest, sections)


def findings(instrument, answers=None, **more):
    return Findings(instrument, answers or {}, **more)


def linked(*pathways):
    """Views in which some pathways are linked to this offending."""
    return {one: View(linked_to_offending=True) for one in pathways}
