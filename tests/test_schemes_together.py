"""Schemes that could not stand side by side are refused: nobody could tell which takes whom."""

import copy
import dataclasses
import datetime as dt
import random

import pytest

from tests.test_scheme_mistakes import DATA, FULL, PILOT, WORDS, kept
from triage_app.domain.problems import BadFile
from triage_app.reference import load_schemes

MEN = {"en": "Men", "cy": "Dynion"}


def beside(folder, *changed):
    """Keep the shipped schemes in a folder with some of them changed; say why they are refused."""
    told = {**DATA, **dict(changed)}
    for name, data in told.items():
        kept(folder, name, data)
    with pytest.raises(BadFile) as bad:
        load_schemes(folder)
    for texts in WORDS.values():
        assert bad.value.file in texts(bad.value.code, **bad.value.values)
    return bad.value.file, bad.value.key, bad.value.reason


def changed(name, **values):
    return {**copy.deepcopy(DATA[name]), **values}


def test_two_schemes_for_one_person_at_one_suite_on_one_day_are_refused(tmp_path):
    pilot = changed(PILOT)
    del pilot["in_force_until"]

    assert beside(tmp_path, (PILOT, pilot)) == (f"{PILOT}.toml", "suites", "two_schemes")


def test_two_schemes_for_two_cohorts_stand_side_by_side(tmp_path):
    pilot = changed(PILOT)
    del pilot["in_force_until"]
    men = [{"code": "men", "name": MEN, "sexes": ["male", "other"]}]
    for name, data in DATA.items():
        kept(tmp_path, name, changed(name, cohorts=men) if "dyfed" in name else data)
    kept(tmp_path, PILOT, pilot)

    book = load_schemes(tmp_path)

    assert len(book.schemes) == len(DATA)


def test_two_versions_that_begin_on_one_day_are_refused(tmp_path):
    twin = changed(FULL)

    told = beside(tmp_path, ("dyfed-powys-2019-12", twin))

    assert told == ("dyfed-powys-2019-12.toml", "in_force_from", "two_versions")


def test_a_suite_of_two_forces_is_refused(tmp_path):
    other = changed(PILOT, force={"en": "Dyfed Powys Police", "cy": "Heddlu Dyfed Powys"})

    assert beside(tmp_path, (PILOT, other)) == (f"{PILOT}.toml", "force", "two_forces")


def test_the_order_of_the_files_decides_nothing(reference):
    schemes = list(reference.schemes.schemes)
    day, suites = dt.date(2018, 5, 10), ("haverfordwest", "durham")
    first = [reference.schemes.in_force("haverfordwest", day).code for _ in suites]
    random.Random(7).shuffle(schemes)  # noqa: S311 - a shuffle, not a secret

    again = dataclasses.replace(reference.schemes, schemes=tuple(schemes))

    assert [again.in_force("haverfordwest", day).code for _ in suites] == first
