"""A record is reviewed when its years are over: kept for a reason, or disposed of by two people."""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from sqlalchemy import select, text

from tests.services.decrypted import pages, written
from tests.services.verbs_after import closed, closed_on, wait
from tests.services.verbs_referral import someone
from tests.services.verbs_victims import harmed, wishes
from triage_app.domain.attention import Kind
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.retention import Reviewed
from triage_app.domain.roles import Role
from triage_app.domain.victims import About, Said
from triage_app.services import attention, audit, drafts, retention
from triage_app.services.desk import Actor
from triage_app.storage.models import (
    AuditEntry,
    Base,
    Case,
    Draft,
    Erased,
    NameWord,
    Person,
    RetentionReview,
    Revision,
)

DISPOSE = Reviewed("dispose", None, "Nothing is open, and nobody asked for it.")
NAMES = ("Gwenllian Quillfeather", "Zebediah Marshwiggle")


@pytest.fixture
def second():
    return Actor(9, "second.supervisor", "Second Supervisor", Role.SUPERVISOR)


@pytest.fixture
def case_id(desk, clock, assessor, supervisor):
    case_id = closed(desk, clock, assessor, supervisor, person=someone(name=NAMES[0]))
    clock.set(f"{closed_on(desk, case_id) + relativedelta(years=6)} 10:00")
    return case_id


def waiting(desk, actor, case_id):
    one = retention.view(desk, actor, case_id).waiting
    return one.review_id, one.version


def dispose(desk, supervisor, second, case_id):
    retention.decide(desk, supervisor, case_id, DISPOSE)
    return retention.confirm(desk, second, waiting(desk, second, case_id))


def called(desk, actor):
    rows = attention.attention(desk, actor)
    return [one.due.code for one in rows if one.due.kind is Kind.RETENTION]


def test_a_review_is_on_the_supervisors_list_once_the_years_are_over(
    desk, assessor, supervisor, case_id
):
    assert called(desk, supervisor) == ["retention"]
    assert called(desk, assessor) == []
    assert retention.view(desk, supervisor, case_id).due == desk.today()


def test_nor_is_it_on_an_assessors_where_a_victim_was_recorded(desk, assessor, case_id):
    wishes(desk, assessor, harmed(desk, assessor, case_id), Said.NO, about=About.BEING_TOLD)

    assert called(desk, assessor) == []
    dues = attention.due_in(desk, assessor, case_id)
    assert Kind.RETENTION not in {one.kind for one in dues}


def test_a_record_that_is_kept_comes_back_on_its_day(desk, clock, supervisor, case_id):
    until = desk.today() + relativedelta(years=2)
    retention.decide(desk, supervisor, case_id, Reviewed("keep", until, "A claim is open."))

    assert called(desk, supervisor) == []
    wait(clock, until)
    assert called(desk, supervisor) == ["retention"]


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        (Reviewed(None, None, ""), ["choice", "reason"]),
        (Reviewed("keep", None, "x"), ["until"]),
        (Reviewed("keep", dt.date(2020, 1, 1), "x"), ["until"]),
        (Reviewed("keep", dt.date(2199, 1, 1), "x"), ["until"]),
        (Reviewed("dispose", None, "x" * 901), ["reason"]),
    ],
)
def test_a_decision_that_says_too_little_changes_nothing(
    desk, supervisor, case_id, rows, given, fields
):
    with pytest.raises(Invalid) as told:
        retention.decide(desk, supervisor, case_id, given)

    assert [one.field for one in told.value.problems] == fields
    assert rows(RetentionReview) == []


def test_nobody_confirms_their_own_disposal(desk, supervisor, case_id, rows):
    retention.decide(desk, supervisor, case_id, DISPOSE)
    assert called(desk, supervisor) == ["disposal"]

    with pytest.raises(Refused, match=r"retention\.not_your_own"):
        retention.confirm(desk, supervisor, waiting(desk, supervisor, case_id))
    assert len(rows(Case)) == 1


def test_a_second_person_refuses_with_a_reason_and_it_stays(
    desk, supervisor, second, case_id, rows
):
    retention.decide(desk, supervisor, case_id, DISPOSE)
    review = waiting(desk, second, case_id)
    with pytest.raises(Invalid):
        retention.refuse(desk, second, review, " ")
    retention.refuse(desk, second, review, "A complaint came in.")

    assert retention.view(desk, supervisor, case_id).waiting is None
    assert called(desk, supervisor) == ["disposal_refused"]
    with pytest.raises(Refused):
        retention.confirm(desk, second, review)
    assert len(rows(Case)) == 1


def test_an_assessor_neither_reviews_nor_disposes(desk, assessor, case_id):
    for do in (
        lambda: retention.view(desk, assessor, case_id),
        lambda: retention.decide(desk, assessor, case_id, DISPOSE),
        lambda: retention.confirm(desk, assessor, (1, 1)),
        lambda: retention.refuse(desk, assessor, (1, 1), "no"),
    ):
        with pytest.raises(Refused):
            do()


def test_before_the_years_are_over_nothing_is_decided(desk, clock, assessor, supervisor):
    case_id = closed(desk, clock, assessor, supervisor)

    with pytest.raises(Refused, match=r"retention\.not_yet"):
        retention.decide(desk, supervisor, case_id, DISPOSE)


def test_what_is_disposed_of_is_gone_and_the_log_says_so_without_content(
    desk, supervisor, second, case_id, rows
):
    drafts.keep(desk, supervisor, "tracking.contact", "77", {"note": f"Rang {NAMES[0]}"})
    drafts.keep(desk, supervisor, "directory", "1", {"name": "A service"})
    assert dispose(desk, supervisor, second, case_id).cleared

    kept = {"member", "setting", "audit_entry", "erased", "draft", "service", "loaded_wording"}
    with desk.sessions() as session:
        left = {
            table.name
            for table in Base.metadata.tables.values()
            if session.execute(select(table).limit(1)).first()
        }
    assert left <= kept, left - kept
    assert [one.form for one in rows(Draft)] == ["directory"]
    entry = [one for one in rows(AuditEntry) if one.action == "retention.erased"][-1]
    assert (entry.case_id, entry.fields, entry.content_digest) == (case_id, [], "")
    assert [one.case_id for one in rows(Erased)] == [case_id]
    with desk.sessions() as session:
        assert audit.broken_entries(session) == []


def test_a_person_with_another_case_stays_with_it(desk, supervisor, second, case_id, rows):
    with desk.sessions.begin() as session:
        other = session.get_one(Case, case_id)
        fields = {
            column.key: getattr(other, column.key)
            for column in Case.__mapper__.column_attrs
            if column.key not in ("id", "version")
        }
        session.add(Case(**fields | {"number": "DP-2", "custody_record": "HW/2", "nonce": "2"}))
        audit.record(session, desk, supervisor, retention.KEPT, case_id)
    dispose(desk, supervisor, second, case_id)

    assert [one.name for one in rows(Person)] == [NAMES[0]]
    assert [one.number for one in rows(Case)] == ["DP-2"]
    assert {one.word for one in rows(NameWord)} >= {"gwenllian", "quillfeather"}
    assert not [one for one in rows(Revision) if one.case_id == case_id]


def test_the_number_of_a_case_that_is_gone_is_never_anothers(
    desk, clock, assessor, supervisor, second, case_id
):
    dispose(desk, supervisor, second, case_id)
    clock.set("2040-05-11 09:30")

    other = closed(desk, clock, assessor, supervisor)

    assert other > case_id


@pytest.mark.parametrize("database", ["embedded"], indirect=True)
def test_nothing_of_it_is_left_in_the_decrypted_pages_nor_in_the_log_of_writes(
    desk, database, supervisor, second, case_id
):
    planted = [part.encode() for one in NAMES[:1] for part in one.split()]
    folded = [one.lower() for one in planted]
    before = pages(database.path) + written(database.path)
    assert all(one in before for one in [*planted, *folded])  # the control: it can be found

    assert dispose(desk, supervisor, second, case_id).cleared

    after = pages(database.path) + written(database.path)
    assert [one for one in [*planted, *folded] if one in after] == []


@pytest.mark.parametrize("database", ["shared"], indirect=True)
def test_no_table_of_the_server_holds_anything_of_it(desk, supervisor, second, case_id):
    assert dispose(desk, supervisor, second, case_id).cleared

    with desk.sessions() as session:
        found = [
            table
            for table in Base.metadata.tables
            for row in session.execute(text(f'SELECT t::text FROM "{table}" t'))  # noqa: S608
            if "uillfeather" in row[0]
        ]
    assert found == []
