import datetime as dt
import re
from dataclasses import replace

import pytest

from triage_app.config import RESOURCES
from triage_app.domain.cohort import Cohort, CohortStart, Somebody
from triage_app.domain.problems import Refused
from triage_app.domain.rules import RULES
from triage_app.domain.scheme_book import SchemeBook
from triage_app.domain.wording import Wording
from triage_app.texts import Texts

# A contract is no caution, and the Welsh word for one is also that for a warning.
SAID = Wording("words", "geiriau")
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


WOMAN, MAN = Somebody("female", 30), Somebody("male", 30)


@pytest.mark.parametrize(
    ("suite", "day", "who", "code"),
    [
        ("haverfordwest", "2016-01-01", WOMAN, "haverfordwest-women-2016-01"),
        ("haverfordwest", "2018-03-31", WOMAN, "haverfordwest-women-2016-01"),
        ("haverfordwest", "2018-04-01", WOMAN, "dyfed-powys-2018-04"),
        ("haverfordwest", "2018-05-10", MAN, "dyfed-powys-2018-04"),
        ("haverfordwest", "2019-10-31", MAN, "dyfed-powys-2018-04"),
        ("haverfordwest", "2019-11-01", Somebody(), "dyfed-powys-2019-11"),
        ("llanelli", "2019-11-01", MAN, "dyfed-powys-2019-11"),
        ("durham", "2026-05-11", MAN, "durham-checkpoint-2015-04"),
        ("swindon", "2021-01-01", WOMAN, "wiltshire-deferred-2021-01"),
    ],
)
def test_each_suite_joins_its_scheme_on_its_day(reference, suite, day, who, code):
    assert reference.schemes.in_force(suite, dt.date.fromisoformat(day), who).code == code


@pytest.mark.parametrize(
    ("suite", "day", "who", "reason"),
    [
        ("haverfordwest", "2015-12-31", WOMAN, "not_yet"),
        ("haverfordwest", "2016-06-01", MAN, "not_for"),
        ("haverfordwest", "2016-06-01", Somebody("other", 30), "not_for"),
        ("haverfordwest", "2016-06-01", Somebody(), "asks"),
        ("llanelli", "2018-05-10", MAN, "not_yet"),
        ("llanelli", "2019-10-31", WOMAN, "not_yet"),
        ("swindon", "2020-12-31", MAN, "not_yet"),
        ("southwark", "2026-05-11", MAN, "none_in_force"),
    ],
)
def test_where_no_scheme_takes_somebody_it_is_said(reference, suite, day, who, reason):
    with pytest.raises(Refused) as refused:
        reference.schemes.in_force(suite, dt.date.fromisoformat(day), who)

    assert refused.value.code == f"scheme.{reason}"


def test_the_refusal_says_which_suite_whom_it_takes_and_from_which_day(reference):
    with pytest.raises(Refused) as refused:
        reference.schemes.in_force("haverfordwest", dt.date(2016, 6, 1), MAN)

    english = Texts(RESOURCES / "wording", "en")(refused.value.code, **refused.value.values)
    assert "Haverfordwest women’s pilot" in english
    assert "Women, from 1 January 2016" in english
    welsh = Texts(RESOURCES / "wording", "cy")(refused.value.code, **refused.value.values)
    assert "Menywod, o 1 Ionawr 2016" in welsh


def test_a_scheme_that_has_ended_says_so(reference):
    pilot = reference.schemes.version("haverfordwest-women-2016-01")

    with pytest.raises(Refused, match=r"scheme\.ended"):
        SchemeBook((pilot,)).in_force("haverfordwest", dt.date(2018, 4, 1), WOMAN)


def test_a_cohort_may_join_a_suite_on_a_day_of_its_own(scheme):
    men, women = Cohort("men", SAID, ("male",)), Cohort("women", SAID, ("female",))
    place = replace(
        scheme.suite("brecon"), cohort_starts=(CohortStart("men", dt.date(2020, 6, 1)),)
    )
    book = SchemeBook((replace(scheme, cohorts=(women, men), suites=(place,)),))

    assert book.in_force("brecon", dt.date(2020, 5, 31), WOMAN)
    assert book.in_force("brecon", dt.date(2020, 6, 1), MAN)
    with pytest.raises(Refused, match=r"scheme\.not_yet"):
        book.in_force("brecon", dt.date(2020, 5, 31), MAN)


@pytest.mark.parametrize(
    ("age", "taken"), [(17, False), (18, True), (25, True), (26, False), (None, None)]
)
def test_a_cohort_may_be_of_some_ages(age, taken):
    assert Cohort("young", SAID, youngest=18, oldest=25).takes(Somebody("male", age)) is taken


def test_a_suite_that_a_later_version_no_longer_names_has_left(scheme):
    later = replace(
        scheme,
        code="later",
        in_force_from=dt.date(2027, 4, 1),
        suites=(scheme.suite("brecon"),),
    )
    book = SchemeBook((scheme, later))

    assert book.in_force("llanelli", dt.date(2027, 3, 31)).code == scheme.code
    with pytest.raises(Refused, match=r"scheme\.none_in_force"):
        book.in_force("llanelli", dt.date(2027, 4, 1))


def test_until_a_later_version_begins_at_a_suite_the_earlier_one_runs_there(scheme):
    late = replace(scheme.suite("brecon"), starts=dt.date(2027, 9, 1))
    later = replace(scheme, code="later", in_force_from=dt.date(2027, 4, 1), suites=(late,))
    book = SchemeBook((scheme, later))

    assert book.in_force("brecon", dt.date(2027, 8, 31)).code == scheme.code
    assert book.in_force("brecon", dt.date(2027, 9, 1)).code == "later"


def test_an_office_sees_the_suites_of_its_own_force(reference):
    def beside(suite):
        return [one.code for one in reference.schemes.suites_beside(suite)]

    assert beside("melksham") == ["melksham", "swindon"]
    assert beside("haverfordwest") == beside("llanelli")
    assert "durham" not in beside("llanelli")


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
    instrument = reference.library.instruments[scheme.instrument]
    offered = {one.pathway for one in scheme.conditions if one.kind == "pathway"}

    assert set(instrument.pathways) <= offered


def test_every_kind_of_place_has_a_condition(scheme):
    wanted = {kind for slot in scheme.slots for kind in slot.kinds}

    assert {one.kind for one in scheme.conditions} == wanted


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_scheme_speaks_of_a_caution_but_the_one_that_defers_one(reference, language):
    for scheme in reference.schemes.schemes:
        if scheme.defers_caution:
            continue
        for one in scheme.conditions:
            for wording in (one.title, one.text, one.plain, one.evidence):
                assert not NEVER_SAID.search(wording[language]), scheme.code
