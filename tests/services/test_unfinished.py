"""What is ended unfinished: a questionnaire without a total, and a correction given up."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.services.test_assessment_papers import text_of
from tests.services.verbs_assessment import assessed, begun, consented, put, ready
from tests.services.verbs_occasions import finished
from triage_app.domain.needs import Level, Risk
from triage_app.domain.occasion import Occasion
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.safety import Flag
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import assessment_record as record
from triage_app.services import assessments, casefile, changes, safety, screenings, unfinished
from triage_app.services.assessment_file import issue_assessment_file
from triage_app.services.assessment_record import Given
from triage_app.storage.models import Answer, Assessment, AuditEntry

ENGLISH = Language.ENGLISH
AUDIT_C, PHQ = "audit-c-2026-11", "phq-9-2026-11"
DAY = "2026-11-30 10:00"  # on which the questionnaires are in force
WHY = "Would not say more <b> & 🙂"


@pytest.fixture
def case_id(desk, assessor, clock):
    clock.set(DAY)
    return consented(desk, assessor)


@pytest.fixture
def answered(desk, assessor, case_id):
    """A PHQ-9 in which all is answered but the fourth question, which they will not answer."""
    view = screenings.start(desk, assessor, case_id, PHQ, ENGLISH)
    given = {f"PHQ{number}": Given("several_days") for number in range(1, 10)}
    given["PHQ4"] = Given("will_not_say")
    return assessments.answer(desk, assessor, case_id, view.version, given, view.id)


def close(desk, actor, view, reason=WHY):
    return unfinished.close(desk, actor, view.case_id, view.version, view.id, reason)


def give_up(desk, actor, view, reason=WHY):
    return unfinished.give_up(desk, actor, view.case_id, view.version, view.id, reason)


def correcting(desk, actor, view):
    return assessments.correct(desk, actor, view.case_id, view.id, "The hostel closed")


def of_phq(desk, actor, case_id):
    offered = screenings.offered(desk, actor, case_id)
    return next(one for one in offered if one.instrument.code == PHQ)


def actions(rows):
    return [one.action for one in rows(AuditEntry)]


# ── A questionnaire ──


def test_one_that_is_not_answered_whole_is_closed_with_why_and_has_no_total(
    desk, assessor, case_id, answered, rows
):
    done = close(desk, assessor, answered)

    assert (done.open, done.completed_at, done.result.total) == (False, None, None)
    (run,) = of_phq(desk, assessor, case_id).sittings
    assert run.closed_at is not None
    assert (run.completed_at, run.closed_reason) == (None, WHY)
    assert (run.result.total, run.result.band) == (None, None)
    assert [one.code for one in run.result.missing] == ["PHQ4"]
    assert len(rows(Answer)) == 9
    (entry,) = [one for one in rows(AuditEntry) if one.action == "screening.closed"]
    assert (entry.case_id, WHY in str(entry.__dict__)) == (case_id, False)


def test_it_is_put_again_as_a_new_one_that_carries_nothing(desk, assessor, case_id, answered):
    close(desk, assessor, answered)
    offer = of_phq(desk, assessor, case_id)
    assert (offer.open, offer.last.id) == (None, answered.id)

    again = screenings.start(desk, assessor, case_id, PHQ, ENGLISH)

    assert again.id != answered.id
    assert again.answers == {}
    assert of_phq(desk, assessor, case_id).open.id == again.id


def test_the_flag_of_the_ninth_question_stands_as_before(desk, assessor, case_id, answered):
    close(desk, assessor, answered)

    (flag,) = safety.flags(desk, assessor, case_id)
    assert (flag.flag, flag.stands) == (Flag.SELF_HARM, True)


def test_nobody_answers_completes_or_closes_it_any_more(desk, assessor, case_id, answered):
    done = close(desk, assessor, answered)
    given = {"PHQ4": Given("not_at_all")}
    for deed in (
        lambda: assessments.answer(desk, assessor, case_id, done.version, given, done.id),
        lambda: assessments.keep_place(desk, assessor, case_id, "PHQ4", done.id),
        lambda: screenings.complete(desk, assessor, case_id, done.version, done.id),
        lambda: close(desk, assessor, done),
    ):
        with pytest.raises(Refused, match=r"assessment\.closed"):
            deed()


def test_one_that_is_answered_whole_is_completed_and_not_closed(desk, assessor, case_id, answered):
    given = {"PHQ4": Given("not_at_all")}
    whole = assessments.answer(desk, assessor, case_id, answered.version, given, answered.id)

    with pytest.raises(Refused, match=r"screening\.answered_whole"):
        close(desk, assessor, whole)

    done = screenings.complete(desk, assessor, case_id, whole.version, whole.id)
    with pytest.raises(Refused, match=r"assessment\.already_completed"):
        close(desk, assessor, done)


def test_one_of_which_nothing_was_answered_is_closed_too(desk, assessor, case_id):
    view = screenings.start(desk, assessor, case_id, PHQ, ENGLISH)

    assert len(close(desk, assessor, view).result.missing) == 9


@pytest.mark.parametrize(
    ("reason", "code"), [(" \t", "problem.missing"), ("ŵ" * 1001, "problem.too_long")]
)
def test_the_reason_is_asked_and_is_a_line(desk, assessor, answered, reason, code, rows):
    with pytest.raises(Invalid) as refusal:
        close(desk, assessor, answered, reason)

    assert [(one.field, one.code) for one in refusal.value.problems] == [("close_reason", code)]
    assert "screening.closed" not in actions(rows)


def test_who_has_not_seen_the_newest_answer_does_not_close_it(
    desk, assessor, supervisor, case_id, answered
):
    given = {"PHQ1": Given("not_at_all")}
    assessments.answer(desk, supervisor, case_id, answered.version, given, answered.id)

    with pytest.raises(Stale):
        close(desk, assessor, answered)


def test_the_assessment_of_needs_is_not_closed_so(desk, assessor):
    view = begun(desk, assessor)

    with pytest.raises(Refused, match=r"screening\.only_these"):
        close(desk, assessor, view)


def test_one_of_another_case_or_of_a_case_that_moved_on_is_not_closed(
    desk, assessor, case_id, answered
):
    with pytest.raises(Refused, match=r"assessment\.not_begun"):
        unfinished.close(desk, assessor, case_id + 1, answered.version, answered.id, WHY)
    put(desk, assessor, case_id, State.CLOSED)
    with pytest.raises(Refused, match=r"assessment\.case_moved_on"):
        close(desk, assessor, answered)


def test_what_a_total_led_to_is_proposed_no_more_once_it_was_closed(desk, assessor, case_id, clock):
    audit = desk.wanting.pop("audit-2026-11")
    desk.instruments[audit.code] = audit
    view = screenings.start(desk, assessor, case_id, AUDIT_C, ENGLISH)
    given = {"AU1": Given("four_a_week"), "AU2": Given("10_or_more"), "AU3": Given("daily")}
    view = assessments.answer(desk, assessor, case_id, view.version, given, view.id)
    screenings.complete(desk, assessor, case_id, view.version, view.id)
    clock.advance(minutes=5)

    close(desk, assessor, screenings.start(desk, assessor, case_id, audit.code, ENGLISH))

    assert [one for one in screenings.offered(desk, assessor, case_id) if one.proposed] == []


@pytest.mark.parametrize(
    ("language", "said", "missing"),
    [
        ("en", "Finished without a total.", "Not answered: Tired."),
        ("cy", "Gorffennwyd heb gyfanswm.", "Heb eu hateb: Blinder."),
    ],
)
def test_the_paper_for_the_file_says_so_and_gives_no_number(
    desk, assessor, language, said, missing
):
    view = begun(desk, assessor)
    screening = screenings.start(desk, assessor, view.case_id, PHQ, ENGLISH)
    given = {f"PHQ{number}": Given("several_days") for number in (1, 2, 3, 5, 6, 7, 8, 9)}
    screening = assessments.answer(
        desk, assessor, view.case_id, screening.version, given, screening.id
    )
    close(desk, assessor, screening)
    finished(desk, assessor, assessments.assessment(desk, assessor, view.case_id))

    paper = text_of(desk, assessor, issue_assessment_file(desk, assessor, view.case_id, language))

    assert f"{said} " in paper
    assert missing in paper
    assert "Would not say more <b> &" in paper
    assert " 27" not in paper[paper.index(said) : paper.index(missing)]


def test_one_whose_file_is_gone_is_closed_with_why_and_read_again_with_its_file(
    desk, assessor, supervisor, case_id, answered, rows
):
    gone = desk.instruments.pop(PHQ)
    (run,) = screenings.out_of_reach(desk, assessor, case_id)
    assert (run.may_end, run.version) == (True, answered.version)

    unfinished.close_gone(desk, assessor, case_id, (run.id, run.version), WHY)

    (run,) = screenings.out_of_reach(desk, assessor, case_id)
    assert (run.may_end, run.result, run.closed_reason) == (False, None, WHY)
    assert (actions(rows).count("screening.closed"), len(rows(Answer))) == (1, 9)
    for seen, code in (((run.id, run.version), "assessment.closed"), ((7, 1), "not_begun")):
        with pytest.raises(Refused, match=code):
            unfinished.close_gone(desk, supervisor, case_id, seen, WHY)
    desk.instruments[PHQ] = gone
    assert screenings.out_of_reach(desk, assessor, case_id) == ()
    (run,) = of_phq(desk, assessor, case_id).sittings
    assert [one.code for one in run.result.missing] == ["PHQ4"]
    assert (run.result.total, run.closed_reason) == (None, WHY)
    assert screenings.start(desk, assessor, case_id, PHQ, ENGLISH).id != run.id


def test_it_is_not_closed_so_while_its_file_is_there_nor_by_who_saw_another_version(
    desk, assessor, auditor, case_id, answered, rows
):
    with pytest.raises(Refused, match=r"screening\.file_is_back"):
        unfinished.close_gone(desk, assessor, case_id, answered.seen, WHY)
    needs = assessments.start(desk, assessor, case_id, ENGLISH)
    with pytest.raises(Refused, match=r"screening\.only_these"):
        unfinished.close_gone(desk, assessor, case_id, needs.seen, WHY)
    desk.instruments.pop(PHQ)
    with pytest.raises(Stale):
        unfinished.close_gone(desk, assessor, case_id, (answered.id, answered.version - 1), WHY)
    with pytest.raises(Invalid) as refusal:
        unfinished.close_gone(desk, assessor, case_id, answered.seen, " ")
    assert [one.field for one in refusal.value.problems] == ["end_reason"]
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        unfinished.close_gone(desk, auditor, case_id, answered.seen, WHY)
    assert all(one.closed_at is None for one in rows(Assessment))


# ── A correction ──


def test_a_correction_is_given_up_and_the_version_before_counts(desk, assessor, rows):
    view = assessed(desk, assessor, AC1="hostel")
    new = correcting(desk, assessor, view)
    given = {"AC1": Given("outside", "Typed by mistake")}
    new = assessments.answer(desk, assessor, view.case_id, new.version, given)

    done = give_up(desk, assessor, new)

    assert (done.open, done.completed_at) == (False, None)
    counts = assessments.assessment(desk, assessor, view.case_id)
    assert (counts.id, counts.answers["AC1"], counts.open) == (view.id, "hostel", False)
    with desk.sessions() as session:
        assert record.counting(session, view.case_id).id == view.id
        assert [one.id for one in record.of_needs(session, view.case_id)] == [view.id]
        kept = record.answers_of(session, session.get_one(Assessment, new.id))
    assert kept["AC1"].words == "Typed by mistake"
    assert actions(rows).count("assessment.given_up") == 1


def test_the_list_of_assessments_says_that_it_was_given_up_and_why(desk, assessor):
    view = assessed(desk, assessor)
    give_up(desk, assessor, correcting(desk, assessor, view))

    (stage,) = changes.course(desk, assessor, view.case_id).stages

    assert (stage.number, stage.corrections, stage.may_correct) == (view.id, (), True)
    (told,) = stage.given_up
    assert (told.correction, told.reason, told.by) == ("The hostel closed", WHY, assessor.name)


def test_another_correction_is_begun_from_what_counts(desk, assessor):
    view = assessed(desk, assessor, AC1="hostel")
    new = correcting(desk, assessor, view)
    given = {"AC1": Given("outside")}
    give_up(desk, assessor, assessments.answer(desk, assessor, view.case_id, new.version, given))

    again = assessments.correct(desk, assessor, view.case_id, view.id, "Another slip")
    assert again.answers["AC1"] == "hostel"
    done = assessments.complete(desk, assessor, view.case_id, again.version)

    (stage,) = changes.course(desk, assessor, view.case_id).stages
    assert (stage.number, stage.corrections) == (done.id, ("Another slip",))
    assert len(stage.given_up) == 1


def test_the_next_assessment_is_no_longer_kept_from_being_begun(desk, assessor):
    view = assessed(desk, assessor)
    put(desk, assessor, view.case_id, State.LIVE)
    new = correcting(desk, assessor, view)
    with pytest.raises(Refused, match=r"assessment\.another_open"):
        assessments.start(desk, assessor, view.case_id, ENGLISH, Occasion.MIDWAY)

    give_up(desk, assessor, new)

    midway = assessments.start(desk, assessor, view.case_id, ENGLISH, Occasion.MIDWAY)
    assert midway.occasion is Occasion.MIDWAY


def test_a_harm_judged_in_it_marks_the_case_no_more(desk, assessor):
    view = assessed(desk, assessor)
    new = correcting(desk, assessor, view)
    risk = Risk(Level.LOW, Level.HIGH, "Himself", "As he says", "Told", view.risk.review)
    new = assessments.judge_risk(desk, assessor, view.case_id, new.seen, risk)
    assert "casefile.tag_harm" in tags(desk, assessor, view.case_id)

    give_up(desk, assessor, new)

    assert "casefile.tag_harm" not in tags(desk, assessor, view.case_id)


def tags(desk, actor, case_id):
    return [one.code for one in casefile.head(desk, actor, case_id).tags]


def test_nobody_works_on_it_any_more_and_a_completed_one_stays(desk, assessor):
    view = assessed(desk, assessor)
    done = give_up(desk, assessor, correcting(desk, assessor, view))
    given = {"AC1": Given("outside")}
    with pytest.raises(Refused, match=r"assessment\.closed"):
        assessments.answer(desk, assessor, view.case_id, done.version, given, done.id)
    with pytest.raises(Refused, match=r"assessment\.already_completed"):
        assessments.answer(desk, assessor, view.case_id, done.version, given)
    again = correcting(desk, assessor, view)
    completed = assessments.complete(desk, assessor, view.case_id, again.version)
    with pytest.raises(Refused, match=r"assessment\.already_completed"):
        give_up(desk, assessor, completed)


def test_only_a_correction_is_given_up_with_a_reason_by_who_may(desk, assessor, auditor):
    first = ready(desk, assessor)
    with pytest.raises(Refused, match=r"change\.no_correction"):
        give_up(desk, assessor, first)
    view = assessments.complete(desk, assessor, first.case_id, first.version)
    new = correcting(desk, assessor, view)
    with pytest.raises(Invalid) as refusal:
        give_up(desk, assessor, new, " ")
    assert [one.field for one in refusal.value.problems] == ["give_up_reason"]
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        give_up(desk, auditor, new)


def test_of_four_who_give_it_up_or_complete_it_at_once_one_does(desk, assessor, supervisor, rows):
    view = assessed(desk, assessor)
    new = correcting(desk, assessor, view)
    deeds = [lambda who: give_up(desk, who, new)] * 2
    deeds += [lambda who: assessments.complete(desk, who, view.case_id, new.version)] * 2
    start = Barrier(len(deeds))

    def do(deed, who):
        start.wait()
        try:
            deed(who)
        except (Refused, Stale) as refused:
            return refused
        return None

    with ThreadPoolExecutor(len(deeds)) as threads:
        came = list(threads.map(do, deeds, (assessor, supervisor, assessor, supervisor)))

    assert came.count(None) == 1
    new = rows(Assessment)[-1]
    assert (new.completed_at is None) != (new.closed_at is None)
    told = {one.code for one in came if isinstance(one, Refused)}
    assert told <= {"assessment.closed", "assessment.already_completed"}
