from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from tests.domain.test_contract import DAY, FREE, GOOD, SAID, SCHEME, at, changed
from triage_app.domain import contract as rules
from triage_app.domain import contract_gaps
from triage_app.domain.availability import Availability
from triage_app.domain.bespoke import CODE, MOST_LETTERS, Ruling, Words
from triage_app.domain.clock_change import LONDON
from triage_app.domain.condition import Condition
from triage_app.domain.contract_clashes import Engaged, heaviest_week
from triage_app.domain.contract_gaps import Around, Offered
from triage_app.domain.contribution import Account
from triage_app.domain.directory import Entry
from triage_app.domain.fit import Wishes
from triage_app.domain.scheme import Area, Bespoke
from triage_app.domain.wording import Language

BESPOKE = Bespoke(SAID, SAID, SAID)
FULL = replace(SCHEME, bespoke=BESPOKE, most_hours_a_week=10, areas=(Area("powys", SAID),))
GARDEN = Entry("Practice Garden", areas=("powys",), capacity=2)
NOBODY = Around(services={one: Offered(GARDEN) for one in (1, 2, 3)})


def gaps(draft, around=NOBODY, scheme=FULL):
    found = contract_gaps.gaps(draft, scheme, FREE, around, DAY)
    return [(one.field, one.code) for one in found]


def remarks(draft, around):
    found = contract_gaps.remarks(draft, FULL, around)
    return [(one.field, one.code) for one in found]


def around(**changes):
    return replace(NOBODY, **changes)


def served(**changes):
    """What is around, with the service of condition 3 changed."""
    used = changes.pop("used", 0)
    retired = changes.pop("retired", False)
    service = Offered(replace(GARDEN, **changes), retired, used)
    return replace(NOBODY, services={**NOBODY.services, 1: service})


def test_what_lacks_nothing_has_no_gap_and_no_remark():
    assert gaps(GOOD) == []
    assert remarks(GOOD, NOBODY) == []


# ── Services ─────────────────────────────────────────────────────────────────────────────────


def test_a_service_closed_yesterday_is_a_gap_that_leads_to_its_field():
    closed = served(closed_on=DAY - timedelta(days=1))
    assert gaps(GOOD, closed) == [("condition_3.service", "contract.service_closed")]


def test_a_service_that_closes_before_the_first_meeting_is_a_gap_of_the_meeting():
    meeting = changed(3, first_meeting=at(date(2026, 4, 14)))
    found = gaps(meeting, served(closed_on=date(2026, 4, 14)))
    assert found == [("condition_3.first_meeting", "contract.meeting_after_closing")]
    assert gaps(meeting, served(closed_on=date(2026, 4, 15))) == []


def test_a_service_that_closes_before_the_condition_is_done_is_remarked_on():
    assert remarks(GOOD, served(closed_on=date(2026, 6, 26))) == [
        ("condition_3.service", "contract.closes_before_due")
    ]
    assert remarks(GOOD, served(closed_on=date(2026, 6, 27))) == []


def test_a_retired_service_is_a_gap():
    assert gaps(GOOD, served(retired=True)) == [("condition_3.service", "contract.service_retired")]


@pytest.mark.parametrize(
    ("wishes", "changes", "codes"),
    [
        (Wishes("powys"), {"areas": ("ceredigion",)}, ["not_near"]),
        (Wishes(language="cy"), {}, ["not_in_cy"]),
        (Wishes(access=("signed", "remote")), {}, ["lacks_signed", "lacks_remote"]),
        (Wishes(), {"used": 2}, ["service_full"]),
        (Wishes(), {"used": 1}, []),
    ],
)
def test_what_does_not_suit_is_remarked_on_and_blocks_nothing(wishes, changes, codes):
    found = replace(served(**changes), wishes=wishes)
    only = replace(GOOD, conditions=(GOOD.at(1), GOOD.at(3)))
    assert [code.removeprefix("contract.") for _, code in remarks(only, found)] == codes
    assert not [code for _, code in gaps(GOOD, found) if "service" in code]


# ── Meetings ─────────────────────────────────────────────────────────────────────────────────

MEETING = at(date(2026, 4, 14), 10)


@pytest.mark.parametrize(
    ("minutes_later", "lasts", "clashes"),
    [(0, 60, True), (59, 30, True), (60, 30, False), (-30, 30, False), (-30, 31, True)],
)
def test_a_first_meeting_that_runs_into_another_of_the_case_is_a_gap(minutes_later, lasts, clashes):
    other = Engaged(MEETING + timedelta(minutes=minutes_later), lasts, "review")
    found = gaps(changed(3, first_meeting=MEETING), around(others=(other,)))
    expected = [("condition_3.first_meeting", "contract.clash_review")] if clashes else []
    assert found == expected


def test_a_meeting_booked_for_the_same_condition_is_its_own():
    meeting = changed(3, first_meeting=MEETING)
    booked = Engaged(MEETING, 60, "condition", position=3)
    assert gaps(meeting, around(others=(booked,))) == []
    assert gaps(meeting, around(others=(replace(booked, position=4),))) == [
        ("condition_3.first_meeting", "contract.clash_condition")
    ]


def test_a_meeting_when_they_said_that_they_cannot_come_is_remarked_on():
    said = Availability(unavailable=("tue.morning",))
    meeting = changed(3, first_meeting=MEETING)
    assert remarks(meeting, around(said=said)) == [
        ("condition_3.first_meeting", "contract.cannot_come")
    ]
    assert gaps(meeting, around(said=said)) == []
    assert remarks(meeting, around(said=Availability(("tue.evening",)))) == []


def test_the_week_is_that_of_the_suites_clock_in_summer():
    noon = datetime(2026, 4, 14, 12, 0, tzinfo=LONDON)
    said = Availability(unavailable=("tue.morning",))
    assert remarks(changed(3, first_meeting=noon), around(said=said)) == []
    assert remarks(changed(3, first_meeting=noon - timedelta(minutes=1)), around(said=said))


# ── Hours a week ─────────────────────────────────────────────────────────────────────────────


def test_hours_and_meetings_are_spread_over_the_days_there_are():
    draft = replace(GOOD, conditions=(Condition(5, "VO1", hours=20, due=DAY + timedelta(days=13)),))
    assert heaviest_week(draft) == (Fraction(10), draft.at(5))


def test_less_than_a_week_is_counted_as_one():
    draft = replace(GOOD, conditions=(Condition(5, "VO1", hours=9, due=DAY),))
    assert heaviest_week(draft) == (Fraction(9), draft.at(5))


def test_what_follows_each_other_is_not_added_up():
    first = Condition(3, "DA1", "substances", sessions=14, due=DAY + timedelta(days=13))
    begins = at(DAY + timedelta(days=14))
    after = Condition(4, "FB1", "finance", sessions=8, first_meeting=begins, due=date(2026, 4, 6))
    assert heaviest_week(replace(GOOD, conditions=(first, after)))[0] == 7


@pytest.mark.parametrize(("days", "codes"), [(13, []), (12, ["contract.too_many_hours"])])
def test_more_hours_a_week_than_the_scheme_allows_is_a_gap(days, codes):
    due = DAY + timedelta(days=days)
    draft = replace(GOOD, conditions=(GOOD.at(1), replace(GOOD.at(5), hours=20, due=due)))
    draft = draft.explain("substances", "None").explain("finance", "None")
    assert [code for _, code in gaps(draft)] == codes


# ── Bespoke ──────────────────────────────────────────────────────────────────────────────────

WORDS = Words("Write to your neighbour.", "Ysgrifennwch at eich cymydog.")
APPROVED = (Ruling(WORDS, approved=True, by="Nia Ash"),)


def bespoke(words=WORDS, **changes):
    own = {"words_en": words.en, "words_cy": words.cy, "due": date(2026, 6, 26)}
    return GOOD.put(Condition(4, CODE, "finance", **{**own, **changes}))


def test_it_may_stand_where_an_intervention_may_and_answers_the_same_need():
    slot = FULL.slots[3]
    assert FULL.own_words in rules.choices(slot, FULL, ("substances", "finance"))
    assert FULL.own_words not in rules.choices(slot, FULL, ("substances",))
    assert FULL.own_words not in rules.choices(FULL.slots[1], FULL, ("substances",))
    assert rules.unanswered(bespoke(), FULL) == rules.unanswered(GOOD, FULL)


def test_it_is_never_proposed_and_no_scheme_has_it_that_does_not_say_so():
    proposed = rules.propose(("substances", "finance", "health"), FULL, DAY, FREE)
    assert CODE not in [one.code for one in proposed.conditions]
    assert gaps(bespoke(), around(rulings=APPROVED), replace(FULL, bespoke=None)) == [
        ("condition_4.kind", "contract.wrong_kind")
    ]


def test_approved_words_are_no_gap_and_need_no_service():
    assert gaps(bespoke(), around(rulings=APPROVED)) == []


@pytest.mark.parametrize(
    ("draft", "field", "code"),
    [
        (bespoke(), "words_en", "not_approved"),
        (bespoke(Words(cy=WORDS.cy), due=date(2026, 6, 26)), "words_en", "words_awaited_en"),
        (bespoke(Words()), "words_en", "no_words"),
        (bespoke(due=None), "due", "no_due"),
        (bespoke(Words("x" * (MOST_LETTERS + 1))), "words_en", "words_too_long"),
        (bespoke(Words("Take the Caution.", "A")), "words_en", "words_of_caution"),
        (bespoke(Words("A", "Derbyniwch rybudd.")), "words_cy", "words_of_caution"),
        (bespoke(Words("A", "Derbyniwch rybuddiad.")), "words_cy", "words_of_caution"),
    ],
)
def test_what_a_bespoke_condition_lacks_leads_to_its_words(draft, field, code):
    assert (f"condition_4.{field}", f"contract.{code}") in gaps(draft)


def test_a_scheme_that_defers_a_caution_may_say_so():
    words = Words("Come back before the caution is given.", "Dewch yn ôl.")
    found = gaps(bespoke(words), scheme=replace(FULL, defers_caution=True))
    assert found == [("condition_4.words_en", "contract.not_approved")]


def test_an_approval_holds_for_the_very_words_and_the_last_word_counts():
    returned = Ruling(WORDS, approved=False, by="Nia Ash", reason="Too hard to check.")
    other = bespoke(replace(WORDS, en="Write to them both."))
    assert gaps(other, around(rulings=APPROVED)) == [
        ("condition_4.words_en", "contract.not_approved")
    ]
    assert gaps(bespoke(), around(rulings=(*APPROVED, returned))) == [
        ("condition_4.words_en", "contract.words_returned")
    ]
    assert gaps(bespoke(), around(rulings=(returned, *APPROVED))) == []


def test_the_language_that_they_do_not_read_may_be_awaited():
    english = Words(WORDS.en)
    ruled = around(rulings=(Ruling(english, approved=True, by="Nia Ash"),))
    assert gaps(bespoke(english), ruled) == []
    assert remarks(bespoke(english), ruled) == [
        ("condition_4.words_cy", "contract.other_awaited_cy")
    ]
    welsh_reader = replace(ruled, reads=Language.WELSH)
    assert gaps(bespoke(english), welsh_reader) == [
        ("condition_4.words_cy", "contract.words_awaited_cy")
    ]


# ── What is paid ─────────────────────────────────────────────────────────────────────────────


PAID_FOR = replace(FULL, contribution=SAID)
UNSET = ("contribution", "contract.contribution_unset")
OUTSIDE = ("contribution", "contract.contribution_outside")


@pytest.mark.parametrize(
    ("account", "found"),
    [
        (None, [UNSET]),
        (Account(40_00, GOOD.day), []),
        (Account(40_00, GOOD.ends), []),
        (Account(40_00, GOOD.day - timedelta(days=1)), [OUTSIDE]),
        (Account(40_00, GOOD.ends + timedelta(days=1)), [OUTSIDE]),
        (Account(40_00, GOOD.ends + timedelta(days=1), waived=True), []),
        (Account(40_00, GOOD.ends + timedelta(days=1), paid=40_00), []),
    ],
)
def test_what_is_paid_is_set_or_waived_and_due_within_the_contract(account, found):
    assert gaps(GOOD, around(account=account), PAID_FOR) == found
    assert gaps(GOOD, around(account=account)) == []
