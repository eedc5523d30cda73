"""What a screening instrument comes to: a total only when all is answered, its band, its alarms.

A total of some of the questions would be read as one of all of them, so there is none until the
last is answered; an alarm waits for nothing. Bands are the instrument's own: see each file.
"""

from dataclasses import dataclass

from triage_app.domain.instrument import WILL_NOT_SAY, Alarm, Answers, Band, Instrument, Question


@dataclass(frozen=True, slots=True)
class Result:
    """How an instrument stands: None for a total that is not to be had yet."""

    total: int | None
    most: int
    band: Band | None
    missing: tuple[Question, ...]
    alarms: tuple[Alarm, ...]

    @property
    def leads_to(self) -> str:
        """The family of the instrument to go on to; empty where there is none."""
        return self.band.leads_to if self.band else ""


def result(instrument: Instrument, answers: Answers) -> Result:
    """Add up an instrument that is answered whole, and say which answers call at once."""
    shown = [one for each in instrument.sections for one in each.shown(answers)]
    missing = tuple(one for one in shown if one.scored and not _answered(one, answers))
    total = None if missing else sum(one.score(answers.get(one.code, "")) for one in shown)
    return Result(
        total=total,
        most=sum(one.most for each in instrument.sections for one in each.questions),
        band=None if total is None else band_of(instrument, total),
        missing=missing,
        alarms=alarms(instrument, answers),
    )


def band_of(instrument: Instrument, total: int) -> Band | None:
    """Return what a total means."""
    reached = [one for one in instrument.bands if one.at_least <= total]
    return max(reached, key=lambda one: one.at_least, default=None)


def alarms(instrument: Instrument, answers: Answers) -> tuple[Alarm, ...]:
    """Return the alarms that answers ring, of questions that are shown as they stand."""
    shown = {one.code: one for each in instrument.sections for one in each.shown(answers)}
    return tuple(
        one
        for one in instrument.alarms
        if one.question in shown
        and {each.code for each in shown[one.question].chosen(answers.get(one.question, ""))}
        & set(one.any_of)
    )


def _answered(question: Question, answers: Answers) -> bool:
    return answers.get(question.code, WILL_NOT_SAY) != WILL_NOT_SAY
