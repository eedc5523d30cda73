"""The fields of one condition: what it may ask for, each typed, and only those it needs shown."""

from collections.abc import Mapping
from typing import Any, Final

from triage_app.domain.condition import Condition
from triage_app.domain.condition_inputs import IN_OWN_WORDS, Frequency, Input, welsh_of
from triage_app.domain.scheme import ConditionText
from ui.forms import Form

WIDE: Final = 36  # characters of a place that are in sight; beside it stands its Welsh
# In the order in which a sentence says them: with whom, how much, where, when.
FIELDS: Final = (
    Input.SERVICE,
    Input.SESSIONS,
    Input.HOURS,
    Input.FREQUENCY,
    Input.PLACE,
    welsh_of(Input.PLACE),
    Input.AREA,
    welsh_of(Input.AREA),
    Input.STARTS,
    Input.ON_DAY,
    Input.FIRST_MEETING,
    Input.DUE,
)
IN_WORDS: Final = tuple(one for name in IN_OWN_WORDS for one in (name, welsh_of(name)))


def build(form: Form) -> None:
    """Add a field for each input that a condition may ask for; what each offers comes later."""
    form.pick(Input.SERVICE, [])
    form.number(Input.SESSIONS)
    form.number(Input.HOURS)
    often = [(str(one), form.room.texts(f"condition.frequency_{one}")) for one in Frequency]
    form.pick(Input.FREQUENCY, often)
    for name in IN_OWN_WORDS:
        form.line(name, WIDE)
        form.line(welsh_of(name), WIDE)
    form.day(Input.STARTS)
    form.day(Input.ON_DAY)
    form.moment(Input.FIRST_MEETING)
    form.day(Input.DUE)


def reveal(form: Form, text: ConditionText | None) -> None:
    """Show the fields that a condition asks for, and hide the others."""
    asked = asked_by(text)
    for name in FIELDS:
        form.reveal(name, name in asked)


def asked_by(text: ConditionText | None) -> tuple[str, ...]:
    """Return the fields of a condition: a place in somebody's own words has its Welsh beside it."""
    inputs = text.inputs if text else ()
    return (*inputs, *(welsh_of(name) for name in IN_OWN_WORDS if name in inputs))


def shown(one: Condition | None) -> dict[str, Any]:
    """Return what stands in each field for a condition as it is saved."""
    return {name: getattr(one, name) for name in FIELDS} if one else {}


def given(values: Mapping[str, Any], text: ConditionText) -> dict[str, Any]:
    """Return what was filled in, as the condition keeps it: nothing typed is nothing known."""
    return {name: values[name] if values[name] != "" else None for name in asked_by(text)}
