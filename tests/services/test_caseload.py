import pytest

from tests.services.verbs_referral import a_stay, refer, someone
from tests.services.verbs_schemes import decided
from tests.services.verbs_tracking import propose, returned, running
from triage_app.domain.lateness import Lateness
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Role
from triage_app.domain.workflow import Event, State
from triage_app.services import attention
from triage_app.services.caseload import Order, caseload, export
from triage_app.services.desk import Actor
from triage_app.services.giving import give
from triage_app.storage.models import AuditEntry, Case, Handover, Member

WHY = "Mared has thirty already."


def another(desk, actor, name, number):
    return refer(
        desk, actor, person=someone(name=name), custody=a_stay(custody_record=f"HW/{number}/26")
    )


def test_an_assessor_sees_their_own_and_a_supervisor_everybodys(desk, assessor, supervisor):
    refer(desk, assessor)
    another(desk, supervisor, "Lowri Kingfisher", 1002)
    assert [row.name for row in caseload(desk, assessor).rows] == ["Osian Sandpiper"]
    assert len(caseload(desk, supervisor).rows) == 2


def test_a_row_says_how_the_case_stands(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    (row,) = caseload(desk, supervisor).rows
    assert (row.case_id, row.assessor) == (case_id, assessor.name)
    assert row.standing is not None
    assert row.ends is not None


def test_loads_name_those_who_have_none(desk, assessor, supervisor):
    refer(desk, assessor)
    loads = {load.name: load.cases for load in caseload(desk, supervisor).loads}
    assert loads == {assessor.name: 1, supervisor.name: 0}


def test_what_is_overdue_in_the_closed_cases_of_somebody_who_left_stands_on_a_tile(
    desk, assessor, supervisor, clock
):
    case_id = refer(desk, assessor)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        case.state, case.closed_on = State.CLOSED, desk.today()
    clock.advance(days=366 * 7)
    (row,) = attention.attention(desk, supervisor)
    assert (row.assessor_id, row.due.lateness) == (assessor.id, Lateness.OVERDUE)

    for active in (True, False):
        with desk.sessions.begin() as session:
            session.get_one(Member, assessor.id).active = active
        loads = {one.name: one for one in caseload(desk, supervisor).loads}
        theirs = loads[assessor.name]
        assert (theirs.cases, theirs.overdue, theirs.takes) == (0, 1, active)
    assert next(iter(loads)) == assessor.name  # before six others who have cases: no tile is cut

    another(desk, supervisor, "Lowri Kingfisher", 1002)
    assert caseload(desk, supervisor).loads[0] == theirs


def test_an_assessor_is_not_shown_anybodys_load(desk, assessor):
    assert caseload(desk, assessor).loads == ()


def test_a_case_given_is_on_the_others_list_and_in_the_log(desk, assessor, supervisor, rows):
    case_id = refer(desk, assessor)
    give(desk, supervisor, {case_id: assessor.id}, supervisor.id, WHY)
    assert caseload(desk, assessor).rows == ()
    assert rows(Case)[0].assessor_id == supervisor.id
    given = [entry for entry in rows(AuditEntry) if entry.action == "caseload.given"]
    assert [entry.case_id for entry in given] == [case_id]


def test_of_many_each_is_given_whole_or_stays_and_says_why(desk, assessor, supervisor, rows):
    with desk.sessions.begin() as session:
        colleague = Member(username="ann.rees", name="Ann Rees", role=Role.ASSESSOR)
        session.add(colleague)
        session.flush()
        taker = colleague.id
    free = refer(desk, assessor)
    theirs = another(desk, assessor, "Lowri Kingfisher", 1002)
    moved = another(desk, assessor, "Dewi Heron", 1003)
    give(desk, supervisor, {theirs: assessor.id}, taker, WHY)
    give(desk, supervisor, {moved: assessor.id}, supervisor.id, WHY)
    before = len(rows(Handover))

    chosen = dict.fromkeys((free, theirs, moved, 4711), assessor.id)
    done = give(desk, supervisor, chosen, taker, WHY)

    assert (done.taker, done.given) == ("Ann Rees", (free,))
    assert [(one.case_id, one.code, dict(one.values)) for one in done.kept] == [
        (theirs, "caseload.kept_theirs", {"name": "Ann Rees"}),
        (moved, "caseload.kept_moved", {"name": supervisor.name}),
        (4711, "caseload.kept_gone", {}),
    ]
    assert {one.id: one.assessor_id for one in rows(Case)} == {
        free: taker, theirs: taker, moved: supervisor.id,
    }  # fmt: skip
    assert len(rows(Handover)) == before + 1
    given = [one.case_id for one in rows(AuditEntry) if one.action == "caseload.given"]
    assert given == [theirs, moved, free]
    for language in ("en", "cy"):
        for one in done.kept:
            assert desk.texts(language)(one.code, who="A, DP-1", **one.values)


def test_no_case_is_given_where_nobody_would_be_left_to_decide_its_breach(
    desk, assessor, supervisor, rows
):
    case_id = running(desk, assessor, supervisor)
    propose(desk, assessor, case_id)
    done = give(desk, supervisor, {case_id: assessor.id}, supervisor.id, WHY)
    assert [one.code for one in done.kept] == ["caseload.kept_undecided"]
    assert rows(Case)[0].assessor_id == assessor.id

    with desk.sessions.begin() as session:
        session.add(Member(username="huw.linnet", name="Huw Linnet", role=Role.SUPERVISOR))
    assert give(desk, supervisor, {case_id: assessor.id}, supervisor.id, WHY).given == (case_id,)


def test_only_a_supervisor_gives_cases(desk, assessor):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        give(desk, assessor, {refer(desk, assessor): assessor.id}, assessor.id, WHY)


def test_somebody_must_be_named_to_take_them(desk, assessor, supervisor):
    with pytest.raises(Invalid):
        give(desk, supervisor, {refer(desk, assessor): assessor.id}, None, WHY)


def test_an_administrator_takes_no_case(desk, assessor, supervisor, administrator):
    with pytest.raises(Refused, match=r"caseload\.cannot_take"):
        give(desk, supervisor, {refer(desk, assessor): assessor.id}, administrator.id, WHY)


def test_an_export_is_logged_with_whom_it_is_for(desk, assessor, supervisor, rows):
    refer(desk, assessor, person=someone(name="=Osian"))
    found = caseload(desk, supervisor).rows
    order = Order("Performance meeting", "csv", desk.texts("en"))
    assert "'=Osian" in export(desk, supervisor, found, order).decode("utf-8-sig")
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.category) == ("caseload.exported", "disclosure")
    assert entry.recipient == "Performance meeting"


@pytest.mark.parametrize("recipient", ["", "   ", "x" * 121])
def test_nothing_leaves_without_saying_whom_it_is_for(desk, supervisor, recipient):
    with pytest.raises(Invalid):
        export(desk, supervisor, (), Order(recipient, "xlsx", desk.texts("cy")))


def test_an_auditor_sees_no_caseload(desk, auditor: Actor):
    with pytest.raises(Refused):
        caseload(desk, auditor)


def test_a_case_that_ended_is_found_by_its_reason_once_closed_and_for_a_year(
    desk, assessor, supervisor, clock
):
    decided(desk, assessor, refer(desk, assessor), Event.DECIDED_NOT_ELIGIBLE)
    another(desk, assessor, "Lowri Kingfisher", 1002)
    (reason,) = caseload(desk, supervisor).reasons
    with desk.sessions.begin() as session:
        case = session.get_one(Case, 1)
        case.state, case.closed_on = State.CLOSED, desk.today()

    assert [row.name for row in caseload(desk, supervisor).rows] == ["Lowri Kingfisher"]
    assert [row.name for row in caseload(desk, assessor, reason).rows] == ["Osian Sandpiper"]
    clock.advance(days=366)
    assert caseload(desk, supervisor, reason).rows == ()
    assert caseload(desk, supervisor).reasons == ()


def test_a_contract_that_ended_is_found_by_how(desk, assessor, supervisor):
    case_id = returned(desk, assessor, supervisor)

    found = caseload(desk, supervisor, "returned")

    assert [(row.case_id, row.ended) for row in found.rows] == [(case_id, "returned")]
    assert found.reasons == ("returned",)


def test_a_row_counts_the_days_in_which_nothing_was_heard(desk, assessor, supervisor, clock):
    running(desk, assessor, supervisor)
    clock.advance(days=13)
    before = caseload(desk, supervisor).rows[0]
    clock.advance(days=1)
    after = caseload(desk, supervisor).rows[0]

    assert after.silent - before.silent == 1
    assert before.unfinished > 0


def test_nobody_waits_to_hear_of_a_case_that_is_only_referred(desk, assessor, clock):
    refer(desk, assessor)
    clock.advance(days=30)
    assert caseload(desk, assessor).rows[0].silent is None
