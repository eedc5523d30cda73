import datetime as dt
import json
from dataclasses import replace

import pytest

from triage_app.domain.cohort import Cohort, Somebody
from triage_app.domain.eligibility import COHORT, Facts, Finding, Verdict
from triage_app.domain.orders import Ordered
from triage_app.domain.residence import Located, Whereabouts, Why
from triage_app.domain.rules import assess
from triage_app.domain.wording import Wording

SAID = Wording("Young women", "Menywod ifanc")
INSIDE = Located(Whereabouts.INSIDE, Why.WHOLE, "SA61", 458, 458)
YOUNG_WOMEN = Cohort("young_women", SAID, ("female",), youngest=18, oldest=25)
WOMAN = Facts(
    dt.date(2016, 6, 13),
    dt.date(1995, 5, 14),
    INSIDE,
    (),
    Ordered(court_order=False, bail=False),
    sex="female",
)


@pytest.mark.parametrize(
    ("who", "taken"),
    [
        (Somebody("female", 18), True),
        (Somebody("female", 25), True),
        (Somebody("female", 26), False),
        (Somebody("female", 17), False),
        (Somebody("male", 20), False),
        (Somebody("other", 20), False),
        (Somebody("male", None), False),
        (Somebody(None, 30), False),
        (Somebody("female", None), None),
        (Somebody(None, 20), None),
        (Somebody(), None),
    ],
)
def test_a_cohort_takes_those_of_its_sexes_and_ages(who, taken):
    assert YOUNG_WOMEN.takes(who) is taken


def test_a_cohort_without_bounds_takes_everybody():
    assert Cohort("all", SAID).takes(Somebody()) is True


@pytest.fixture
def pilot(reference):
    return reference.schemes.version("haverfordwest-women-2016-01")


@pytest.mark.parametrize(
    ("sex", "verdict"),
    [("female", Verdict.MET), ("male", Verdict.NOT_MET), (None, Verdict.NOT_KNOWN)],
)
def test_a_scheme_that_does_not_take_everybody_finds_whom_it_takes(pilot, sex, verdict):
    found = assess(replace(WOMAN, sex=sex), pilot, None).findings[0]

    assert (found.rule, found.verdict) == (COHORT, verdict)
    assert found.values["whom"] == ["Women", "Menywod"]
    assert Finding.from_record(json.loads(json.dumps(found.as_record()))) == found


def test_a_scheme_that_takes_everybody_finds_nothing_of_it(reference):
    full = reference.schemes.version("dyfed-powys-2019-11")

    assert COHORT not in {one.rule for one in assess(WOMAN, full, None).findings}


def test_ages_are_counted_on_the_day_of_the_referral(pilot):
    young = replace(pilot, cohorts=(YOUNG_WOMEN,))
    later = replace(WOMAN, referred=dt.date(2021, 5, 13), day=dt.date(2021, 5, 15))

    assert assess(later, young, None).findings[0].verdict is Verdict.MET
    gone = replace(later, referred=dt.date(2021, 5, 15))
    assert assess(gone, young, None).findings[0].verdict is Verdict.NOT_MET
