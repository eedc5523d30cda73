"""What is asked at the end of a contract: an outcome, and what the officer has done."""

from triage_app.domain.ending import Reported, Result
from triage_app.domain.wording import Language
from triage_app.services.outcome_view import OutcomeView
from ui.forms import Form
from ui.room import Room


class ConfirmForm(Form):
    """The outcome that is proposed to the officer, and the language of their letter."""

    def __init__(self, room: Room, view: OutcomeView) -> None:
        super().__init__(room, "outcome")
        self.heading("confirm")
        said = room.texts
        self.radio("outcome", [(one.code, one.name[said.language]) for one in view.outcomes])
        languages = [(str(one), said(f"consent.language_{one}")) for one in Language]
        self.radio("letter_language", languages, across=True)
        default = next((one.code for one in view.outcomes if one.by_default), None)
        self.fill({"outcome": default, "letter_language": str(Language.ENGLISH)})
        self.main = self.buttons("outcome.confirm")


class DayForm(Form):
    """A day on which the officer was told, or acknowledged it."""

    def __init__(self, room: Room, name: str) -> None:
        super().__init__(room, "outcome")
        self.name = name
        self.day(name)
        self.fill({name: room.desk.today()})
        self.main = self.buttons(f"outcome.save_{name}")
        self.main.setProperty("kind", "")


class ResultForm(Form):
    """What became of it: the outcome recorded, or what happened to the proceedings."""

    def __init__(self, room: Room, view: OutcomeView) -> None:
        super().__init__(room, "outcome")
        self.version = view.version
        self.returned = view.watch is not None and view.watch.with_officer
        self.heading("result" if not self.returned else "proceedings")
        said = room.texts
        if self.returned:
            choices = [(str(one), said(f"outcome.result_{one}")) for one in Result]
        else:
            choices = [(one.code, one.name[said.language]) for one in view.outcomes]
        self.radio("result", choices)
        self.day("result_on")
        self.area("note", 2)
        if not self.returned and view.watch is not None:
            self.fill({"result": view.watch.proposed_outcome})
        self.main = self.buttons("outcome.close_case")

    def given(self) -> Reported:
        """Return what was filled in."""
        values = self.values()
        return Reported(values["result"], values["result_on"], values["note"])
