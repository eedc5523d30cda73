"""The assessment on the tour: each pathway, a note, the screen handed over, a questionnaire."""

from typing import Final

from PySide6.QtCore import Qt

from ui.assessment.change_picture import ChangePicture
from ui.tour.guide import Guide
from ui.tour.hands import CTRL
from ui.tour.job import Staff, unseen
from ui.tour.side_by_side import show_side_by_side

Key = Qt.Key
PIN: Final = "830274"
PHQ: Final = "phq-9-2026-11"
MOST_BACK: Final = 8  # questions of a pathway
NINTH: Final = 9  # the question of PHQ-9 that an answer of raises a flag at once
GRAVE: Final = {"FI2": "2", "AT1": "2"}
BETTER: Final = {"FI2": "1"}


class Assessing:
    """What is seen of an assessment on the way through it, by keys alone."""

    def __init__(self, guide: Guide) -> None:
        self._guide, self._hands, self._said = guide, guide.hands, guide.said
        self._seen: list[str] = []

    def set_pin(self, staff: Staff) -> None:
        """Set the PIN that takes the screen back, on the page behind one's own name."""
        hands, said = self._hands, self._said
        role = said("role.assessor").lower()
        hands.do(said("pins.open", name=staff.name, role=role))
        hands.fill(said("pins.password"), staff.password)
        for field in ("new_pin", "again"):
            hands.fill(said(f"pins.{field}"), PIN)
        self._guide.show("own-settings")
        hands.do(said("pins.save"))

    def look(self, place: str) -> None:
        """Take a picture of each pathway at its first question, and of what can be done there."""
        pathway = self._begun(place)
        if not pathway:
            return
        self._seen.append(pathway)
        self._guide.show(f"assessment-{pathway}")
        number = len(self._seen)
        if number == 1:
            self._hand_over()
        elif number == 2:  # noqa: PLR2004 - the second of them
            self._note()
        elif number == 3:  # noqa: PLR2004 - the third
            self._whole_pathway(place)

    def questionnaire(self) -> None:
        """Put PHQ-9, whose ninth question is told of at once."""
        hands, said = self._hands, self._said
        instrument = self._guide.shell.room.desk.instruments[PHQ]
        name = instrument.name[self._guide.language]
        hands.do(f"{said('screening.begin')}: {name}")
        self._guide.show("questionnaire")
        questions = [one for each in instrument.sections for one in each.questions]
        for number in range(1, len(questions) + 1):
            hands.write("1" if number == NINTH else "0")
            if number == NINTH:
                self._guide.show("questionnaire-ninth")
            hands.press(Key.Key_Return)
        self._guide.show("questionnaire-total")
        hands.do(said("screening.complete"))

    def _begun(self, place: str) -> str:
        """Return the pathway whose first question is at a place, if it was not seen before."""
        room = self._guide.shell.room
        scheme = room.desk.schemes.of_office(room.desk.suite, room.desk.today())
        section = room.desk.instruments[scheme.instrument].section_of(place)
        return section.pathway if section and section.pathway not in self._seen else ""

    def _hand_over(self) -> None:
        self._hands.press(Key.Key_H)
        self._guide.show("handed-over")
        self._hands.press(Key.Key_Escape)
        self._guide.show("handed-back")
        self._hands.write(PIN)
        self._hands.press(Key.Key_Return)

    def _note(self) -> None:
        self._hands.write("0")
        self._hands.press(Key.Key_N)
        self._hands.write("Said so at once, and looked up.")
        self._guide.show("assessment-note")
        self._hands.press(Key.Key_Return, CTRL)

    def _whole_pathway(self, place: str) -> None:
        """All of a pathway on one page; then one question at a time again, from its first."""
        self._hands.to(self._said("assessment.by_section"))
        self._hands.press(Key.Key_Space)
        self._guide.show("assessment-whole-pathway")
        self._hands.to(self._said("assessment.by_section"))
        self._hands.press(Key.Key_Space)
        for _ in range(MOST_BACK):
            if self._guide.job.place() == place:
                break
            self._hands.press(Key.Key_Backspace)


def assess(guide: Guide, language: str, closely: Assessing | None = None) -> None:
    """Assess somebody from the first question to the summary."""
    job, look = guide.job, closely.look if closely else unseen
    job.step(4)
    guide.show("assessment-before")
    job.begin_assessment(language)
    if closely is None:
        guide.show("assessment-question")
    job.answer(GRAVE, stop_before="view.attitudes", look=look)
    guide.show("assessment-view")
    job.answer(GRAVE, look=look)
    guide.show("assessment-risk")
    job.finish_assessment(lambda code: guide.show(f"assessment-{code}"))
    guide.show("assessment-summary")
    if closely is not None:
        closely.questionnaire()


def assess_at_the_end(guide: Guide) -> None:
    """Ask the same questions once more, and see what has changed."""
    job, hands = guide.job, guide.hands
    job.step(4)
    hands.do(guide.said("change.begin_exit"))
    job.answer(BETTER)
    job.finish_assessment()
    (picture,) = guide.window.findChildren(ChangePicture)
    hands.to(picture.accessibleName())
    guide.show("assessment-changed")
    hands.do(guide.said("change.make_own_page"))
    guide.show("assessment-own-page")
    show_side_by_side(guide)
