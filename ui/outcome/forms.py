"""What is asked at the end of a contract: an outcome, and what the officer has done."""

from triage_app.domain.ending import Reported, Result
from triage_app.domain.prosecution import Manner, Sending
from triage_app.domain.wording import Language
from triage_app.services import outcomes
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

    def save(self) -> "DayForm":
        """End the form with its button, after everything it asks."""
        self.main = self.buttons(f"outcome.save_{self.name}")
        self.main.setProperty("kind", "")
        return self


class ToldForm(DayForm):
    """When, how and to whom the papers of a returned case went."""

    def __init__(self, room: Room, officer: str) -> None:
        super().__init__(room, "told_on")
        ways = [(str(one), room.texts(f"prosecution.manner_{one}")) for one in Manner]
        self.radio("manner", ways)
        self.line("recipient", 50)
        self.fill({"recipient": officer})
        self.save()

    def sending(self) -> Sending:
        """Return to whom and how."""
        values = self.values()
        return Sending(values["recipient"], values["manner"])


class AcknowledgedForm(DayForm):
    """When the papers of a returned case were acknowledged, and by whom."""

    def __init__(self, room: Room, officer: str) -> None:
        super().__init__(room, "acknowledged_on")
        self.line("acknowledged_by", 50)
        self.fill({"acknowledged_by": officer})
        self.save()


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


def told_form(room: Room, view: OutcomeView) -> DayForm:
    """Return what is asked of the paper's going: of a case returned, how and to whom too."""
    if view.watch is not None and view.watch.with_officer:
        return ToldForm(room, view.officer)
    return DayForm(room, "told_on").save()


def acknowledged_form(room: Room, view: OutcomeView) -> DayForm:
    """Return what is asked of its acknowledgement: of a case returned, by whom too."""
    if view.watch is not None and view.watch.with_officer:
        return AcknowledgedForm(room, view.officer)
    return DayForm(room, "acknowledged_on").save()


def record_told(room: Room, case_id: int, form: Form) -> None:
    """Record that the paper went, as the form says."""
    sent = form.sending() if isinstance(form, ToldForm) else None
    outcomes.record_told(room.desk, room.actor, case_id, form.values()["told_on"], sent)


def record_acknowledged(room: Room, case_id: int, form: Form) -> None:
    """Record that it was acknowledged, as the form says."""
    values = form.values()
    day, by = values["acknowledged_on"], values.get("acknowledged_by") or ""
    outcomes.record_acknowledgement(room.desk, room.actor, case_id, day, by)
