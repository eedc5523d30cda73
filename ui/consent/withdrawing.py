"""They want to stop: what follows is said first, then it is recorded. It is their right."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtWidgets import QWidget

from triage_app.domain.sharing import TOLD
from triage_app.domain.withdrawal import Given, Who
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import withdrawals
from triage_app.services.withdrawals import Consequences, ToBeTold
from triage_app.texts import Texts
from ui.form_opener import FormOpener, OpenedForm
from ui.parts import column_of, heading, step_back, words
from ui.room import Room
from ui.theme import UNIT, Tone


class WithdrawForm(OpenedForm):
    """On which day and how we were told; a reason only if they give one."""

    def __init__(self, room: Room, seen: Consequences) -> None:
        super().__init__(room, "withdrawal")
        texts = room.texts
        self.add(_said_first(room, seen))
        self.radio("how", [(one.value, texts(f"sharing.how_{one}")) for one in TOLD])
        self.day("day")
        self.area("reason", 2)
        if seen.support:
            answers = [
                (True, "withdrawal.stops_support_yes"),
                (False, "withdrawal.stops_support_no"),
            ]
            self.radio("stops_support", [(value, texts(code)) for value, code in answers])
        self.tick("tells_coordinator")
        if seen.under_contract:
            languages = [(str(one), texts(f"consent.language_{one}")) for one in Language]
            self.radio("letter_language", languages, across=True)
        main = self.buttons("withdrawal.record", [("withdrawal.keep", self.thought_better.emit)])
        step_back(room.theme, main)
        start = {"day": room.desk.today(), "tells_coordinator": seen.victim_was_asked}
        self.fill(start | {"letter_language": str(Language.ENGLISH)})

    def given(self) -> tuple[Given, str]:
        """Return what was filled in, and the language of the letter."""
        values: dict[str, Any] = self.values()
        language = values.pop("letter_language", None) or Language.ENGLISH
        return Given(**values), str(language)


class WithdrawPart(FormOpener[WithdrawForm]):
    """A quiet button that is always there while there is a consent to take back."""

    opens, draft = "withdrawal.open", "withdrawal.withdraw"

    def open(self) -> None:
        """Say what follows, and ask for what is to be recorded."""
        room = self.room
        with room.feedback.answering():
            seen = withdrawals.consequences(room.desk, room.actor, self.case_id)
            if seen is None:
                room.feedback.tell("withdrawal.nothing_to_withdraw")
                return
            self.put(WithdrawForm(room, seen), "how")

    def record(self, form: WithdrawForm) -> None:
        """Withdraw the consent, once it is asked whether it should be."""
        room = self.room
        given, language = form.given()
        if room.feedback.ask("withdrawal.ask_withdraw"):
            self.finish(withdrawals.withdraw(room.desk, room.actor, self.case_id, given, language))


def who_in_words(texts: Texts, one: ToBeTold) -> str:
    """Name somebody who must be told."""
    if one.who is Who.OFFICER and not one.name:
        return texts("withdrawal.who_officer_unnamed")
    return texts(f"withdrawal.who_{one.who}", name=one.name)


def _said_first(room: Room, seen: Consequences) -> QWidget:
    """Say everything that follows, before anything can be recorded."""
    theme, texts, holder = room.theme, room.texts, QWidget()
    told = [words(theme, f"· {who_in_words(texts, one)}") for one in seen.told]
    holder.setLayout(
        column_of(
            heading(theme, texts("withdrawal.heading")),
            words(theme, texts("withdrawal.their_right"), tone=Tone.MUTED),
            *(words(theme, f"· {line}") for line in _follows(texts, seen)),
            heading(theme, texts("withdrawal.heading_told")),
            *told,
            spacing=UNIT,
        )
    )
    return holder


def _follows(texts: Texts, seen: Consequences) -> Iterator[str]:
    if seen.under_contract:
        yield texts("withdrawal.ends_contract", day=seen.ends)
        yield texts("withdrawal.no_breach")
    else:
        yield texts("withdrawal.ends_before")
    if seen.state is State.BREACH_PROPOSED:
        yield texts("withdrawal.breach_overtaken")
    yield _time_left(texts, seen)
    if seen.meetings:
        yield texts("withdrawal.meetings_end", n=seen.meetings)
    yield texts("withdrawal.sharing_stops" if seen.shares else "withdrawal.nothing_shared")
    yield texts("withdrawal.services_stay")


def _time_left(texts: Texts, seen: Consequences) -> str:
    if seen.last_day is None or seen.days_left is None:
        return texts("withdrawal.no_limit" if seen.limit_known else "withdrawal.limit_unknown")
    if seen.days_left < 0:
        return texts("withdrawal.time_over", day=seen.last_day)
    return texts("withdrawal.time_left", n=seen.days_left, day=seen.last_day)
