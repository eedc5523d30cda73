"""What the person said when the scheme was explained."""

from triage_app.domain.consent import LANGUAGES, Answer
from triage_app.services.consent import ConsentView
from ui.forms import Form
from ui.parts import step_back
from ui.room import Room


class AnswerForm(Form):
    """Asks for the answer; why not is asked only of a no."""

    def __init__(self, room: Room, view: ConsentView) -> None:
        super().__init__(room, "consent")
        self._build()
        self._connect()
        spoken = "other" if view.interpreter_language is not None else view.speaks
        self.fill({"day": room.desk.today(), "language": spoken})
        self._ask_why_not()
        if view.sheet.paper_id is None:
            step_back(room.theme, self.main)  # the sheet comes first

    def answer(self) -> Answer:
        """Return what was filled in, or say what cannot be read."""
        return Answer(**self.values())

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self._ask_why_not()

    def _build(self) -> None:
        texts = self.room.texts
        self.heading("answer")
        self.tick("explained")
        answers = [(True, texts("consent.given_yes")), (False, texts("consent.given_no"))]
        self.given = self.radio("given", answers)
        self.area("reason", 2)
        spoken = [(code, texts(f"consent.language_{code}")) for code in LANGUAGES]
        self.radio("language", spoken)
        self.line("present", 50)
        self.day("day")
        self.main = self.buttons("consent.record")

    def _connect(self) -> None:
        self.given.changed.connect(self._ask_why_not)

    def _ask_why_not(self) -> None:
        self.reveal("reason", self.given.value() is False)
