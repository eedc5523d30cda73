"""A scheme with any mistake is refused by its file, the key and the reason; a sound one is not."""

import copy
import dataclasses
import datetime as dt
import tomllib
import types
from typing import get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.toml_writing import written
from triage_app.config import RESOURCES
from triage_app.domain.problems import BadFile
from triage_app.domain.scheme import CONTRACT, Scheme
from triage_app.reference import load_scheme, scheme_parts
from triage_app.texts import Texts

FILES = sorted((RESOURCES / "schemes").glob("*.toml"))
DATA = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
FULL, PILOT = "dyfed-powys-2019-11", "haverfordwest-women-2016-01"
DURHAM, WILTSHIRE = "durham-checkpoint-2015-04", "wiltshire-deferred-2021-01"
WORDS = {language: Texts(RESOURCES / "wording", language) for language in ("en", "cy")}


def kept(folder, name, data):
    path = folder / f"{name}.toml"
    path.write_text(written(data), encoding="utf-8")
    return path


def mistakes(folder, name, data):
    """Every mistake of a changed scheme as (key, reason), each of them said in both languages."""
    found = scheme_parts(kept(folder, name, data))[1]
    for one in found:
        for language, texts in WORDS.items():
            said = texts(one.code, **one.values)
            assert f"{name}.toml" in said, language
    return [(one.key, one.reason) for one in found]


def at(data, *way):
    """What stands at the end of a way of keys; an entry of a list is found by its code."""
    for step in way:
        if isinstance(data, list) and isinstance(step, str):
            data = next(one for one in data if one["code"] == step)
        else:
            data = data[step]
    return data


@pytest.mark.parametrize("name", DATA)
def test_a_shipped_scheme_written_anew_has_no_mistake(tmp_path, name):
    assert mistakes(tmp_path, name, DATA[name]) == []
    assert load_scheme(tmp_path / f"{name}.toml") == load_scheme(
        RESOURCES / "schemes" / f"{name}.toml"
    )


def put(*way, **values):
    """A change: these values are put where the way of keys leads."""
    return lambda data: at(data, *way).update(values)


def out(*way):
    """A change: the last key of the way is taken out."""
    return lambda data: at(data, *way[:-1]).pop(way[-1])


def another(key, like, **values):
    """A change: an entry like another is put beside it."""
    return lambda data: data[key].append({**at(data, key, like), **values})


def of_kind(which, /, **values):
    """A change: these values are put into every condition of a kind."""
    return lambda data: [one.update(values) for one in data["conditions"] if one["kind"] == which]


WRONG = [
    (FULL, put(colour="red"), "colour", "unknown_key"),
    (FULL, put("office", fax="1"), "office.fax", "unknown_key"),
    (FULL, out("term_months"), "term_months", "missing_key"),
    (FULL, out("slots"), "slots", "missing_key"),
    (FULL, put(slots=[]), "slots", "empty_list"),
    (FULL, out("outcomes"), "outcomes", "missing_key"),
    (PILOT, put(term_months=4), "slots", "missing_key"),
    (FULL, put(term_months="4"), "term_months", "wrong_value"),
    (FULL, put(term_months=-4), "term_months", "too_small"),
    (FULL, put(shortest_term_days=0), "shortest_term_days", "too_small"),
    (FULL, put(shortest_term_days=200), "shortest_term_days", "longer_than_term"),
    (FULL, put(buffer_days=-1), "buffer_days", "too_small"),
    (FULL, put(check_every_days=0), "check_every_days", "too_small"),
    (FULL, put(midway_after_days=0), "midway_after_days", "too_small"),
    (FULL, put(exit_before_days=-1), "exit_before_days", "too_small"),
    (FULL, put(midway_after_days=100), "midway_after_days", "wrong_order"),
    (FULL, put(hours_range=[36, 18]), "hours_range", "wrong_order"),
    (FULL, put(most_hours_a_week=0), "most_hours_a_week", "too_small"),
    (FULL, out("most_hours_a_week"), "most_hours_a_week", "missing_key"),
    (FULL, put("areas", 0, districts=["W06000011"]), "areas.districts", "unknown_code"),
    (FULL, put("areas", 0, districts=["W06000023"]), "areas.districts", "repeated_code"),
    (FULL, put("areas", 0, outcodes=["SW1A"]), "areas.outcodes", "unknown_code"),
    (FULL, put(contact_hours=[72, 72]), "contact_hours", "wrong_order"),
    (FULL, put(contact_attempts=0), "contact_attempts", "too_small"),
    (FULL, put(consent_backdating_days=-1), "consent_backdating_days", "too_small"),
    (FULL, put(term_months=10**9), "term_months", "too_large"),
    (FULL, put(contact_hours=[24, 10**12]), "contact_hours", "too_large"),
    (FULL, put("attention", silent=10**9), "attention.silent", "too_large"),
    (FULL, put("slots", 3, position=3), "slots", "two_places"),
    (FULL, put("slots", 4, position=6), "slots", "places_not_in_order"),
    (
        FULL,
        lambda data: data["slots"].append({"position": 6, "kinds": ["tag"], "required": False}),
        "slots",
        "too_many_places",
    ),
    (FULL, put("slots", 0, required=False), "slots.1", "first_place"),
    (FULL, put("slots", 1, kinds=[]), "slots.2.kinds", "empty_list"),
    (FULL, put("slots", 1, kinds=["penance"]), "slots.2.kinds", "unknown_code"),
    (FULL, put("slots", 1, need=2), "slots.2.need", "need_without_pathway"),
    (FULL, put("slots", 3, need=1), "slots.need", "repeated_code"),
    (FULL, put("slots", 3, need=7), "slots.4.need", "unknown_code"),
    (FULL, put("rules", "adult", code="grown_up"), "rules.code", "unknown_code"),
    (FULL, put(rules=[]), "rules", "empty_list"),
    (
        FULL,
        put("rules", "adult", "settings", height=2),
        "rules.adult.settings.height",
        "unknown_key",
    ),
    (
        FULL,
        put("rules", "no_order_or_bail", "settings", bail="never"),
        "rules.no_order_or_bail.settings.bail",
        "wrong_value",
    ),
    (
        DURHAM,
        put("rules", "offence_recent", "settings", measured_at="noon"),
        "rules.offence_recent.settings.measured_at",
        "wrong_value",
    ),
    (FULL, put("rules", "adult", effect="hints"), "rules.adult.effect", "wrong_value"),
    (FULL, put("rules", "adult", source=" "), "rules.adult.source", "empty_text"),
    (FULL, another("suites", "llanelli", starts=dt.date(2020, 1, 1)), "suites", "two_starts"),
    (
        FULL,
        put(
            "suites",
            "llanelli",
            cohort_starts=[
                {"cohort": "all", "starts": dt.date(2020, 1, 1)},
                {"cohort": "all", "starts": dt.date(2021, 1, 1)},
            ],
        ),
        "suites.llanelli.cohort_starts",
        "two_starts",
    ),
    (
        FULL,
        put("suites", "llanelli", cohort_starts=[{"cohort": "men", "starts": dt.date(2020, 1, 1)}]),
        "suites.llanelli.cohort_starts",
        "unknown_code",
    ),
    (FULL, put(suites=[]), "suites", "empty_list"),
    (FULL, put(cohorts=[]), "cohorts", "empty_list"),
    (PILOT, put("cohorts", "women", sexes=["feminine"]), "cohorts.women.sexes", "unknown_code"),
    (
        PILOT,
        put("cohorts", "women", youngest=25, oldest=18),
        "cohorts.women.oldest",
        "wrong_order",
    ),
    (PILOT, put(in_force_until=dt.date(2015, 12, 31)), "in_force_until", "ends_first"),
    (
        PILOT,
        put("suites", "haverfordwest", starts=dt.date(2018, 4, 1)),
        "suites.haverfordwest.starts",
        "never_begins",
    ),
    (PILOT, put("attention", ladder=1), "attention.ladder", "without_contract"),
    (PILOT, put("attention", tea=1), "attention.tea", "unknown_key"),
    (FULL, put(urgency=[]), "urgency.safeguarding", "missing_key"),
    (FULL, put(urgency=["charge", "charge"]), "urgency", "repeated_code"),
    (FULL, put(urgency=["tea"]), "urgency", "unknown_code"),
    (PILOT, put(urgency=["ladder"]), "urgency", "unknown_code"),
    (FULL, put("attention", draft=-1), "attention.draft", "too_small"),
    (FULL, out("suites", "llanelli", "name", "cy"), "suites.llanelli.name.cy", "missing_key"),
    (FULL, put("suites", "llanelli", "name", cy=""), "suites.llanelli.name", "empty_wording"),
    (FULL, put("office", telephone=""), "office.telephone", "empty_text"),
    (DURHAM, out("safeguarding"), "safeguarding", "missing_key"),
    (DURHAM, put(safeguarding=[]), "safeguarding.child_at_risk", "missing_key"),
    (FULL, put("safeguarding", 1, flag="child_at_risk"), "safeguarding", "repeated_code"),
    (FULL, put("safeguarding", 0, flag="medication"), "safeguarding.flag", "unknown_code"),
    (FULL, put("safeguarding", 0, flag="poverty"), "safeguarding.1.flag", "wrong_value"),
    (FULL, put(family="Dyfed Powys"), "family", "no_name"),
    (FULL, put("outcomes", "22", code="no. 22"), "outcomes.no. 22.code", "no_code"),
    (FULL, put("outcomes", "22", by_default=False), "outcomes.by_default", "one_default"),
    (FULL, put("standings", 0, when={"tea": 1}), "standings.when", "unknown_code"),
    (FULL, put("standings", 0, when={"reoffended": 2}), "standings.when.reoffended", "too_large"),
    (FULL, put("standings", 1, unless=["ends_within"]), "standings.unless", "unknown_code"),
    (FULL, put("standings", 0, says="kept"), "standings.says", "unknown_code"),
    (FULL, put("standings", 0, when={}), "standings", "line_never_read"),
    (FULL, put("standings", 2, when={"asked": 1}), "standings", "no_last_line"),
    (FULL, put("standings", 0, kinds=["tea"]), "standings.kinds", "unknown_code"),
    (
        FULL,
        put("ladder", "supervisor_review", after_misses=1),
        "ladder.after_misses",
        "wrong_order",
    ),
    (FULL, put("outcodes", SA18={"total": 0, "inside": 0}), "outcodes.SA18", "wrong_counts"),
    (FULL, put("outcodes", SA18={"total": 9, "inside": 10}), "outcodes.SA18", "wrong_counts"),
    (FULL, put("outcodes", DYFED={"total": 9, "inside": 9}), "outcodes.DYFED", "no_outcode"),
    (
        FULL,
        put("conditions", "AC1", inputs=["due"]),
        "conditions.AC1.inputs",
        "blank_without_input",
    ),
    (FULL, of_kind("volunteering", kind="tag"), "conditions", "no_condition"),
    (
        FULL,
        put("conditions", "VO1", pathway="health"),
        "conditions.VO1.pathway",
        "need_without_pathway",
    ),
    (
        FULL,
        put("conditions", "NR1", "plain", en="This is a Caution."),
        "conditions.NR1",
        "speaks_of_caution",
    ),
    (
        DURHAM,
        put("conditions", "AC1", "text", cy="Mae’n rybuddiad. {sessions} {due}"),
        "conditions.AC1",
        "speaks_of_caution",
    ),
    (WILTSHIRE, put(placeholders=["price"]), "placeholders", "no_such_key"),
    (WILTSHIRE, put(placeholders=["rules.kindness"]), "placeholders", "no_such_key"),
    (WILTSHIRE, put(placeholders=["in_force_until"]), "placeholders", "no_such_key"),
    (WILTSHIRE, put(placeholders=["slots", "slots"]), "placeholders", "repeated_code"),
    (WILTSHIRE, put(contribution={"en": "Pay", "cy": ""}), "contribution", "empty_wording"),
    (WILTSHIRE, put(crest="crest.png"), "crest", "wrong_value"),
    (WILTSHIRE, put(crest="R0lGODlhAQABAAAAACw="), "crest", "wrong_value"),
    (WILTSHIRE, put(defers_caution="yes"), "defers_caution", "wrong_value"),
]


@pytest.mark.parametrize(("name", "change", "key", "reason"), WRONG)
def test_a_mistake_is_told_by_key_and_reason(tmp_path, name, change, key, reason):
    data = copy.deepcopy(DATA[name])
    change(data)

    assert (key, reason) in mistakes(tmp_path, name, data)
    with pytest.raises(BadFile):
        load_scheme(tmp_path / f"{name}.toml")


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path):
    data = copy.deepcopy(DATA[FULL])
    data["term_months"] = -4
    data["slots"][3]["position"] = 3
    data["colour"] = "red"
    del data["suites"][0]["name"]["cy"]
    data["rules"][0]["code"] = "grown_up"

    told = mistakes(tmp_path, FULL, data)

    assert sorted(told) == sorted(
        [
            ("suites.aberystwyth.name.cy", "missing_key"),
            ("colour", "unknown_key"),
            ("rules.code", "unknown_code"),
            ("slots", "two_places"),
            ("slots", "places_not_in_order"),
            ("term_months", "too_small"),
            ("shortest_term_days", "longer_than_term"),
        ]
    )


def test_a_missing_contract_is_told_once_and_not_by_all_that_follows_from_it(tmp_path):
    data = copy.deepcopy(DATA[FULL])
    del data["slots"]

    assert mistakes(tmp_path, FULL, data) == [("slots", "missing_key")]


def test_a_file_whose_name_cannot_be_a_code_is_refused(tmp_path):
    assert mistakes(tmp_path, "My Scheme", DATA[FULL]) == [("-", "no_name")]


# ── Any key, anywhere ────────────────────────────────────────────────────────────────────────


def needed_keys(data, kind, way=()):
    """Every way to a key that its dataclass needs, as far as the file has one."""
    outer, inner = get_origin(kind), get_args(kind)
    if outer is types.UnionType:
        yield from needed_keys(data, next(it for it in inner if it is not types.NoneType), way)
    elif outer is tuple:
        for number, item in enumerate(data):
            yield from needed_keys(item, inner[0], (*way, number))
    elif outer is not None:
        for key, item in data.items():
            yield from needed_keys(item, inner[1], (*way, key))
    elif dataclasses.is_dataclass(kind):
        yield from needed_fields(data, kind, way)


def needed_fields(data, kind, way):
    hints = get_type_hints(kind)
    for one in dataclasses.fields(kind):
        if one.name not in data:
            continue
        if one.default is one.default_factory is dataclasses.MISSING:
            yield (*way, one.name)
        yield from needed_keys(data[one.name], hints[one.name], (*way, one.name))


def named(data, way):
    """A way of keys as an author is told it: entries by their codes, or counted from 1."""
    said = []
    for step in way:
        data = data[step] if isinstance(step, int) else data.get(step, {})
        code = data.get("code") if isinstance(step, int) and isinstance(data, dict) else None
        counted = step + 1 if isinstance(step, int) else step
        said.append(code if isinstance(code, str) else counted)
    return ".".join(map(str, said))


NEEDED = [(name, way) for name in DATA for way in needed_keys(DATA[name], Scheme)]
NEEDED += [(name, (key,)) for name in DATA for key in CONTRACT if key in DATA[name]]
NEEDED += [(name, ("attention", kind)) for name in DATA for kind in DATA[name]["attention"]]


def test_there_are_needed_keys_at_every_depth():
    assert {len(way) for _, way in NEEDED} >= {1, 2, 3, 4}
    assert (FULL, ("suites", 0, "name", "cy")) in NEEDED
    assert (PILOT, ("term_months",)) not in NEEDED


@settings(max_examples=50)
@given(st.sampled_from(NEEDED))
def test_whatever_needed_key_is_taken_out_is_named(tmp_path, taken):
    name, way = taken
    data = copy.deepcopy(DATA[name])
    del at(data, *way[:-1])[way[-1]]

    assert (named(data, way), "missing_key") in mistakes(tmp_path, name, data)


@settings(max_examples=50)
@given(st.sampled_from(NEEDED))
def test_whatever_table_has_a_key_too_many_it_is_named(tmp_path, beside):
    name, way = beside
    data = copy.deepcopy(DATA[name])
    at(data, *way[:-1])["colour"] = 1

    told = mistakes(tmp_path, name, data)

    assert (named(data, (*way[:-1], "colour")), "unknown_key") in told


@settings(max_examples=50)
@given(st.sampled_from(NEEDED))
def test_whatever_value_is_of_another_type_is_named(tmp_path, another_type):
    name, way = another_type
    data = copy.deepcopy(DATA[name])
    at(data, *way[:-1])[way[-1]] = 1.5

    assert (named(data, way), "wrong_value") in mistakes(tmp_path, name, data)


JUNK = st.sampled_from(
    [-1, 0, 10**30, 1.5, True, "", "x", "{", "{due}", [], [[]], {}, {"en": "a"}, dt.date.max]
)


@settings(max_examples=150)
@given(st.sampled_from(NEEDED), JUNK)
def test_whatever_stands_anywhere_is_used_or_refused_in_words(tmp_path, changed, junk):
    name, way = changed
    data = copy.deepcopy(DATA[name])
    at(data, *way[:-1])[way[-1]] = junk

    if not mistakes(tmp_path, name, data):
        assert load_scheme(tmp_path / f"{name}.toml").family
