"""The way through an assessment: one place after another, and where to go on.

A place is the code of a question; then, when a pathway's questions are done, `view.health` for
what is thought of it; then `risk`, `ranking` and `finish`. A screening has its questions and
`finish` alone. Which questions there are depends on what was answered, so the way is worked out
anew each time.
"""

from dataclasses import dataclass

from triage_app.domain.instrument import Answers, Instrument, Section, Use

VIEW = "view."
RISK, RANKING, FINISH = "risk", "ranking", "finish"
AFTERWARDS = (RISK, RANKING, FINISH)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one pathway is: the required questions, answered and in all."""

    answered: int
    asked: int

    @property
    def done(self) -> bool:
        """Whether nothing more has to be asked."""
        return self.answered == self.asked


def view_of(pathway: str) -> str:
    """Return the place where a pathway is judged."""
    return f"{VIEW}{pathway}"


def way(instrument: Instrument, answers: Answers) -> tuple[str, ...]:
    """Return every place, in order, as the answers stand."""
    if instrument.use is Use.SCREENING:
        asked = [one.code for each in instrument.sections for one in each.shown(answers)]
        return (*asked, FINISH)
    places = [place for each in instrument.sections for place in _through(each, answers)]
    return (*places, *AFTERWARDS)


def _through(section: Section, answers: Answers) -> tuple[str, ...]:
    return (*(one.code for one in section.shown(answers)), view_of(section.pathway))


def resume(instrument: Instrument, answers: Answers, place: str) -> str:
    """Return where to go on: the place it stopped at, or the next one if that is hidden now."""
    open_places, every = way(instrument, answers), every_place(instrument)
    start = every.index(place) if place in every else 0
    return next(one for one in every[start:] if one in open_places)


def every_place(instrument: Instrument) -> tuple[str, ...]:
    """Return every place, in order, whatever is answered."""
    return (*(code for each in instrument.sections for code in _all_of(each)), *AFTERWARDS)


def _all_of(section: Section) -> tuple[str, ...]:
    return (*(one.code for one in section.questions), view_of(section.pathway))


def after(instrument: Instrument, answers: Answers, place: str) -> str:
    """Return the next place; the last stays where it is."""
    places = way(instrument, answers)
    return places[min(places.index(place) + 1, len(places) - 1)]


def next_open(instrument: Instrument, answers: Answers, place: str) -> str:
    """Return the next place that is no answered question of the same section."""
    section = instrument.section_of(place)
    here = [one.code for one in section.shown(answers)] if section else []
    places = way(instrument, answers)
    rest = places[places.index(place) + 1 :]
    return next((one for one in rest if one not in here or one not in answers), places[-1])


def before(instrument: Instrument, answers: Answers, place: str) -> str:
    """Return the place before; the first stays where it is."""
    places = way(instrument, answers)
    return places[max(places.index(place) - 1, 0)]


def pathway_of(instrument: Instrument, place: str) -> str | None:
    """Return the pathway a place belongs to; none, for what comes after them."""
    if place.startswith(VIEW):
        return place.removeprefix(VIEW)
    section = instrument.section_of(place)
    return section.pathway if section else None


def entry(section: Section, answers: Answers) -> str:
    """Return where to begin on a pathway: what is missing first, or its first question."""
    missing = section.missing(answers)
    return (missing or section.shown(answers))[0].code


def progress(section: Section, answers: Answers) -> Progress:
    """Count what is answered of what has to be."""
    asked = [one for one in section.shown(answers) if one.required]
    return Progress(sum(one.code in answers for one in asked), len(asked))
