"""The referral's form: the person, custody, the officer, the offences, orders and bail."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from PySide6.QtCore import QTimer, Signal

from triage_app.domain.drug_test import DrugTest
from triage_app.domain.eligibility import ADULT_AT, age_on
from triage_app.domain.entry import Unreadable
from triage_app.domain.identifiers import FORCES_OWN
from triage_app.domain.likeness import Description
from triage_app.domain.referral import ETHNICITIES, SEXES, Custody, Particulars, Referral
from triage_app.services import background, likely, people
from triage_app.services.referrals import Versions
from ui.corrections import Consequences
from ui.forms import Form
from ui.orders_field import OrdersField
from ui.referral import groups
from ui.referral.home_postcode import HomePostcode, postcode_doubt
from ui.referral.offences import OffencesEditor
from ui.referral.same_person import SOMEBODY_NEW, SamePerson
from ui.room import Place, Room
from ui.suites import suites_of

# A pause this long after the name or the birth is typed, and one look is made for the same person.
PAUSE = 700
# Of somebody known these are as the record has them; the rest may be newer as it is typed.
IDENTITY = frozenset({"name", "born", "sex", "pnc", "cro"})


class ReferralForm(Form):
    """Everything a referral says; a known person's particulars fill it when they are chosen."""

    went = Signal(Place)

    def __init__(
        self, room: Room, *, person_id: int | None = None, correcting: bool = False
    ) -> None:
        super().__init__(room, "referral")
        self._person_id, self._correcting = person_id, correcting
        self.versions: Versions | None = None
        self._asked = False  # who it is; saved once more without an answer, it is somebody new
        self._build()
        self._connect()
        self.rows["same_person"].hide()
        self._look_again()

    def referral(self) -> Referral:
        """Return what was filled in, or say what cannot be read."""
        values = self.values()
        same = values["same_person"]
        return Referral(
            person=Particulars(**_part(Particulars, values)),
            custody=Custody(**_part(Custody, values)),
            offences=values["offences"],
            person_id=self._person_id or same or None,
            ordered=values["ordered"],
            another_person=same == SOMEBODY_NEW or (same is None and self._asked),
        )

    def reason(self) -> str:
        """Return why it is corrected; nothing where it is only amended."""
        return str(self.values().get("correction_reason", ""))

    def show_referral(self, referral: Referral) -> None:
        """Show a referral as it was saved."""
        self.fill(asdict(referral.person) | asdict(referral.custody))
        self.fill({"offences": referral.offences, "ordered": referral.ordered})
        self._look_again()

    def restore(self, raw: Any) -> None:  # noqa: ANN401
        """Show every field as it stood, and look again for who it may be."""
        super().restore(raw)
        self._look_again()
        self._look_for_same()

    def show_theirs(self, theirs: Mapping[str, object], by: str) -> None:
        """Put another's version beside what was typed, and save over that one from now on."""
        super().show_theirs(theirs, by)
        versions = theirs.get("versions")
        self.versions = versions if isinstance(versions, Versions) else self.versions

    def _build(self) -> None:
        self._build_person()
        self.interpreter, self.adult = groups.add_language(self)
        self._build_custody()
        self.heading("offences")
        self.offences = self.custom("offences", OffencesEditor(self.room))
        self.others = groups.add_co_accused(self)
        self.tested = groups.add_drug_test(self)
        self.heading("orders")
        self.orders = self.custom("ordered", OrdersField(self.room))
        if self._correcting:
            self.heading("correction")
            self.area("correction_reason", 2)
        self.consequences = Consequences(self.room)
        self.add(self.consequences)

    def _build_person(self) -> None:
        said = self.room.texts
        self.heading("person")
        self.name = self.line("name", 40)
        self.born = self.day("born", birth=True)
        self.same = self.custom("same_person", SamePerson(self.room))
        groups.add_names(self)
        self.radio("sex", [(sex, said(f"referral.sex_{sex}")) for sex in SEXES], across=True)
        codes = [(code, said(f"referral.ethnicity_{code.lower()}")) for code in ETHNICITIES]
        self.pick("ethnicity", codes)
        self.area("address", 3)
        self.postcode = self.custom("postcode", HomePostcode(self.room))
        groups.add_contact(self)

    def _build_custody(self) -> None:
        room = self.room
        self.heading("custody")
        self.suite = self.pick("suite", suites_of(room))
        self.suite.set_value(room.desk.suite)
        groups.add_forces_own(self, "custody_record", 20)
        groups.add_references(self)
        self.moment("arrested")
        self.moment("released")
        self.heading("officer")
        self.line("officer_name")
        groups.add_forces_own(self, "officer_number", 12)
        self.line("officer_email", 40)

    def _connect(self) -> None:
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(PAUSE)
        self._settling.timeout.connect(self._look_for_same)
        if self._person_id is None:
            for one in fields(Description):
                control: Any = self.rows[one.name].control
                control.changed.connect(self._look_again_for_same)
        self.same.picked.connect(self.take_known)
        self.same.went.connect(self.went)
        for asked in (self.interpreter, self.adult, self.others, self.tested):
            asked.changed.connect(self._look_again)
        self.suite.changed.connect(self._look_at_numbers)
        self.postcode.settled.connect(self._look_at_postcode)
        self.born.editingFinished.connect(self._look_at_age)

    def _look_again(self) -> None:
        """Ask which language, and whose name, only where there is somebody to be named."""
        self.reveal("interpreter_language", self.interpreter.value() is True)
        self.reveal("appropriate_adult_name", self.adult.value() is True)
        self.reveal("co_accused_names", self.others.value() is True)
        for name in ("drug_result", "drug_test_day"):
            self.reveal(name, self.tested.value() == DrugTest.TESTED)
        self._look_at_postcode()
        self._look_at_age()

    def _look_for_same(self) -> None:
        """Look for the person among those known; where somebody may be, show them."""
        self._settling.stop()
        if self._person_id is not None:
            return
        room, given = self.room, self._given()
        with room.feedback.answering():
            found = likely.likely_same(room.desk, room.actor, given)
            self.reveal("same_person", self.same.offer(found, given))
            self._show_earlier(self.same.value())

    def _look_again_for_same(self) -> None:
        """Look again as more is typed, unless it was said already who it is."""
        if not self.same.value():
            self._settling.start()

    def show_problems(self, problems: Any) -> None:  # noqa: ANN401
        """Mark the fields; where the person is known already, ask who it is."""
        super().show_problems(problems)
        told = [one for one in problems if one.field.startswith("offences.")]
        texts = self.room.texts
        self.offences.mark(
            {one.field.partition(".")[2]: texts(one.code, **one.values) for one in told}
        )
        if any(problem.code == "referral.known_already" for problem in problems):
            self._asked = True
            self._look_for_same()
            self.go_to("same_person")

    def go_on_with(self, person_id: int) -> None:
        """Take somebody who was looked for and found: they stand among those offered."""
        room = self.room
        with room.feedback.answering():
            one = likely.one_known(room.desk, room.actor, person_id, self._given())
            self.same.offer([one], self._given())
            self.same.set_value(one.person_id)
            self.reveal("same_person", True)
            self.take_known(one.person_id)
            self.go_to("same_person")

    def take_known(self, person_id: int) -> None:
        """Fill the form with somebody known: what is typed of how to reach them is newer."""
        if person_id == SOMEBODY_NEW:
            self._show_earlier(None)
            return
        room = self.room
        with room.feedback.answering():
            known = people.known_person(room.desk, room.actor, person_id)
            held = asdict(known.particulars)
            typed = {name for name in held if _said(self.rows[name].control)}
            self.fill({name: held[name] for name in held if name in IDENTITY or name not in typed})
            self.unfold_said()
            self._show_earlier(known.person_id)
            self._look_again()

    def _show_earlier(self, person_id: int | None) -> None:
        room = self.room
        known = background.background(room.desk, room.actor, person_id) if person_id else None
        self.same.show_background(known)

    def _given(self) -> Description:
        """Return what has been typed so far of who it is."""
        typed = {one.name: self.rows[one.name].control for one in fields(Description)}
        held: dict[str, Any] = {name: _readable(control) for name, control in typed.items()}
        return Description(**held)

    def _born(self) -> Any:  # noqa: ANN401
        try:
            return self.born.value()
        except Unreadable:
            return None

    def _look_at_postcode(self) -> None:
        self.rows["postcode"].warn(postcode_doubt(self.room, self.postcode.value()))

    def _look_at_numbers(self) -> None:
        for kind in FORCES_OWN:
            groups.warn_of_form(self, kind)

    def _look_at_age(self) -> None:
        born = self._born()
        young = born is not None and 0 <= age_on(born, self.room.desk.today()) < ADULT_AT
        self.warn("born", "referral.under_age" if young else "")


def _readable(control: Any) -> Any:  # noqa: ANN401 - each control has its own type
    try:
        return control.value()
    except Unreadable:
        return None


def _said(control: Any) -> bool:  # noqa: ANN401 - each control has its own type
    value = control.raw() if hasattr(control, "raw") else control.value()
    return any(value.values()) if isinstance(value, dict) else value not in (None, "", ())


def _part(kind: Any, values: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Return the values that one part of a referral takes; an empty choice of text is no text."""
    part = {one.name: values[one.name] for one in fields(kind)}
    return part | {"suite": part["suite"] or ""} if "suite" in part else part
