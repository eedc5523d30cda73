"""One assessment being run: where it stands, and every change to it."""

from collections.abc import Callable, Sequence
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from triage_app.domain.instrument import Alarm, WelshWording
from triage_app.domain.needs import Risk, View
from triage_app.domain.occasion import Occasion
from triage_app.domain.safety import Flag
from triage_app.domain.screening import alarms
from triage_app.domain.sitting import after, before, next_open, way
from triage_app.domain.wording import Language, Wording
from triage_app.services import assessments, unfinished
from triage_app.services.assessment_record import AssessmentView, Given
from triage_app.services.desk import Actor, Desk
from ui.assessment.place_keeper import PlaceKeeper
from ui.feedback import Answering
from ui.room import Room

More = ParamSpec("More")
UseCase = Callable[Concatenate[Desk, Actor, int, More], AssessmentView]


class Run(QObject):
    """What the pages of an assessment share: its newest version, the place, the language."""

    moved = Signal()
    saved = Signal()
    alarmed = Signal()  # an answer has raised a safety flag
    ended = Signal()  # completed, here or by another, or the case has gone another way

    def __init__(self, room: Room, view: AssessmentView) -> None:
        super().__init__()
        self.room, self.view, self.place = room, view, view.place
        self.language = view.language
        self.places = PlaceKeeper(room, view.case_id, self._number)
        self.places.setParent(self)
        self.places.refused.connect(self._look_again)
        self.by_section = False  # one question at a time, unless the assessor likes it otherwise

    def go(self, place: str) -> None:
        """Go to a place, and remember it for whoever opens the assessment next."""
        if place in way(self.view.instrument, self.view.answers):
            self.room.feedback.hush()
            self.place = place
            self.moved.emit()
            self.places.keep_soon(place)

    def next(self) -> None:
        """Go on."""
        self.go(self.next_place())

    def next_place(self) -> str:
        """Return where going on leads; of a section that is all in view, past what is answered."""
        following = next_open if self.by_section else after
        return following(self.view.instrument, self.view.answers, self.place)

    def back(self) -> None:
        """Go back."""
        self.go(before(self.view.instrument, self.view.answers, self.place))

    def say(self, wording: Wording) -> str:
        """Say something of the instrument in the language of the questions."""
        welsh = self.view.instrument.welsh
        return wording[Language.ENGLISH if welsh is WelshWording.NONE else self.language]

    def show(self, wording: Wording) -> str:
        """Say something of the instrument in the language of the screen."""
        return wording[self.room.texts.language]

    def calls_for(self, alarm: Alarm) -> str:
        """Say what an answer that raised a flag asks of the assessor at once."""
        duty = self.view.duties.get(Flag(alarm.flag))
        return self.show(duty.asks) if duty else self.room.texts(f"safety.asks_{alarm.flag}")

    def answer(self, page: Answering, question: str, given: Given) -> bool:
        """Keep an answer at once."""
        return self._save(
            page, assessments.answer, self.view.version, {question: given}, self.view.id
        )

    def judge(self, page: Answering, pathway: str, view: View) -> bool:
        """Keep what is thought of a pathway."""
        return self._save(page, assessments.judge, self.view.seen, pathway, view)

    def judge_risk(self, page: Answering, risk: Risk) -> bool:
        """Keep the judgement of risk."""
        return self._save(page, assessments.judge_risk, self.view.seen, risk)

    def rank(self, page: Answering, order: Sequence[str], reason: str) -> bool:
        """Keep another order of the needs."""
        return self._save(page, assessments.rank, self.view.seen, tuple(order), reason)

    def complete(self) -> bool:
        """Complete the assessment, once that is confirmed."""
        drafted = self.view.occasion is Occasion.ENTRY and not self.view.corrects
        if not self.room.feedback.ask(
            "assessment.complete_sure" if drafted else "change.complete_sure"
        ):
            return False
        done = self._save(None, assessments.complete, self.view.version, self.view.id)
        if done:
            self.ended.emit()
        return done

    def end_unfinished(self, page: Answering, reason: str) -> bool:
        """Give a correction up: the version before counts as it did."""
        return self._save(page, unfinished.give_up, self.view.version, self.view.id, reason)

    @property
    def number(self) -> int:
        """Which of the case's assessments it is."""
        return self.view.id

    @property
    def _number(self) -> int | None:
        """Which assessment it is, where it is not the newest of the needs."""
        return None

    def _save(
        self,
        page: Answering | None,
        use_case: UseCase[More],
        *more: More.args,
        **named: More.kwargs,
    ) -> bool:
        room, view = self.room, self.view
        with room.feedback.answering(page):
            self.view = use_case(room.desk, room.actor, view.case_id, *more, **named)
            self.saved.emit()
            if set(_rung(self.view)) - set(_rung(view)):
                self.alarmed.emit()
            return True
        self._look_again()
        return False

    def _look_again(self) -> None:
        """Something was refused: perhaps another has worked on it, or completed it."""
        room = self.room
        with room.feedback.answering(unasked=True):
            newest = assessments.assessment(room.desk, room.actor, self.view.case_id)
            if newest is None or not newest.open or newest.id != self.view.id:
                self.ended.emit()
            elif newest.version != self.view.version:
                self.view = newest
                self.saved.emit()


def _rung(view: AssessmentView) -> tuple[Alarm, ...]:
    return alarms(view.instrument, view.answers)
