"""Screening instruments put beside the needs assessment."""

from dataclasses import replace

import pytest

from tests.services.verbs_assessment import begun, consented
from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.safety import Flag
from triage_app.domain.wording import Language
from triage_app.services import safety, screenings
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import answer, assessment
from triage_app.storage.models import AuditEntry

ENGLISH = Language.ENGLISH
AUDIT_C, PHQ, GAD = "audit-c-2026-11", "phq-9-2026-11", "gad-7-2026-11"


@pytest.fixture
def put(desk, assessor):
    """Return a function that begins a screening and answers its questions by their options."""

    def put(case_id, instrument, **given):
        view = screenings.start(desk, assessor, case_id, instrument, ENGLISH)
        values = {code: Given(value) for code, value in given.items()}
        return answer(desk, assessor, case_id, view.version, values, view.id)

    return put


@pytest.fixture
def case_id(desk, assessor, clock):
    clock.set("2026-11-30 10:00")
    return consented(desk, assessor)


def drinks(often="four_a_week", units="10_or_more", much="daily"):
    return {"AU1": often, "AU2": units, "AU3": much}


def families(desk, actor, case_id):
    return [one.instrument.family for one in screenings.offered(desk, actor, case_id)]


def test_those_with_words_are_offered_and_those_without_are_not(desk, assessor, case_id):
    assert set(families(desk, assessor, case_id)) == {"audit-c", "phq-9", "gad-7"}


def test_a_screening_has_no_total_until_it_is_answered_whole(desk, assessor, case_id, put):
    view = put(case_id, AUDIT_C, AU1="never", AU2="up_to_2")
    assert view.result.total is None
    with pytest.raises(Invalid) as refusal:
        screenings.complete(desk, assessor, case_id, view.version, view.id)
    assert [one.field for one in refusal.value.problems] == ["AU3"]

    view = put(case_id, AUDIT_C, AU3="never")
    done = screenings.complete(desk, assessor, case_id, view.version, view.id)

    assert (done.result.total, done.result.band.code) == (0, "negative")
    assert not done.open


def test_it_is_resumed_where_it_stopped_and_begun_once(desk, assessor, case_id, put):
    first = put(case_id, PHQ, PHQ1="not_at_all")

    again = screenings.start(desk, assessor, case_id, PHQ, ENGLISH)

    assert (again.id, again.place) == (first.id, "PHQ1")
    assert again.answers == {"PHQ1": "not_at_all"}


def test_the_ninth_question_raises_a_flag_at_once(desk, assessor, case_id, put):
    put(case_id, PHQ, PHQ9="several_days")

    (flag,) = safety.flags(desk, assessor, case_id)
    assert (flag.flag, flag.stands) == (Flag.SELF_HARM, True)


def test_screenings_are_no_assessment_of_needs(desk, assessor, put):
    view = begun(desk, assessor)
    put(view.case_id, GAD, GAD1="several_days")

    assert assessment(desk, assessor, view.case_id).id == view.id


@pytest.mark.parametrize("often", ["never", "four_a_week"])
def test_a_positive_audit_c_leads_to_audit_once_its_words_are_there(
    desk, assessor, case_id, put, often
):
    audit = desk.wanting.pop("audit-2026-11")
    desk.instruments[audit.code] = audit
    view = put(case_id, AUDIT_C, **drinks(often, "up_to_2" if often == "never" else "7_9", "never"))
    screenings.complete(desk, assessor, case_id, view.version, view.id)

    proposed = [
        one.instrument.family for one in screenings.offered(desk, assessor, case_id) if one.proposed
    ]
    assert proposed == ([] if often == "never" else ["audit"])


def test_it_is_proposed_again_once_a_later_total_leads_to_it(desk, assessor, case_id, put, clock):
    audit = desk.wanting.pop("audit-2026-11")
    desk.instruments[audit.code] = audit

    def done(instrument, **given):
        view = put(case_id, instrument, **given)
        screenings.complete(desk, assessor, case_id, view.version, view.id)

    def proposed():
        offered = screenings.offered(desk, assessor, case_id)
        return [one.instrument.family for one in offered if one.proposed]

    rest = {f"AU{number}": "never" for number in range(4, 9)} | {"AU9": "no", "AU10": "no"}
    done(AUDIT_C, **drinks())
    assert proposed() == ["audit"]
    done(audit.code, **rest)
    assert proposed() == []
    clock.advance(days=1)
    put(case_id, AUDIT_C, AU1="never")  # begun again, and left
    assert proposed() == []

    done(AUDIT_C, **drinks())

    assert proposed() == ["audit"]


def test_audit_begins_with_todays_answers_to_the_questions_it_shares(desk, assessor, case_id, put):
    audit = desk.wanting.pop("audit-2026-11")
    desk.instruments[audit.code] = audit
    view = put(case_id, AUDIT_C, **drinks())
    screenings.complete(desk, assessor, case_id, view.version, view.id)

    carried = screenings.start(desk, assessor, case_id, audit.code, ENGLISH)
    assert carried.answers == drinks()


def test_another_days_answers_are_not_carried(desk, assessor, case_id, put, clock):
    audit = desk.wanting.pop("audit-2026-11")
    desk.instruments[audit.code] = audit
    view = put(case_id, AUDIT_C, **drinks())
    screenings.complete(desk, assessor, case_id, view.version, view.id)
    clock.advance(days=1)

    assert screenings.start(desk, assessor, case_id, audit.code, ENGLISH).answers == {}


def test_one_before_the_instrument_is_in_force_is_not_offered(desk, assessor, clock):
    case_id = consented(desk, assessor)
    clock.set("2026-10-31 23:30")
    assert families(desk, assessor, case_id) == []
    clock.set("2026-11-01 00:30")
    assert len(families(desk, assessor, case_id)) == 3


def test_an_instrument_withdrawn_while_in_use_leaves_the_rest_readable(
    desk, assessor, case_id, put
):
    view = put(case_id, PHQ, PHQ1="not_at_all")
    desk.instruments.pop(PHQ)

    assert set(families(desk, assessor, case_id)) == {"audit-c", "gad-7"}
    with pytest.raises(Refused, match=r"assessment\.no_instrument"):
        answer(desk, assessor, case_id, view.version, {"PHQ2": Given("not_at_all")}, view.id)


def test_what_was_put_of_a_withdrawn_instrument_is_still_told_of(
    desk, assessor, administrator, case_id, put, rows
):
    view = put(case_id, PHQ, PHQ1="not_at_all")
    assert screenings.out_of_reach(desk, assessor, case_id) == ()
    desk.instruments.pop(PHQ)

    (found,) = screenings.out_of_reach(desk, assessor, case_id)

    assert (found.id, found.instrument, found.result) == (view.id, PHQ, None)
    assert rows(AuditEntry)[-1].action == "screening.seen"
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        screenings.out_of_reach(desk, administrator, case_id)


def test_an_answer_that_another_instrument_does_not_have_is_not_carried(
    desk, assessor, case_id, put
):
    audit = desk.wanting.pop("audit-2026-11")
    desk.instruments[audit.code] = audit
    view = put(case_id, AUDIT_C, **drinks())
    screenings.complete(desk, assessor, case_id, view.version, view.id)
    (section,) = audit.sections
    first = replace(section.questions[0], options=section.questions[0].options[:3])
    changed = replace(section, questions=(first, *section.questions[1:]))
    desk.instruments[audit.code] = replace(audit, sections=(changed,))

    carried = screenings.start(desk, assessor, case_id, audit.code, ENGLISH)

    assert set(carried.answers) == {"AU2", "AU3"}


def test_two_people_on_one_screening_are_told(desk, assessor, supervisor, case_id, put):
    view = put(case_id, PHQ, PHQ1="not_at_all")
    answer(desk, supervisor, case_id, view.version, {"PHQ2": Given("not_at_all")}, view.id)

    with pytest.raises(Stale):
        answer(desk, assessor, case_id, view.version, {"PHQ2": Given("several_days")}, view.id)


def test_none_is_begun_before_consent_nor_by_another_cases_number(desk, assessor, case_id, put):
    unasked = refer(
        desk,
        assessor,
        person=someone(name="Lowri Plover", born=None),
        custody=a_stay(custody_record="HW/2"),
    )
    with pytest.raises(Refused, match=r"screening\.after_consent"):
        screenings.start(desk, assessor, unasked, PHQ, ENGLISH)
    view = put(case_id, PHQ, PHQ1="not_at_all")
    with pytest.raises(Refused, match=r"assessment\.not_begun"):
        screenings.screening(desk, assessor, unasked, view.id)


def test_a_needs_assessment_is_no_screening(desk, assessor, case_id):
    with pytest.raises(Refused, match=r"assessment\.no_instrument"):
        screenings.start(desk, assessor, case_id, "needs-2026-11", ENGLISH)


def test_the_log_names_the_questions_and_never_the_answers(case_id, put, rows):
    put(case_id, PHQ, PHQ9="nearly_every_day")

    entry = next(one for one in rows(AuditEntry) if one.action == "assessment.answered")
    assert "PHQ9" in entry.fields
    assert "nearly_every_day" not in str(entry.__dict__)
