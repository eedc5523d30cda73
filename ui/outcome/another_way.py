"""A case ends another way: what has happened is chosen, what follows is read, then it is said."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from triage_app.domain.other_ends import NOBODY_WAITS, NOT_COUNTED, End, EndOfCase, Given, To
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import other_ends
from triage_app.services.other_ends import Consequences
from triage_app.texts import Texts
from ui.form_opener import FormOpener, OpenedForm
from ui.parts import clear, heading, step_back, words
from ui.room import Room
from ui.theme import UNIT, Tone


class EndForm(OpenedForm):
    """What has happened and what follows from it; on which day, how we know, and who takes it."""

    def __init__(self, room: Room, seen: Consequences) -> None:
        super().__init__(room, "endings")
        self.version = seen.version
        self._seen = seen
        self.heading("ends")
        self.note("lead")
        names = [(one.code, one.name[room.texts.language]) for one in seen.ends]
        self.end = self.radio("end", names)
        self._follows = QVBoxLayout()
        self._follows.setContentsMargins(0, 0, 0, 0)
        self._follows.setSpacing(UNIT)
        holder = QWidget()
        holder.setLayout(self._follows)
        self.add(holder)
        self.line("to_whom", 40)
        self.day("day")
        self.area("reason", 2)
        languages = [(str(one), room.texts(f"consent.language_{one}")) for one in Language]
        self.radio("letter_language", languages, across=True)
        main = self.buttons("endings.record", [("endings.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        self.fill({"day": room.desk.today(), "letter_language": str(Language.ENGLISH)})
        self.end.changed.connect(self._say)
        self._say()

    @property
    def chosen(self) -> EndOfCase | None:
        """What has happened, as the scheme has it."""
        code = self.end.value()
        return next((one for one in self._seen.ends if one.code == code), None)

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self._say()

    def given(self) -> tuple[Given, str]:
        """Return what was filled in, and the language of the papers."""
        values = self.values()
        to_whom = values["to_whom"] if values["end"] == End.TRANSFERRED else ""
        given = Given(values["end"], values["day"], values["reason"], to_whom)
        return given, str(values["letter_language"] or Language.ENGLISH)

    def _say(self) -> None:
        """Say what follows from what is chosen, and ask where it goes only if it goes anywhere."""
        texts, theme, end = self.room.texts, self.room.theme, self.chosen
        clear(self._follows)
        self._follows.addWidget(heading(theme, texts("endings.follows")))
        if end is None:
            self._follows.addWidget(words(theme, texts("endings.choose_first"), tone=Tone.MUTED))
        else:
            for line in follows(texts, self._seen, end):
                self._follows.addWidget(words(theme, f"· {line}"))
        self.reveal("to_whom", end is not None and end.code == End.TRANSFERRED)


class AnotherWay(FormOpener[EndForm]):
    """While a case may end another way: opens the place where that is said."""

    opens, draft = "endings.open", "endings.end"

    def open(self) -> None:
        """Say what may happen and what follows, and ask for what is to be recorded."""
        room = self.room
        with room.feedback.answering():
            seen = other_ends.consequences(room.desk, room.actor, self.case_id)
            if seen is None:
                room.feedback.tell("workflow.no_such_move")
                return
            self.put(EndForm(room, seen), "end")

    def record(self, form: EndForm) -> None:
        """End the case, once it is asked whether it should."""
        room = self.room
        given, language = form.given()
        name = form.chosen.name if form.chosen else ""
        if form.chosen is None or room.feedback.ask("endings.ask_end", name=name):
            seen = self.case_id, form.version or 0
            self.finish(other_ends.end_case(room.desk, room.actor, seen, given, language))


def follows(texts: Texts, seen: Consequences, end: EndOfCase) -> Iterator[str]:
    """Yield everything that follows from an end, in the order in which it matters."""
    yield texts("endings.follows_returns" if end.returns else "endings.follows_ends")
    if seen.contract_ends is not None:
        yield texts("endings.follows_contract", day=seen.contract_ends)
    if seen.state is State.BREACH_PROPOSED:
        yield texts("endings.follows_breach")
    yield from _time(texts, seen, end)
    if seen.meetings:
        yield texts("endings.meetings_end", n=seen.meetings)
    yield from _papers(texts, seen, end)
    yield from _help(texts, seen, end)
    if end.code in NOT_COUNTED:
        yield texts("endings.follows_not_counted")
    if seen.other_cases and end.code == End.DIED:
        yield texts("endings.follows_other_cases", numbers="; ".join(seen.other_cases))


def _time(texts: Texts, seen: Consequences, end: EndOfCase) -> Iterator[str]:
    if end.code in NOBODY_WAITS:
        yield texts("endings.no_time")
    elif seen.last_day is not None and seen.days_left is not None and seen.days_left >= 0:
        yield texts("endings.time_left", n=seen.days_left, day=seen.last_day)
    elif seen.last_day is not None:
        yield texts("withdrawal.time_over", day=seen.last_day)
    elif not seen.limit_known:
        yield texts("withdrawal.limit_unknown")


def _papers(texts: Texts, seen: Consequences, end: EndOfCase) -> Iterator[str]:
    if To.OFFICER in end.papers:
        yield texts("endings.follows_officer")
    if To.RECEIVER in end.papers:
        yield texts("endings.follows_receiver")
    if To.PARTICIPANT in end.papers:
        yield texts("endings.follows_letter")
    elif end.code == End.DIED:
        yield texts("endings.follows_no_letter")
    if told := seen.tells(end):
        yield texts("endings.follows_services", names="; ".join(told))
    if seen.victim_was_asked:
        yield texts("endings.follows_coordinator")


def _help(texts: Texts, seen: Consequences, end: EndOfCase) -> Iterator[str]:
    if seen.support:
        code = "follows_support" if end.services_go_on else "follows_support_stops"
        yield texts(f"endings.{code}", names="; ".join(seen.support))
