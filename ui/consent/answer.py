"""What the person said when the scheme was explained, and how it was put on paper."""

from typing import Any

from triage_app.domain.consent import LANGUAGES, OTHER, Answer, Pair, share_field
from triage_app.domain.scheme import Partner
from triage_app.domain.signature import WITNESSED, Manner
from triage_app.services.consent import ConsentView
from ui.fields import RadioField
from ui.form_parts import FormRow
from ui.forms import Form
from ui.parts import step_back
from ui.room import Room


class AnswerForm(Form):
    """Asks in the order it happens: explained, with whom beside, questions, the answer, signed.

    What only a yes or only a no has to say is asked once that is chosen.
    """

    def __init__(self, room: Room, view: ConsentView) -> None:
        super().__init__(room, "consent")
        self._view, self.again = view, view.asks_again
        self._build()
        self._connect()
        self._fill()
        self._follow()
        if view.sheet.paper_id is None:
            step_back(room.theme, self.main)  # the sheet comes first

    def answer(self) -> Answer:
        """Return what was filled in, or say what cannot be read."""
        values = self.values()
        shares: dict[Pair, bool | None] = {
            (one.code, one.purpose): values.pop(share_field((one.code, one.purpose)))
            for one in self._view.partners
        }
        manner = values.pop("manner")
        given = True if self.again else values["given"]
        values |= {"given": given, "manner": Manner(manner) if manner else None}
        return Answer(shares=shares, **values)

    def restore(self, raw: dict[str, object]) -> None:  # type: ignore[override]
        """Show every field as it stood."""
        super().restore(raw)
        self.unfold_said()
        self._follow()

    def _build(self) -> None:
        texts = self.room.texts
        self.heading("answer")
        self.tick("explained")
        self.line("explained_by", 40)
        spoken = [(code, texts(f"consent.language_{code}")) for code in LANGUAGES]
        self.language = self.radio("language", spoken)
        self.line("language_name", 30)
        self._ask_who_was_there()
        self.asked = self.radio("asked", self._two("asked"))
        self.area("questions", 2)
        self.given = self.radio("given", self._two("given"))
        self.area("reason", 2)
        self._ask_shares()
        self.heading("signing")
        manners = [(one.value, texts(f"consent.manner_{one}")) for one in Manner]
        self.manner = self.radio("manner", manners)
        self.line("witness", 40)
        self.day("day")
        self.main = self.buttons("consent.record_again" if self.again else "consent.record")

    def _ask_who_was_there(self) -> None:
        """Ask by name for whoever had to be there; for anybody else under a fold."""
        if self._view.appropriate_adult is not None:
            self.line("adult", 40)
        self.line("interpreter", 40)
        with self.fold("present"):
            if self._view.appropriate_adult is None:
                self.line("adult", 40)
            self.line("solicitor", 40)
            self.area("present", 2)

    def _ask_shares(self) -> None:
        self.shares_heading = self.heading("shares")
        self.shares_note = self.note("shares_help")
        for one in self._view.partners:
            self._ask_share(one)

    def _ask_share(self, one: Partner) -> None:
        """Ask about one partner under its own name: neither answer is chosen for anybody."""
        language = self.room.texts.language
        control = RadioField(self.room.theme, self._two("share"), across=True)
        control.changed.connect(self.changed)
        row = FormRow(self.room.theme, one.name[language], one.what_for[language], control)
        self.rows[share_field((one.code, one.purpose))] = row
        self.add(row)

    def _two(self, name: str) -> list[tuple[bool, str]]:
        said = self.room.texts
        return [(True, said(f"consent.{name}_yes")), (False, said(f"consent.{name}_no"))]

    def _connect(self) -> None:
        for one in (self.language, self.asked, self.given, self.manner):
            one.changed.connect(self._follow)

    def _fill(self) -> None:
        view = self._view
        through = view.interpreter_language is not None
        self.fill(
            {
                "day": self.room.desk.today(),
                "explained_by": self.room.actor.name,
                "language": OTHER if through else view.speaks,
                "language_name": view.interpreter_language or "",
                "adult": view.appropriate_adult or "",
            }
        )

    def _follow(self) -> None:
        """Show what the answers so far make it right to ask."""
        through = self.language.value() == OTHER
        needed = through or self._view.interpreter_language is not None
        yes = self.again or self.given.value() is True
        shown: dict[str, Any] = {
            "language_name": through,
            "interpreter": needed,
            "questions": self.asked.value() is True,
            "given": not self.again,
            "reason": not self.again and self.given.value() is False,
            "witness": self.manner.value() in set(WITNESSED),
        }
        shown |= {share_field((one.code, one.purpose)): yes for one in self._view.partners}
        for name, wanted in shown.items():
            self.reveal(name, wanted)
        for label in (self.shares_heading, self.shares_note):
            label.setVisible(yes)
