"""A library of conditions with any mistake is refused by the key and the reason."""

import copy

import pytest

from tests.test_scheme_mistakes import DATA, FULL, mistakes, put
from triage_app.domain.problems import BadFile
from triage_app.reference import load_scheme

UNKNOWN = "unknown_code"


def said(key, reason):
    """What is told of a condition of the library."""
    return f"conditions.{key}", reason


WRONG = [
    (FULL, put("conditions", "AC1", inputs=["service", "fee"]), *said("AC1.inputs", UNKNOWN)),
    (
        FULL,
        put("conditions", "AC1", inputs=["sessions", "sessions", "due"]),
        *said("AC1.inputs", "repeated_code"),
    ),
    (
        FULL,
        put("conditions", "TG1", inputs=["due", "area"]),
        *said("TG1.text", "input_without_blank"),
    ),
    (FULL, put("conditions", "AC1", counts={}), *said("AC1.counts.sessions", "missing_key")),
    (
        FULL,
        put("conditions", "AC1", counts={"sessions": "dances"}),
        *said("AC1.counts.sessions", UNKNOWN),
    ),
    (
        FULL,
        put("conditions", "TG1", counts={"due": "hours"}),
        *said("TG1.counts.due", "unknown_key"),
    ),
    (
        FULL,
        put("conditions", "FA2", "text", en="{sessions} {due} at {place}."),
        *said("FA2.text.en", "blank_not_neutral"),
    ),
    (
        FULL,
        put("conditions", "TG1", "text", cy="Gwisgwch dag tan {due}."),
        *said("TG1.text.cy", "blank_unmutated"),
    ),
    (
        FULL,
        put("conditions", "TG1", "text", en="Wear it until {due:soft}."),
        *said("TG1.text.en", "unknown_blank"),
    ),
    (
        FULL,
        put("conditions", "FA2", "text", cy="a" * 700 + " {sessions} {due} Lle: {place}."),
        *said("FA2.text.cy", "too_long_filled"),
    ),
    (
        FULL,
        put("counted", "meetings", "forms", "cy", few="cyfarfodydd"),
        "counted.meetings.forms.cy.few",
        "form_would_change",
    ),
    (
        FULL,
        put("counted", "meetings", "forms", "en", other="meetings"),
        "counted.meetings.forms.en.other",
        "number_not_shown",
    ),
    (
        FULL,
        put("counted", "talks", "forms", "en", many="x"),
        "counted.talks.forms.en.many",
        "unknown_key",
    ),
    (FULL, put("counted", "talks", code="tests"), "counted", "repeated_code"),
    (
        FULL,
        put("slots", 4, kinds=["pathway", "volunteering"]),
        *said("TG1.kind", "kind_without_slot"),
    ),
    (FULL, put("slots", 2, kinds=["tag"]), "slots.3.kinds", "kind_elsewhere"),
    (FULL, put("slots", 4, kinds_at={"brecon": []}), "slots.5.kinds_at.brecon", "empty_list"),
    (FULL, put("slots", 4, kinds_at={"bala": ["tag"]}), "slots.5.kinds_at", UNKNOWN),
    (
        FULL,
        put("slots", 4, kinds_at={"brecon": ["restorative"]}),
        "slots.5.kinds_at.brecon",
        "not_offered",
    ),
    (FULL, put(hours_range=[10, 36]), "hours_range", "too_small"),
]


@pytest.mark.parametrize(("name", "change", "key", "reason"), WRONG)
def test_a_mistake_of_the_library_is_told_by_key_and_reason(tmp_path, name, change, key, reason):
    data = copy.deepcopy(DATA[name])
    change(data)

    assert (key, reason) in mistakes(tmp_path, name, data)
    with pytest.raises(BadFile):
        load_scheme(tmp_path / f"{name}.toml")
