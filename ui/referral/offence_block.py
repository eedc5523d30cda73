"""One offence of a referral: what, how it is tried, when, where, and what its clock asks for."""

from typing import Any

from triage_app.domain.entry import Unreadable
from triage_app.domain.identifiers import tidy_postcode
from triage_app.domain.offences import (
    ATTEMPT,
    INCHOATE,
    OTHER_CATEGORIES,
    Base,
    Category,
    Limit,
    suffix_of,
    with_suffix,
)
from triage_app.domain.referral import OffenceGiven
from ui.blocks import Block, Raw
from ui.offence_words import category_words
from ui.parts import holding, line_of, words
from ui.referral.home_postcode import postcode_doubt
from ui.referral.offence_field import OffenceField
from ui.room import Room
from ui.theme import UNIT

CATEGORIES = (*Category, *OTHER_CATEGORIES)
SUMMARY = (Category.SUMMARY, Category.SUMMARY_MOTORING)
DAYS = ("first_day", "last_day", "base_day")


class OffenceBlock(Block):
    """One offence: what, when and where."""

    def __init__(self, room: Room) -> None:
        super().__init__(room, "offence", "offence.remove")
        self.column.setSpacing(UNIT * 2)
        self._row: int | None = None  # where it is kept, if it is
        self._build()
        self._connect()
        self._look_again()

    def _build(self) -> None:
        room, theme = self.room, self.room.theme
        self.title = words(theme, "", bold=True)
        self.add(holding(line_of(self.title, None, self.remove)))
        self.what = self.custom("what", OffenceField(room))
        named = [(one, category_words(room.texts, one)) for one in CATEGORIES]
        self.category = self.pick("category", named)
        forms = [(letter, room.texts(f"offence.form_{letter}_name")) for letter in INCHOATE]
        self.form = self.pick("form", forms)
        self.first_day, self.last_day = self.day("first_day"), self.day("last_day")
        self.domestic_abuse = self.yes_no("domestic_abuse")
        self.base_day = self.day("base_day")
        self.place = self.line("place", 40)
        self.postcode = self.tidied("postcode", tidy_postcode)

    def _connect(self) -> None:
        self.what.changed.connect(self._follow_code)
        self.what.chosen.connect(self._fill)
        self.what.editingFinished.connect(self._look_again)
        self.form.changed.connect(self._put_form)
        self.changed.connect(self._look_again)
        self.postcode.settled.connect(self._look_at_postcode)

    def count(self, number: int) -> None:
        """Say which of the offences this is."""
        self.title.setText(self.room.texts("offence.number", number=number))
        super().count(number)

    def given(self) -> OffenceGiven:
        """Return the offence; a day that cannot be read is marked, and refused."""
        code, title = self.what.given()
        days = {name: self._day(name) for name in DAYS}
        if self.rows["base_day"].isHidden():
            days["base_day"] = None
        return OffenceGiven(
            code=code,
            title=title,
            category=self.category.value(),
            place=self.place.value(),
            postcode=self.postcode.value(),
            domestic_abuse=self.domestic_abuse.value(),
            row=self._row,
            **days,
        )

    def show_given(self, given: OffenceGiven) -> None:
        """Show an offence."""
        self._row = given.row
        self.what.show_given(given.code, given.title)
        for name in ("category", "place", "postcode", "domestic_abuse", *DAYS):
            self._control(name).set_value(getattr(given, name))
        self._look_again()

    def raw(self) -> dict[str, Any]:
        """Return every field as it stands."""
        return {"row": self._row} | super().raw()

    def set_raw(self, raw: Raw) -> None:
        """Show every field as it stood."""
        self._row = raw.get("row")
        super().set_raw(raw)
        self._look_again()

    def _control(self, name: str) -> Any:  # noqa: ANN401 - each control has its own type
        return self.rows[name].control

    def _day(self, name: str) -> Any:  # noqa: ANN401
        row = self.rows[name]
        row.mark("")
        try:
            return self._control(name).value()
        except Unreadable as unreadable:
            row.mark(self.room.texts(unreadable.code))
            raise Unreadable("referral.offence_unreadable") from unreadable

    def _fill(self) -> None:
        """Take from the list how what was chosen is tried."""
        code, _title = self.what.given()
        category = self.room.desk.offences.category_of(code)
        if category is not None:
            self.category.set_value(category)
        self._look_again()

    def _put_form(self) -> None:
        """Make it an attempt, aiding, a conspiracy or the offence itself, and tried as that is."""
        code, title = self.what.given()
        letter = self.form.value() or ""
        if code and suffix_of(code) != letter:
            self.what.show_given(with_suffix(code, letter), title)
            self._fill()

    def _look_again(self) -> None:
        """Ask for a base day only where the time to charge hangs on it, and warn of what is odd."""
        code, _title = self.what.given()
        self.rows["form"].setVisible(suffix_of(with_suffix(code, ATTEMPT)) == ATTEMPT)
        limit = self._limit(code)
        self.rows["base_day"].setVisible(limit.base is not None)
        base = limit.base or Base.STATEMENT
        self.rows["base_day"].rename(self.room.texts(f"offence.base_{base}"))
        self.rows["what"].warn(self._odd_code(code))
        self.rows["category"].warn(self._odd_category(code))

    def _follow_code(self) -> None:
        """Show what the code that is being typed is of the offence."""
        code, _title = self.what.given()
        self.form.blockSignals(True)
        self.form.set_value(suffix_of(code) or None)
        self.form.blockSignals(False)

    def _limit(self, code: str) -> Limit:
        return self.room.desk.offences.limit(
            code, self.category.value(), None, domestic_abuse=self.domestic_abuse.value()
        )

    def _odd_code(self, code: str) -> str:
        texts, entry = self.room.texts, self.what.entry()
        if code and entry is None:
            return texts("offence.not_listed")
        if entry is not None and suffix_of(code) == ATTEMPT and entry.category in SUMMARY:
            return texts("offence.attempt_of_summary")
        return ""

    def _odd_category(self, code: str) -> str:
        texts, given = self.room.texts, self.category.value()
        if given is None:
            named = bool(self.what.text().strip())
            return texts("offence.no_category") if named else ""
        listed = self.room.desk.offences.category_of(code)
        if listed is not None and listed != given:
            return texts("offence.category_differs", category=category_words(texts, listed))
        return texts("offence.no_category") if given in OTHER_CATEGORIES else ""

    def _look_at_postcode(self) -> None:
        self.rows["postcode"].warn(postcode_doubt(self.room, self.postcode.value()))
