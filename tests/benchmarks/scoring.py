"""Ten thousand assessments scored and ranked, against bare arithmetic over the same answers."""

import random

from tests.benchmarks.ratio import Ratio, beside
from triage_app.config import RESOURCES
from triage_app.domain.instrument import Kind
from triage_app.domain.needs import Findings, View, needs
from triage_app.instruments_file import load_instruments

ASSESSMENTS = 10_000
ROUNDS = 5
AT_MOST = 8.0


def measure(_asked):
    instrument = load_instruments(RESOURCES / "instruments")["needs-2026-11"]
    chance = random.Random(4)  # noqa: S311 - invented answers, the same in every run
    answered = [answers(instrument, chance) for _ in range(ASSESSMENTS)]
    found = [
        Findings(instrument, one, {"drugs": View(linked_to_offending=True)}) for one in answered
    ]
    weights = [
        {
            (question.code, option.code): option.score
            for question in section.questions
            for option in question.options
        }
        for section in instrument.sections
    ]
    most = [sum(one.most for one in section.questions) for section in instrument.sections]
    pairs = [list(one.items()) for one in answered]

    def ours():
        for one in found:
            _ = needs(one).ranking

    def floor():
        for given in pairs:
            totals = [sum(weight.get(one, 0) for one in given) for weight in weights]
            sorted(range(len(totals)), key=lambda at: -totals[at] / most[at])

    yield Ratio(f"scoring of {ASSESSMENTS} assessments", *beside(ours, floor, ROUNDS), AT_MOST)


def answers(instrument, chance):
    given = {}
    for section in instrument.sections:
        for question in section.questions:
            if question.kind in (Kind.CHOICE, Kind.SEVERAL):
                given[question.code] = chance.choice(question.options).code
            elif question.kind is Kind.NUMBER:
                given[question.code] = str(chance.randint(0, 6))
    return given
