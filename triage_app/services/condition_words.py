"""A condition's wording filled in, whole and right in both languages."""

from collections.abc import Callable
from datetime import date

from triage_app.domain import bespoke
from triage_app.domain.condition import Condition
from triage_app.domain.condition_inputs import (
    AMOUNTS,
    DAYS,
    ENDS,
    IN_OWN_WORDS,
    SOFT,
    Input,
    blanks_of,
    in_own_words,
    welsh_of,
)
from triage_app.domain.scheme import ConditionText, Scheme
from triage_app.domain.wording import Language, Wording
from triage_app.texts import Texts

NO_BREAK = "\N{NO-BREAK SPACE}"
BLANK = "…"  # for what is not known yet


def filled(
    texts: Callable[[Language], Texts],
    scheme: Scheme,
    text: ConditionText,
    one: Condition,
    ends: date,
) -> Wording:
    """Return what the paper says of a condition, with dots for what is not known yet."""
    fillers = (_Filler(texts(language), scheme, text, one, ends) for language in Language)
    own = one.code == bespoke.CODE
    return Wording(*(it.own_sentence() if own else it.sentence() for it in fillers))


class _Filler:
    """A condition, and the language that its wording is filled in."""

    def __init__(
        self, texts: Texts, scheme: Scheme, text: ConditionText, one: Condition, ends: date
    ) -> None:
        self.texts, self.scheme, self.text, self.one, self.ends = texts, scheme, text, one, ends

    def sentence(self) -> str:
        """Return the wording with each blank filled by the whole phrase that belongs there."""
        template = self.text.text[self.texts.language]
        said, rest = [], template
        for blank in blanks_of(template) or ():
            shown = f"{{{blank.name}:{blank.form}}}" if blank.form else f"{{{blank.name}}}"
            before, _, rest = rest.partition(shown)
            said += [before, self._phrase(blank.name, blank.form) or BLANK]
        return "".join([*said, rest])

    def own_sentence(self) -> str:
        """Return bespoke words as a sentence; while a language is awaited, those of the other."""
        words = self.one.words.either(self.texts.language).strip() or BLANK
        due = self._phrase(Input.DUE, "") or BLANK
        return self.texts("condition.own_words", words=words.rstrip(". ") + ".", due=due)

    def _phrase(self, name: str, form: str) -> str:
        if name == ENDS:
            return self._day(self.ends, form)
        value = getattr(self.one, name)
        if value is None:
            return ""
        if name in DAYS:
            return self._day(value, form)
        if name in AMOUNTS:
            thing = self.scheme.things(self.text.counts[name])
            return unbroken(self.texts.counted(thing.forms[self.texts.language], value))
        if name == Input.FREQUENCY:
            return unbroken(self.texts(f"condition.frequency_{value}"))
        return self._own_words(name) if name in IN_OWN_WORDS else ""

    def _own_words(self, name: str) -> str:
        """Return a place as it was typed: its Welsh where it has one; marks in it stay letters."""
        own = getattr(self.one, name) or ""
        welsh = getattr(self.one, welsh_of(name)) or ""
        chosen = welsh if self.texts.language == Language.WELSH and welsh.strip() else own
        return in_own_words(chosen)

    def _day(self, day: date, form: str) -> str:
        """Write a date that breaks over a line only after its weekday."""
        plain = self.texts.plain_date(day)
        written = self.texts.soft_date(day) if form == SOFT else self.texts.date(day)
        return written.replace(plain, unbroken(plain))


def unbroken(phrase: str) -> str:
    """Return a phrase that stays on one line."""
    return phrase.replace(" ", NO_BREAK)
