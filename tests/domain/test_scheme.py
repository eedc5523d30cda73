import datetime as dt
import re
from dataclasses import replace

import pytest

from triage_app.domain.problems import Refused
from triage_app.domain.rules import RULES
from triage_app.domain.scheme import SchemeBook

# A contract is no caution, and the Welsh word for one is also that for a warning.
NEVER_SAID = re.compile(r"caution|rhybudd", re.IGNORECASE)


@pytest.fixture
def scheme(reference):
    return reference.schemes.version("dyfed-powys-2019-11")


@pytest.fixture
def book(scheme):
    later = replace(scheme, code="later", in_force_from=dt.date(2027, 4, 1))
    return SchemeBook((later, scheme))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2019, 11, 1), "dyfed-powys-2019-11"),
        (dt.date(2027, 3, 31), "dyfed-powys-2019-11"),
        (dt.date(2027, 4, 1), "later"),
    ],
)
def test_the_newest_version_in_force_governs(book, day, code):
    assert book.in_force("haverfordwest", day).code == code


@pytest.mark.parametrize(
    ("suite", "day"),
    [("haverfordwest", dt.date(2019, 10, 31)), ("southwark", dt.date(2026, 5, 11))],
)
def test_where_no_scheme_is_in_force_it_is_said(book, suite, day):
    with pytest.raises(Refused, match=r"scheme\.none_in_force"):
        book.in_force(suite, day)


def test_a_suite_joins_on_its_own_day(scheme):
    late = replace(scheme.suite("brecon"), starts=dt.date(2020, 6, 1))
    joined = replace(scheme, suites=(late,))

    assert not joined.runs_in("brecon", dt.date(2020, 5, 31))
    assert joined.runs_in("brecon", dt.date(2020, 6, 1))


def test_the_scheme_is_that_of_the_commissioners_papers(scheme):
    assert (scheme.term_months, scheme.contact_hours, scheme.hours_range) == (4, (24, 72), (18, 36))
    assert [slot.position for slot in scheme.slots] == [1, 2, 3, 4, 5]
    assert scheme.slots[0].required
    assert set(scheme.slots[4].kinds) == {"pathway", "volunteering", "tag"}
    assert {rule.code for rule in scheme.rules} <= set(RULES)
    assert all(rule.source for rule in scheme.rules)
    assert next(one for one in scheme.outcomes if one.by_default).code == "22"


def test_every_pathway_has_a_condition(scheme, reference):
    instrument = reference.instruments[scheme.instrument]
    offered = {one.pathway for one in scheme.conditions if one.kind == "pathway"}

    assert set(instrument.pathways) <= offered


def test_every_kind_of_place_has_a_condition(scheme):
    wanted = {kind for slot in scheme.slots for kind in slot.kinds}

    assert {one.kind for one in scheme.conditions} == wanted


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_condition_speaks_of_a_caution(scheme, language):
    for one in scheme.conditions:
        for wording in (one.title, one.text, one.plain, one.evidence):
            assert not NEVER_SAID.search(wording[language])
