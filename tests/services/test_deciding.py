"""What is asked, ordered, judged and scored before a decision, and filled in for its clock."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_deciding import (
    ASSAULT,
    BAIL,
    SCORED,
    case_that_asks,
    finding,
    with_schemes,
)
from tests.services.verbs_referral import an_offence, refer, someone
from triage_app.domain.eligibility import Verdict
from triage_app.domain.orders import Order, Ordered
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.services import charging, judgements, referrals
from triage_app.services.answers import answer
from triage_app.services.charging import Known
from triage_app.services.eligibility import advise
from triage_app.services.orders import set_orders
from triage_app.storage.models import (
    AuditEntry,
    Case,
    CaseAnswer,
    CaseOrder,
    Gravity,
    Suitability,
)


@pytest.fixture
def asking(desk, assessor):
    return case_that_asks(desk, assessor)


# ── Answers ──────────────────────────────────────────────────────────────────────────────────


def test_an_answer_settles_its_rule_and_says_who_and_when(desk, assessor, asking, rows):
    assert finding(desk, assessor, asking, "no_hate_crime").asks == ("hate_crime",)

    answer(desk, assessor, asking, "hate_crime", False)

    assert finding(desk, assessor, asking, "no_hate_crime").verdict is Verdict.MET
    kept = advise(desk, assessor, asking).facts.answers["hate_crime"]
    assert (kept.said, kept.by, kept.at) == (False, "Mared Hawthorn", desk.now())
    deeds = [one for one in rows(AuditEntry) if one.action == "eligibility.answered"]
    assert "hate_crime" in deeds[0].fields


def test_a_new_answer_counts_and_the_old_one_stays(desk, assessor, supervisor, asking, rows):
    answer(desk, assessor, asking, "hate_crime", None)
    assert finding(desk, assessor, asking, "no_hate_crime").reason == "asked_not_known"

    answer(desk, supervisor, asking, "hate_crime", True, "The victim says so <b>&</b> 🙂")

    assert finding(desk, assessor, asking, "no_hate_crime").verdict is Verdict.NOT_MET
    assert [(one.said, one.answered_by) for one in rows(CaseAnswer)] == [
        (None, "mared.hawthorn"),
        (True, "osian.thistlewood"),
    ]


@pytest.mark.parametrize(
    ("said", "reason", "code"),
    [
        (True, "  ", "eligibility.why_missing"),
        (False, "", "eligibility.why_missing"),
        (True, "x" * 2001, "problem.too_long"),
    ],
)
def test_what_is_settled_by_hand_says_how_they_know(desk, assessor, rows, said, reason, code):
    case_id = refer(desk, assessor, person=someone(postcode="SA18 1AA"))

    with pytest.raises(Invalid) as told:
        answer(desk, assessor, case_id, "lives_in_area", said, reason)

    assert [(one.field, one.code) for one in told.value.problems] == [("why", code)]
    assert rows(CaseAnswer) == []


def test_a_question_that_nobody_asks_is_a_mistake_of_ours(desk, assessor):
    with pytest.raises(ValueError, match="colour"):
        answer(desk, assessor, refer(desk, assessor), "colour", True)


# ── Orders and bail ──────────────────────────────────────────────────────────────────────────


def test_orders_are_rows_and_what_has_ended_bars_no_more(desk, assessor, clock, rows):
    case_id = refer(desk, assessor, ordered=Ordered(court_order=False))
    set_orders(desk, assessor, case_id, Ordered(False, True, (BAIL,)))
    assert finding(desk, assessor, case_id, "no_order_or_bail").verdict is Verdict.NOT_MET
    first = rows(CaseOrder)[0].id

    set_orders(desk, assessor, case_id, Ordered(False, True, (BAIL,)))
    assert rows(CaseOrder)[0].id == first  # nothing changed, so nothing is written anew
    clock.set("2026-06-02 09:30")

    assert finding(desk, assessor, case_id, "no_order_or_bail").reason == "orders_ended"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_order_is_told_as_it_was_written(desk, assessor, language):
    case_id = refer(desk, assessor, ordered=Ordered(False, True, (BAIL,)))

    rules = {one.rule: one for one in advise(desk, assessor, case_id).shown.rules}

    assert "Gwent <Police> & Co" in rules["no_order_or_bail"].found.text(desk.texts(language))


def test_none_is_not_the_same_as_not_known(desk, assessor):
    case_id = refer(desk, assessor, ordered=Ordered())
    assert finding(desk, assessor, case_id, "no_order_or_bail").verdict is Verdict.NOT_KNOWN

    set_orders(desk, assessor, case_id, Ordered(court_order=False, bail=False))

    assert finding(desk, assessor, case_id, "no_order_or_bail").verdict is Verdict.MET


def test_an_order_without_a_kind_is_refused_and_nothing_is_written(desk, assessor, rows):
    case_id = refer(desk, assessor, ordered=Ordered())

    with pytest.raises(Invalid):
        set_orders(desk, assessor, case_id, Ordered(True, None, (Order(court="Somewhere"),)))

    assert (rows(CaseOrder), rows(Case)[0].court_order) == ([], None)


# ── Gravity and suitability ──────────────────────────────────────────────────────────────────


def test_gravity_is_scored_in_words_and_scored_again(desk, assessor, supervisor, rows):
    case_id = refer(desk, assessor)
    judgements.score(desk, assessor, case_id, SCORED)
    judgements.score(desk, supervisor, case_id, replace(SCORED, final=4))

    given = advise(desk, assessor, case_id).judged.gravity
    assert (given.scored, given.by) == (replace(SCORED, final=4), "Osian Thistlewood")
    assert [one.final for one in rows(Gravity)] == [3, 4]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base": None}, "base"),
        ({"base": 0}, "base"),
        ({"final": 6}, "final"),
        ({"rationale": " "}, "rationale"),
        ({"rationale": "x" * 2001}, "rationale"),
        ({"mitigating": ("x" * 301,)}, "mitigating"),
    ],
)
def test_a_score_off_the_scale_or_without_its_reason_is_refused(desk, assessor, changes, field):
    with pytest.raises(Invalid) as told:
        judgements.score(desk, assessor, refer(desk, assessor), replace(SCORED, **changes))

    assert [one.field for one in told.value.problems] == [field]


def test_a_scheme_may_propose_a_score_and_decides_none(desk, assessor, rows):
    case_id = refer(desk, assessor, offences=[an_offence(), ASSAULT])
    assert advise(desk, assessor, case_id).gravity_proposed is None
    scheme = replace(
        desk.schemes.version(rows(Case)[0].scheme), gravity={"TH68010": 2, "CJ88001": 3}
    )
    loaded = with_schemes(desk, scheme)

    assert advise(loaded, assessor, case_id).gravity_proposed == 3  # of the gravest
    assert rows(Gravity) == []


def test_suitability_is_judged_apart_from_the_rules(desk, assessor, rows):
    case_id = refer(desk, assessor)
    before = advise(desk, assessor, case_id).eligibility

    with pytest.raises(Invalid):
        judgements.judge(desk, assessor, case_id, False, "  ")
    judgements.judge(desk, assessor, case_id, False, "Not now: in hospital")

    advice = advise(desk, assessor, case_id)
    assert advice.eligibility == before
    assert (advice.judged.suitability.suitable, advice.judged.suitability.reason) == (
        False,
        "Not now: in hospital",
    )
    assert len(rows(Suitability)) == 1


# ── What the time to charge hangs on ─────────────────────────────────────────────────────────


def test_a_base_day_is_filled_in_beside_the_clock(desk, assessor):
    message = an_offence(code="CA03005", category="CS", first_day=dt.date(2026, 1, 20))
    case_id = refer(desk, assessor, offences=[message])
    limit = advise(desk, assessor, case_id).clock.limits[0]
    assert (limit.base_missing, limit.last_day) == (True, dt.date(2026, 7, 19))

    known = Known("CS", None, dt.date(2026, 5, 4))
    charging.fill_in(desk, assessor, case_id, limit.offence.id, known)

    limit = advise(desk, assessor, case_id).clock.limits[0]
    assert (limit.base_missing, limit.last_day) == (False, dt.date(2026, 11, 3))


def test_a_category_and_domestic_abuse_are_asked_for_and_move_the_clock(desk, assessor):
    unlisted = an_offence(code="", title="With a gate", category=None)
    case_id = refer(desk, assessor, offences=[unlisted, ASSAULT])
    gate, assault = advise(desk, assessor, case_id).clock.limits
    assert (gate.category_missing, gate.abuse_missing) == (True, False)
    assert (assault.category_missing, assault.abuse_missing) == (False, True)

    charging.fill_in(desk, assessor, case_id, gate.offence.id, Known("CE"))
    abuse = Known("CS", domestic_abuse=True, base_day=dt.date(2026, 5, 9))
    charging.fill_in(desk, assessor, case_id, assault.offence.id, abuse)

    gate, assault = advise(desk, assessor, case_id).clock.limits
    assert (gate.last_day, assault.last_day) == (None, dt.date(2026, 11, 9))


def test_whoever_has_the_referral_open_is_told_of_what_was_filled_in(desk, assessor, supervisor):
    case_id = refer(desk, assessor, offences=[ASSAULT])
    seen = referrals.view(desk, supervisor, case_id)
    number = advise(desk, assessor, case_id).clock.limits[0].offence.id
    charging.fill_in(desk, assessor, case_id, number, Known("CS", True, dt.date(2026, 5, 9)))

    with pytest.raises(Stale):
        referrals.amend(desk, supervisor, case_id, seen.referral, seen.versions)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2026, 4, 30), "eligibility.base_before_offence"),
        (dt.date(2026, 5, 12), "problem.in_future"),
    ],
)
def test_a_base_day_lies_between_the_offence_and_today(desk, assessor, day, code):
    case_id = refer(desk, assessor, offences=[ASSAULT])
    number = advise(desk, assessor, case_id).clock.limits[0].offence.id

    with pytest.raises(Invalid) as told:
        charging.fill_in(desk, assessor, case_id, number, Known("CS", True, day))

    assert [(one.field, one.code) for one in told.value.problems] == [("base_day", code)]


def test_nobody_else_answers_judges_or_scores(desk, assessor, administrator, auditor):
    case_id = refer(desk, assessor)

    for other in (administrator, auditor):
        for deed in (
            lambda who: answer(desk, who, case_id, "hate_crime", True),
            lambda who: judgements.judge(desk, who, case_id, True, "Wants help"),
            lambda who: judgements.score(desk, who, case_id, SCORED),
            lambda who: set_orders(desk, who, case_id, Ordered()),
            lambda who: charging.fill_in(desk, who, case_id, 1, Known()),
        ):
            with pytest.raises(Refused, match=r"access\.not_permitted"):
                deed(other)
