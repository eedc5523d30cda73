import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_assessment import (
    JUDGED,
    RISK,
    WEIGHTY,
    answered,
    assessed,
    begun,
    consented,
    put,
    ready,
)
from tests.services.verbs_referral import refer, someone
from triage_app.domain.instrument import WILL_NOT_SAY
from triage_app.domain.needs import Level, Risk, View
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import (
    answer,
    assessment,
    beginning,
    complete,
    critical_needs,
    judge,
    judge_risk,
    keep_place,
    rank,
    start,
)
from triage_app.services.casefile import timeline
from triage_app.storage.models import Answer, Assessment, AuditEntry, Case, PathwayView, Revision


def fields(refusal):
    return [problem.field for problem in refusal.value.problems]


def test_before_it_is_begun_there_is_none_and_its_language_is_the_persons(desk, assessor):
    case_id = refer(desk, assessor, person=someone(speaks="cy"))

    before = beginning(desk, assessor, case_id)

    assert assessment(desk, assessor, case_id) is None
    assert (before.state, before.language) == (State.REFERRED, Language.WELSH)
    assert before.instrument.pathways[-1] == "sex_working"


def test_beginning_moves_the_case_and_stands_at_the_first_question(desk, assessor, rows):
    view = start(desk, assessor, consented(desk, assessor), Language.WELSH)

    assert (view.place, view.language, view.started_by) == ("AC1", "cy", assessor.name)
    assert rows(Case)[0].state is State.ASSESSING
    assert rows(AuditEntry)[-1].action == "assessment.started"


def test_it_is_not_begun_without_consent_nor_twice(desk, assessor):
    unasked = refer(desk, assessor)
    with pytest.raises(Refused, match=r"workflow\.no_such_move"):
        start(desk, assessor, unasked, Language.ENGLISH)
    put(desk, assessor, unasked, State.CONSENTED)
    start(desk, assessor, unasked, Language.ENGLISH)
    with pytest.raises(Refused, match=r"workflow\.no_such_move"):
        start(desk, assessor, unasked, Language.ENGLISH)


def test_each_answer_is_kept_at_once_and_logged_by_its_code(desk, assessor, rows):
    view = begun(desk, assessor)

    view = answer(
        desk, assessor, view.case_id, view.version, {"AC1": Given("outside", " In a van ")}
    )

    kept = rows(Answer)[0]
    assert (kept.question, kept.value, kept.words) == ("AC1", "outside", "In a van")
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.fields) == ("assessment.answered", ["AC1"])
    assert (view.answers, view.words) == ({"AC1": "outside"}, {"AC1": "In a van"})


def test_an_answer_changed_leaves_the_earlier_one_in_the_revisions(desk, assessor, rows):
    view = begun(desk, assessor)
    for value in ("outside", "hostel"):
        view = answer(desk, assessor, view.case_id, view.version, {"AC1": Given(value)})

    assert rows(Answer)[0].value == "hostel"
    assert [one.earlier for one in rows(Revision) if one.field == "value"] == ["outside"]


def test_an_answer_may_be_taken_back_or_stand_as_words_alone(desk, assessor, rows):
    view = begun(desk, assessor)
    view = answer(desk, assessor, view.case_id, view.version, {"AC1": Given("outside", "A van")})
    view = answer(desk, assessor, view.case_id, view.version, {"AC1": Given("", "A van")})
    assert (view.answers, view.words) == ({}, {"AC1": "A van"})

    view = answer(desk, assessor, view.case_id, view.version, {"AC1": Given("")})

    assert rows(Answer) == []
    assert view.words == {}


@pytest.mark.parametrize(
    ("code", "value"),
    [
        pytest.param("AC1", "under a hedge", id="no such option"),
        pytest.param("AC1", "outside,hostel", id="two of one"),
        pytest.param("AC5", "51", id="more than can be"),
        pytest.param("AC5", "often", id="not a number"),
        pytest.param("AC5", "-1", id="below nought"),
        pytest.param("AC5", "٣", id="another script's figure"),
        pytest.param("DR1", "none,cannabis", id="none beside another"),
        pytest.param("DR1", "cannabis,cannabis", id="twice the same"),
    ],
)
def test_an_answer_the_question_cannot_have_is_refused(desk, assessor, rows, code, value):
    view = begun(desk, assessor)

    with pytest.raises(Invalid) as refusal:
        answer(desk, assessor, view.case_id, view.version, {code: Given(value)})

    assert fields(refusal) == [code]
    assert rows(Answer) == []


def test_words_in_any_script_are_kept_and_too_many_are_refused(desk, assessor):
    view, words = begun(desk, assessor), "<b>Mam</b> & 🚐 قال لا"
    view = answer(desk, assessor, view.case_id, view.version, {"AC1": Given("outside", words)})
    assert assessment(desk, assessor, view.case_id).words["AC1"] == words

    long = Given("outside", "w" * 10_001)
    with pytest.raises(Invalid) as refusal:
        answer(desk, assessor, view.case_id, view.version, {"AC1": long})

    assert fields(refusal) == ["AC1.words"]


def test_a_question_of_another_instrument_is_refused(desk, assessor):
    view = begun(desk, assessor)
    with pytest.raises(Refused, match=r"assessment\.no_such_question"):
        answer(desk, assessor, view.case_id, view.version, {"XX1": Given("yes")})
    with pytest.raises(Refused, match=r"assessment\.no_such_question"):
        judge(desk, assessor, view.case_id, view.seen, "astrology", View())


def test_it_goes_on_at_the_very_question_for_whoever_opens_it(desk, assessor, supervisor):
    view = begun(desk, assessor)
    answer(desk, assessor, view.case_id, view.version, {"MH1": Given("low")})
    assert assessment(desk, supervisor, view.case_id).place == "MH1"

    keep_place(desk, assessor, view.case_id, "DA5")

    assert assessment(desk, supervisor, view.case_id).place == "DA5"


def test_moving_about_is_neither_logged_nor_another_version(desk, assessor, rows):
    view = begun(desk, assessor)
    logged = len(rows(AuditEntry))

    keep_place(desk, assessor, view.case_id, "FI3")
    keep_place(desk, assessor, view.case_id, "no such place")

    assert (rows(Assessment)[0].resume_at, rows(Assessment)[0].version) == ("FI3", view.version)
    assert len(rows(AuditEntry)) == logged


def test_two_people_on_one_assessment_are_told_and_nothing_is_overwritten(
    desk, assessor, supervisor, rows
):
    view = begun(desk, assessor)
    answer(desk, supervisor, view.case_id, view.version, {"AC1": Given("hostel", "Since May")})

    with pytest.raises(Stale) as refusal:
        answer(desk, assessor, view.case_id, view.version, {"AC1": Given("outside")})

    assert refusal.value.theirs == {
        "AC1": Given("hostel", "Since May"),
        "version": view.version + 1,
    }
    assert refusal.value.values["by"] == supervisor.name
    assert rows(Answer)[0].value == "hostel"


def test_saving_the_same_thing_again_is_still_another_version(desk, assessor):
    view = begun(desk, assessor)
    same = answer(desk, assessor, view.case_id, view.version, {"AC1": Given("hostel")})
    again = answer(desk, assessor, view.case_id, same.version, {"AC1": Given("hostel")})

    assert again.version > same.version


def test_needs_are_ranked_and_the_contract_asks_for_the_critical_ones(desk, assessor):
    view = ready(desk, assessor, **WEIGHTY)
    unlinked = replace(JUDGED, linked_to_offending=False)
    view = judge(desk, assessor, view.case_id, view.seen, "finance", unlinked)

    assert view.needs.ranking == ("accommodation", "alcohol", "finance")
    assert view.needs.of("accommodation").because == ("AC1",)
    with desk.sessions() as session:
        assert critical_needs(session, desk, view.case_id) == view.needs.critical


def test_a_case_without_an_assessment_has_no_critical_need(desk, assessor):
    case_id = refer(desk, assessor)
    with desk.sessions() as session:
        assert critical_needs(session, desk, case_id) == ()


def test_another_order_needs_a_reason_and_is_kept_with_it(desk, assessor):
    view = ready(desk, assessor, **WEIGHTY)
    order = ("finance", *(one for one in view.needs.by_rule if one != "finance"))
    with pytest.raises(Invalid) as refusal:
        rank(desk, assessor, view.case_id, view.seen, order, "  ")
    assert fields(refusal) == ["ranking_reason"]

    view = rank(desk, assessor, view.case_id, view.seen, order, "Debt drives the rest")

    assert (view.needs.critical, view.needs.reason) == (order, "Debt drives the rest")
    assert view.needs.re_ordered
    back = rank(desk, assessor, view.case_id, view.seen, view.needs.by_rule, "")
    assert (back.needs.re_ordered, back.needs.reason) == (False, "")


def test_only_the_needs_there_are_can_be_ranked(desk, assessor):
    view = ready(desk, assessor, **WEIGHTY)
    with pytest.raises(Refused, match=r"needs\.other_pathways"):
        rank(desk, assessor, view.case_id, view.seen, ("mental_health",), "She asked")


def test_risk_is_kept_half_done_but_a_review_in_the_past_is_not(desk, assessor):
    view = begun(desk, assessor)
    view = judge_risk(desk, assessor, view.case_id, view.seen, Risk(harm=Level.HIGH))
    assert view.findings.risk == Risk(harm=Level.HIGH)

    past = Risk(review=dt.date(2026, 5, 11))
    with pytest.raises(Invalid) as refusal:
        judge_risk(desk, assessor, view.case_id, view.seen, past)

    assert fields(refusal) == ["review"]


def test_one_with_gaps_is_not_completed_and_each_gap_names_its_field(desk, assessor, rows):
    view = begun(desk, assessor)
    view = answered(desk, assessor, view.case_id, view, FI2="a_lot")
    view = answer(desk, assessor, view.case_id, view.version, {"AC3": Given("")})

    with pytest.raises(Invalid) as refusal:
        complete(desk, assessor, view.case_id, view.version)

    assert fields(refusal) == [
        "AC3",
        "view.finance.linked_to_offending",
        "view.finance.linked_to_harm",
        "view.finance.motivation",
        "risk.reoffending",
        "risk.harm",
        "risk.rationale",
    ]
    assert rows(Case)[0].state is State.ASSESSING


def test_one_that_lacks_nothing_is_completed_with_its_ranking(desk, assessor, rows):
    view = assessed(desk, assessor, **WEIGHTY)

    row = rows(Assessment)[0]
    assert (row.completed_by, row.completed_at) == (assessor.name, desk.now())
    assert tuple(row.ranking) == view.needs.ranking
    assert rows(Case)[0].state is State.ASSESSED
    assert (view.open, view.gaps) == (False, ())


def test_will_not_say_is_an_answer(desk, assessor):
    view = begun(desk, assessor)
    view = answered(desk, assessor, view.case_id, view, MH2=WILL_NOT_SAY)

    assert "MH2" not in [one.field for one in view.gaps]


def test_a_completed_one_is_never_changed(desk, assessor, rows):
    view = assessed(desk, assessor, **WEIGHTY)
    before = len(rows(AuditEntry))
    changes = [
        lambda *who: answer(*who, {"AC1": Given("hostel")}),
        complete,
    ]
    judgements = [
        lambda *who: judge(*who, "mental_health", View()),
        lambda *who: judge_risk(*who, RISK),
        lambda *who: rank(*who, view.needs.by_rule, ""),
    ]
    asked = [(one, view.version) for one in changes] + [(one, view.seen) for one in judgements]

    for change, seen in asked:
        with pytest.raises(Refused, match=r"assessment\.already_completed"):
            change(desk, assessor, view.case_id, seen)

    assert len(rows(AuditEntry)) == before


def test_nothing_more_is_answered_once_the_case_has_gone_another_way(desk, assessor):
    view = begun(desk, assessor)
    put(desk, assessor, view.case_id, State.NOT_TAKEN_ON)

    with pytest.raises(Refused, match=r"assessment\.case_moved_on"):
        answer(desk, assessor, view.case_id, view.version, {"AC1": Given("hostel")})


def test_an_instrument_whose_file_is_gone_is_told(desk, assessor):
    view = begun(desk, assessor)
    bare = replace(desk, instruments={})

    with pytest.raises(Refused, match=r"assessment\.no_instrument"):
        assessment(bare, assessor, view.case_id)


def test_opening_it_is_logged_and_only_caseworkers_may(desk, assessor, administrator, rows):
    view = begun(desk, assessor)
    assessment(desk, assessor, view.case_id)
    assert rows(AuditEntry)[-1].action == "assessment.seen"

    with pytest.raises(Refused, match=r"access\.not_permitted"):
        assessment(desk, administrator, view.case_id)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        answer(desk, administrator, view.case_id, view.version, {"AC1": Given("hostel")})


def test_a_pathway_is_judged_again_in_its_own_row(desk, assessor, rows):
    view = begun(desk, assessor)
    view = judge(desk, assessor, view.case_id, view.seen, "mental_health", JUDGED)
    later = replace(JUDGED, own_view="I see a doctor now")
    view = judge(desk, assessor, view.case_id, view.seen, "mental_health", later)

    assert view.findings.view("mental_health") == later
    assert [one.own_view for one in rows(PathwayView)] == ["I see a doctor now"]


def test_an_hour_of_answers_is_one_line_of_the_timeline_for_each_who_gave_them(
    desk, assessor, supervisor
):
    view = begun(desk, assessor)
    for actor, value in ((assessor, "hostel"), (assessor, "outside"), (supervisor, "own_home")):
        view = answer(desk, actor, view.case_id, view.version, {"AC1": Given(value)})

    told = [(one.code, one.by) for one in timeline(desk, assessor, view.case_id)]

    answered = "assessment.did_answered"
    assert told[:3] == [
        (answered, supervisor.name),
        (answered, assessor.name),
        ("assessment.did_started", assessor.name),
    ]
