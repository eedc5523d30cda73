"""Victims: by when they are told, what a change of wish does, and what a form must say."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain import victims
from triage_app.domain.victims import (
    About,
    Decided,
    Details,
    Happened,
    How,
    Kind,
    Said,
    Telling,
    WhyNot,
    Wish,
    is_named,
)
from triage_app.domain.working_days import is_working_day

WITHIN = (5, 1)
CHRISTMAS = date(2026, 12, 24)
DAY = date(2026, 5, 11)
SHOP = Details(
    Kind.COMPANY, "Siop y Gornel", "Mrs Alder", enhanced=False, language="cy",
    told_by=How.TELEPHONE, telephone="01632 960222",
)  # fmt: skip
TODAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("day", "enhanced", "by"),
    [
        (CHRISTMAS, False, date(2027, 1, 5)),  # two weekends and four bank holidays between
        (CHRISTMAS, True, date(2026, 12, 29)),
        (CHRISTMAS, None, date(2026, 12, 29)),  # not known: as if they had enhanced rights
        (date(2026, 5, 11), False, date(2026, 5, 18)),
        (date(2026, 5, 15), True, date(2026, 5, 18)),
        (date(2026, 5, 16), False, date(2026, 5, 22)),  # a Saturday
        (date(2024, 2, 29), True, date(2024, 3, 1)),
    ],
)
def test_a_victim_is_told_within_five_working_days_or_one(day, enhanced, by):
    assert victims.due(day, enhanced=enhanced, within=WITHIN) == by


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.sampled_from([True, False, None]))
def test_the_day_is_a_working_day_after_and_never_later_without_rights_than_with(day, enhanced):
    by = victims.due(day, enhanced=enhanced, within=WITHIN)
    assert by > day
    assert is_working_day(by)
    assert victims.due(day, enhanced=True, within=WITHIN) <= by
    assert by - day <= timedelta(days=15)


def wish(said, day, about=About.BEING_TOLD):
    return Wish(about, said, date(2026, 5, day), How.TELEPHONE)


CONTRACT = Happened(Decided.CONTRACT, date(2026, 5, 10))


@pytest.mark.parametrize(
    ("wishes", "waived"),
    [
        ((), False),
        ((wish(Said.ASKED, 1),), False),
        ((wish(Said.YES, 1),), False),
        ((wish(Said.NO, 1),), True),
        ((wish(Said.NO, 12),), True),  # said after it, and before anybody told them
        ((wish(Said.NO, 1), wish(Said.YES, 12)), True),  # at the time they wished not to be
        ((wish(Said.NO, 1), wish(Said.YES, 9)), False),
        ((wish(Said.NO, 11), wish(Said.YES, 12)), False),
        ((wish(Said.YES, 1), wish(Said.NO, 10)), True),
        ((wish(Said.NO, 1, About.RESTORATIVE),), False),  # another matter
    ],
)
def test_who_wished_not_to_be_told_is_not_called_for(wishes, waived):
    assert victims.is_waived(CONTRACT, wishes) is waived
    assert victims.to_tell([CONTRACT], (), wishes) == (() if waived else (CONTRACT,))


def test_a_decision_told_once_is_told_but_the_same_one_on_another_day_is_not():
    again = Happened(Decided.CONTRACT, date(2026, 6, 10))
    assert victims.to_tell([CONTRACT, again], {CONTRACT}, ()) == (again,)


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ([], "open"),
        ([()], "open"),
        ([(wish(Said.NO, 1, About.RESTORATIVE),)], "no"),
        ([(wish(Said.NO, 1, About.RESTORATIVE),), ()], "open"),
        ([(wish(Said.NO, 1, About.RESTORATIVE),), (wish(Said.YES, 1, About.RESTORATIVE),)], "yes"),
        (
            [(wish(Said.YES, 1, About.RESTORATIVE), wish(Said.NO, 2, About.RESTORATIVE))],
            "no",
        ),
        ([(wish(Said.NO, 1, About.RESTORATIVE), wish(Said.ASKED, 2, About.RESTORATIVE))], "no"),
    ],
)
def test_one_victim_who_wants_it_is_enough_and_all_must_say_no(wishes, said):
    assert victims.want(wishes) == said


def test_who_was_asked_again_is_waited_for_and_their_earlier_answer_stands_meanwhile():
    wishes = (wish(Said.YES, 1), wish(Said.ASKED, 5))
    assert victims.waiting_since(wishes, About.BEING_TOLD) == date(2026, 5, 5)
    assert victims.newest(wishes, About.BEING_TOLD).said == Said.YES
    assert victims.waiting_since((*wishes, wish(Said.NO, 6)), About.BEING_TOLD) is None
    assert victims.changed_mind((*wishes, wish(Said.NO, 6)), About.BEING_TOLD)
    assert not victims.changed_mind(wishes, About.BEING_TOLD)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"kind": None}, ["kind"]),
        ({"name": "  "}, ["name"]),
        ({"name": "x" * 301}, ["name"]),
        ({"name": "<b>ŵ & 👍"}, []),
        ({"contact_person": ""}, ["contact_person"]),
        ({"kind": Kind.PERSON, "contact_person": ""}, []),
        ({"enhanced": True}, ["enhanced_why"]),
        ({"enhanced": True, "enhanced_why": ("targeted",)}, []),
        ({"enhanced": None}, []),
        ({"language": None}, ["language"]),
        ({"language": "other"}, ["language_name"]),
        ({"told_by": None}, ["told_by"]),
        ({"told_by": How.LETTER}, ["address"]),
        ({"told_by": How.EMAIL}, ["email"]),
        ({"told_by": How.THROUGH_SERVICE, "telephone": ""}, []),
        ({"safe_times": "x" * 901}, ["safe_times"]),
    ],
)
def test_what_is_missing_of_a_victim_is_told_by_its_field(changes, expected):
    found = [one.field for one in victims.problems_in(replace(SHOP, **changes))]
    assert found == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"about": None}, ["about"]),
        ({"said": "perhaps"}, ["said"]),
        ({"day": None}, ["wish_day"]),
        ({"day": date(2026, 5, 21)}, ["wish_day"]),
        ({"day": date(2026, 5, 10)}, ["wish_day"]),  # before what was said last
        ({"how": None}, ["wish_how"]),
        ({"note": "x" * 901}, ["wish_note"]),
    ],
)
def test_what_is_wrong_with_a_wish_is_told_by_its_field(changes, expected):
    given = replace(wish(Said.NO, 12), **changes)
    found = [one.field for one in victims.wish_problems(given, [wish(Said.YES, 11)], TODAY)]
    assert found == expected


@pytest.mark.parametrize(
    ("telling", "expected"),
    [
        (Telling(told=True, day=DAY, how=How.LETTER, by="Mared"), []),
        (Telling(told=None, day=None), ["told", "told_day"]),
        (Telling(told=True, day=DAY), ["told_how", "told_person"]),
        (Telling(told=True, day=date(2026, 5, 9), how="letter", by="M"), ["told_day"]),
        (Telling(told=True, day=date(2026, 5, 21), how="letter", by="M"), ["told_day"]),
        (Telling(told=False, day=DAY), ["why_not"]),
        (Telling(told=False, day=DAY, why_not=WhyNot.NOT_WISHED), []),
        (Telling(told=False, day=DAY, why_not=WhyNot.WOULD_HARM), ["told_note"]),
        (Telling(told=False, day=DAY, why_not=WhyNot.NOT_REACHED, note="Rang twice"), []),
    ],
)
def test_that_a_victim_was_told_says_how_and_by_whom_and_that_they_were_not_says_why(
    telling, expected
):
    found = [one.field for one in victims.telling_problems(telling, DAY, TODAY)]
    assert found == expected


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Nerys Lapwing", "Say sorry to Mrs Lapwing.", True),
        ("Nerys Lapwing", "Keep away from LAPWING’S shop", True),
        ("LAPWING, Nerys", "lapwing", True),
        ("Nerys Lapwing", "Watch the lapwings on the marsh", False),
        ("Nerys Lapwing", "Nerys knows", False),
        ("Siân Ŵyn-Jones", "Write to Sian Wyn-Jones", True),
        ("Siân Ŵyn-Jones", "Write to Mr Jones", False),
        ("Pat O'Neil", "Ring Pat O’Neil", True),
        ("Cher", "Cher & <b>others</b>", True),
        ("", "Anybody", False),
        ("Nerys Lapwing", "", False),
    ],
)
def test_a_surname_is_known_again_as_a_whole_word(name, text, named):
    assert is_named(text, [name]) is named
