"""The forms of a victim: who they are, what they wish, what they were told, and an error."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from triage_app.domain.victims import (
    LANGUAGES,
    OTHER,
    About,
    Decided,
    Details,
    Enhanced,
    Happened,
    How,
    Kind,
    Said,
    Telling,
    WhyNot,
    Wish,
)
from triage_app.services.victims_shown import FIELDS, Notice, VictimView
from triage_app.texts import Texts
from ui.forms import Form
from ui.parts import step_back
from ui.room import Room
from ui.several import SeveralField


class VictimsForm(Form):
    """A form about a victim, which can be put away again."""

    thought_better = Signal()


class VictimForm(VictimsForm):
    """Who was harmed, whether they have enhanced rights, and how they are reached safely."""

    def __init__(self, room: Room, known: VictimView | None = None) -> None:
        super().__init__(room, "victims")
        texts = room.texts
        self.heading("victim")
        self.kind = self.radio("kind", _choices(texts, "kind", Kind))
        self.line("name", 50)
        self.line("contact_person", 50)
        self.enhanced = self.yes_no("enhanced")
        why = [(one.value, texts(f"victims.enhanced_{one}")) for one in Enhanced]
        label = texts("victims.enhanced_why")
        self.custom("enhanced_why", SeveralField(room.theme, label, why))
        spoken = [(code, texts(f"consent.language_{code}")) for code in LANGUAGES]
        self.language = self.radio("language", spoken, across=True)
        self.line("language_name", 30)
        self.yes_no("large_print")
        self.radio("told_by", _choices(texts, "how", How))
        self.line("telephone", 20)
        self.line("email", 40)
        self.area("address", 3)
        self.yes_no("message_may_be_left")
        self.line("who_answers", 50)
        self.line("safe_times", 50)
        self.area("correction_why", 2)
        main = self.buttons("victims.save", [("victims.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        for one in (self.kind, self.enhanced, self.language):
            one.changed.connect(self._ask_what_is_asked)
        self.rows["correction_why"].setVisible(known is not None)
        if known is not None:
            self.version = known.version
            self.fill({name: getattr(known.details, name) for name in FIELDS})
        self._ask_what_is_asked()

    def details(self) -> Details:
        """Return what was filled in."""
        values: dict[str, Any] = self.values()
        values.pop("correction_why")
        values["enhanced_why"] = tuple(values["enhanced_why"] or ())
        return Details(**values)

    def why(self) -> str:
        """Return why something known is changed."""
        said: str = self.values()["correction_why"]
        return said

    def _ask_what_is_asked(self) -> None:
        company = self.kind.value() == Kind.COMPANY
        self.reveal("contact_person", company)
        self.reveal("enhanced", not company)
        self.reveal("enhanced_why", not company and self.enhanced.value() is True)
        self.reveal("language_name", self.language.value() == OTHER)


class WishForm(VictimsForm):
    """What a victim was asked, or answered, on a day."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "victims")
        texts = room.texts
        self.radio("about", _choices(texts, "about", About))
        self.radio("said", _choices(texts, "said", Said))
        self.day("wish_day")
        self.radio("wish_how", _choices(texts, "how", How))
        self.area("wish_note", 2)
        main = self.buttons("victims.save_wish", [("victims.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        self.fill({"wish_day": room.desk.today()})

    def wish(self) -> Wish:
        """Return what was filled in."""
        values = self.values()
        day: date | None = values["wish_day"]
        return Wish(values["about"], values["said"], day, values["wish_how"], values["wish_note"])


class TellForm(VictimsForm):
    """Of which decisions a victim was told, by whom and how; or why they were not."""

    def __init__(self, room: Room, notices: Iterable[Notice]) -> None:
        super().__init__(room, "victims")
        texts = room.texts
        self._open = {_key(one): Happened(one.event, one.happened_on) for one in notices}
        events = [(key, event_said(texts, one)) for key, one in self._open.items()]
        self.custom("events", SeveralField(room.theme, texts("victims.events"), events))
        answers = [(True, texts("victims.told_yes")), (False, texts("victims.told_no"))]
        self.told = self.radio("told", answers, across=True)
        self.day("told_day")
        self.radio("told_how", _choices(texts, "how", How))
        self.line("told_person", 50)
        self.radio("why_not", _choices(texts, "why_not", WhyNot))
        self.area("told_note", 2)
        main = self.buttons("victims.save_told", [("victims.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        self.told.changed.connect(self._ask_what_is_asked)
        who = {"told_day": room.desk.today(), "told_person": room.actor.name}
        self.fill({"events": tuple(self._open), **who})
        self._ask_what_is_asked()

    def about(self) -> tuple[Happened, ...]:
        """Return the decisions ticked."""
        ticked: Any = self.rows["events"].control
        return tuple(self._open[key] for key in ticked.value())

    def telling(self) -> Telling:
        """Return what was filled in."""
        values = self.values()
        return Telling(
            told=values["told"],
            day=values["told_day"],
            how=values["told_how"],
            by=values["told_person"],
            why_not=values["why_not"],
            note=values["told_note"],
        )

    def _ask_what_is_asked(self) -> None:
        told = self.told.value()
        for name in ("told_how", "told_person"):
            self.reveal(name, told is True)
        self.reveal("why_not", told is False)
        self.reveal("told_note", told is not None)


class WhyForm(VictimsForm):
    """Something done for a reason: nobody was harmed, or a victim was recorded in error."""

    def __init__(self, room: Room, name: str, save: str) -> None:
        super().__init__(room, "victims")
        self._name = name
        self.area(name, 2)
        main = self.buttons(save, [("victims.keep", self.thought_better.emit)])
        step_back(room.theme, main)

    def why(self) -> str:
        """Return the reason."""
        said: str = self.values()[self._name]
        return said


def event_said(texts: Texts, one: Happened) -> str:
    """Return a decision and its day, in words."""
    return f"{texts(f'victims.event_{one.event}')}, {texts.plain_date(one.day)}"


def _key(one: Notice) -> str:
    return f"{one.event}:{one.happened_on}"


def _choices(
    texts: Texts, name: str, codes: type[About | Decided | How | Kind | Said | WhyNot]
) -> list[tuple[str, str]]:
    return [(one.value, texts(f"victims.{name}_{one}")) for one in codes]
