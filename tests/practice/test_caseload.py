"""The practice caseload as it is made: every state, a believable morning, nothing ahead of it."""

import datetime as dt
import shutil

import pytest
from sqlalchemy import func, select

from tests.practice.ahead import too_early
from tests.practice.conftest import MADE
from triage_app.config import RESOURCES, Config
from triage_app.data_file import read_toml
from triage_app.domain.attention import Kind
from triage_app.domain.lateness import Lateness
from triage_app.domain.partner_referral import Stage
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Role
from triage_app.domain.workflow import Event, State
from triage_app.practice.caseload import prepare_practice
from triage_app.practice.custody import practice_file
from triage_app.practice.repertoire import STORIES
from triage_app.practice.sayings import FEWER_DAYS, WORKS_NOW
from triage_app.services import (
    agenda,
    aside,
    attention,
    audit,
    bookings,
    contracts,
    cover,
    custody_files,
    custody_log,
    custody_preview,
    group_sessions,
    handovers,
    partner_referrals,
    printings,
    scans,
    screenings,
    signin,
    tracking_view,
)
from triage_app.services.clocks import charge_clock
from triage_app.services.opening import PRACTICE, PRACTICE_KEY, files_of, is_founded
from triage_app.storage import backups
from triage_app.storage.models import (
    Assessment,
    AuditEntry,
    Case,
    CaseAnswer,
    CaseOrder,
    Correction,
    EligibilityDecision,
    Gravity,
    Person,
    PersonLink,
    Suitability,
    Variation,
)

FEW = ("printed", "first_miss", "returned_told", "closed_kept")
REASONS = (FEWER_DAYS, WORKS_NOW)
ODD_MOMENTS = {
    "late in the evening": dt.datetime(2026, 11, 24, 23, 50, tzinfo=dt.UTC),
    "a Sunday": dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC),
    "just after midnight": dt.datetime(2027, 1, 1, 0, 0, 10, tzinfo=dt.UTC),
    "29 February": dt.datetime(2028, 2, 29, 10, 0, tzinfo=dt.UTC),
    "the hour that occurs twice, first": dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),
    "the hour that occurs twice, again": dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC),
    "the day of the lost hour": dt.datetime(2026, 3, 29, 8, 0, tzinfo=dt.UTC),
}


def users(desk):
    return {
        one.username: signin.practise_as(desk, one.username) for one in signin.practised_users(desk)
    }


@pytest.fixture
def desk(practice, opened):
    return opened(practice, MADE)


def test_somebody_is_in_every_state(desk):
    with desk.sessions() as session:
        assert set(session.scalars(select(Case.state))) == set(State)


def test_every_story_is_somebodys_and_everybody_has_a_case(desk):
    folder = RESOURCES / "practice"
    casts = {file: read_toml(file)["people"] for file in folder.rglob("people.toml")}
    told = {one["story"] for people in casts.values() for one in people}
    assert set(STORIES) - told == {"told"}  # the way to a case that is acknowledged
    people = casts[folder / "people.toml"]
    with desk.sessions() as session:
        assert set(session.scalars(select(Person.name))) == {one["name"] for one in people}


def test_the_log_is_as_it_was_written_and_nothing_lies_ahead_of_the_clock(desk):
    with desk.sessions() as session:
        assert audit.broken_entries(session) == []
    assert too_early(desk, MADE) == []


def test_an_assessors_morning_is_mixed_and_can_be_done(desk):
    counts = attention.morning(desk, users(desk)["ann.rees"]).counts
    assert 3 <= counts[Lateness.OVERDUE] <= 12
    assert 4 <= counts[Lateness.TODAY] <= 12
    assert counts[Lateness.SOON] >= 2
    assert counts[Lateness.WAITING] >= 3


def test_the_time_to_charge_is_short_for_some_and_without_limit_for_many(desk):
    with desk.sessions() as session:
        clocks = [charge_clock(desk, one) for one in session.scalars(select(Case))]
    assert any(one.safe_day and one.safe_day < desk.today() <= one.last_day for one in clocks)
    assert any(one.days_left is not None and 0 < one.days_left <= 14 for one in clocks)
    assert sum(one.last_day is None and one.known for one in clocks) >= 10


def test_somebody_is_away_and_covered_and_two_cases_have_changed_hands(desk):
    staff = users(desk)
    away = {one.member: one for one in cover.absences(desk, staff["huw.linnet"])}
    assert {name: (one.covered_by, one.is_on) for name, one in away.items()} == {
        "Marged Dunnock": ("Bryn Siskin", True),
        "Ann Rees": ("Bryn Siskin", False),
    }
    bryn = staff["bryn.siskin"]
    assert [one.member for one in cover.covering(desk, bryn)] == ["Marged Dunnock"]
    assert "Marged Dunnock" in {one.assessor for one in attention.attention(desk, bryn)}
    for name, other in (("ann.rees", "Bryn Siskin"), ("bryn.siskin", "Ann Rees")):
        (told,) = handovers.unread(desk, staff[name])
        assert (told.other, told.given_by) == (other, "Huw Linnet")


def case_of(desk, name):
    with desk.sessions() as session:
        return session.scalars(select(Case.id).join(Case.person).where(Person.name == name)).one()


def test_a_printed_contract_is_to_be_signed_today(desk):
    ann = users(desk)["ann.rees"]
    sheet = contracts.sheet(desk, ann, case_of(desk, "Dylan Oystercatcher"))
    assert sheet.draft.day == desk.today()
    assert sheet.paper_id is not None
    assert sheet.gaps == ()


def test_there_is_a_tag_a_group_a_victim_met_and_evidence_awaited(desk):
    ann = users(desk)["ann.rees"]
    tagged = tracking_view.view(desk, ann, case_of(desk, "Gethin Stonechat")).conditions[-1]
    assert [one.what for one in tagged.tags] == ["fitted"]
    second = tracking_view.view(desk, ann, case_of(desk, "Huw Sorrel")).conditions[1]
    assert (second.judged.code, second.asked_on is not None) == ("done", True)
    (group,) = group_sessions.sessions_on(desk, ann, desk.today())
    assert (len(group.seats), group.unsaid) == (2, 2)
    waits = attention.due_in(desk, ann, case_of(desk, "Dewi Sandpiper"))
    assert "evidence" in {one.code for one in waits if one.calls}


def test_a_caseload_is_kept_aside_as_a_restore_leaves_it(desk):
    (kept,) = aside.kept(desk, users(desk)["gwen.tern"])
    assert kept.until == MADE.date() + dt.timedelta(days=30)
    assert backups.settings_in(kept.file, PRACTICE_KEY)["caseload.kind"] == PRACTICE
    with desk.sessions() as session:
        assert audit.broken_entries(session) == []
        restored = AuditEntry.action == "safekeeping.restored"
        assert session.scalars(select(AuditEntry.actor).where(restored)).all() == ["gwen.tern"]


def test_a_questionnaire_was_not_answered_whole_and_has_no_total(desk):
    rhodri = case_of(desk, "Rhodri Lapwing")
    offered = screenings.offered(desk, users(desk)["ann.rees"], rhodri)
    (ended,) = [one for each in offered for one in each.sittings]
    assert (ended.result.total, len(ended.result.missing)) == (None, 1)
    assert ended.closed_reason


def test_nobody_has_left_the_assessment_midway_undone(desk):
    huw = users(desk)["huw.linnet"]
    midway = [one.due for one in attention.attention(desk, huw) if one.due.kind is Kind.MIDWAY]
    assert {one.lateness for one in midway} & {Lateness.OVERDUE} == set()
    with desk.sessions() as session:
        mine = Assessment.case_id == case_of(desk, "Huw Sorrel")
        done = session.scalars(select(Assessment.occasion).where(mine)).all()
    assert done == ["entry", "midway"]


def test_a_letter_may_lie_in_the_printer_a_scan_is_filed_and_a_sheet_has_gone(desk):
    ann = users(desk)["ann.rees"]
    (left,) = printings.waiting(desk, ann)
    assert (left.participant, left.printing.came_out) == ("Marek Juniper", None)
    (scan,) = scans.filed(desk, ann, case_of(desk, "Huw Sorrel"))
    assert (scan.kind, scan.by_hand) == ("CONTRACT", ())
    gone = partner_referrals.view(desk, ann, case_of(desk, "Teleri Wagtail")).shared
    assert {one.state for one in gone} == {Stage.SENT, Stage.REFUSED}


@pytest.mark.parametrize("days", [0, 2])
def test_something_is_put_off_and_still_is_when_the_caseload_has_been_left(practice, opened, days):
    desk = opened(practice, MADE + dt.timedelta(days=days))
    rows = attention.attention(desk, users(desk)["ann.rees"])
    (off,) = [row.due for row in rows if row.due.put_off]
    assert (off.code, off.put_off.until) == ("services", desk.today() + dt.timedelta(days=3))


def test_why_a_contract_is_varied_is_written_in_the_language_the_person_reads(desk):
    with desk.sessions() as session:
        rows = session.execute(
            select(Variation.why, Person.reads)
            .join(Case, Case.id == Variation.case_id)
            .join(Person, Person.id == Case.person_id)
        ).all()
    written = {language: {one[language] for one in REASONS} for _why, language in rows}
    assert len(rows) > 2
    assert [why for why, language in rows if why not in written[language]] == []


def test_somebody_was_here_before_and_two_of_one_household_are_linked(desk):
    with desk.sessions() as session:
        people = session.scalars(select(Person).where(Person.name.endswith("Stonecrop"))).all()
        cases = {
            one.name: session.scalars(
                select(Case.state).where(Case.person_id == one.id).order_by(Case.id)
            ).all()
            for one in people
        }
        (link,) = session.scalars(select(PersonLink)).all()
    assert cases == {
        "Nia Stonecrop": [State.CLOSED, State.ELIGIBLE],
        "Gethin Stonecrop": [State.REFERRED],
    }
    assert link.kind == "household"
    assert {link.person_id, link.other_id} == {one.id for one in people}


def test_a_meeting_was_moved_into_another_and_one_missed_and_booked_again(desk):
    ann, tomorrow = users(desk)["ann.rees"], desk.today() + dt.timedelta(days=1)
    moved = bookings.first_meeting(desk, ann, case_of(desk, "Tomos Curlew")).current
    assert [one.asked_by for one in moved.moves] == ["participant"]
    clashing = [row.name for row in agenda.agenda(desk, ann, tomorrow, 1) if row.clashes]
    assert {"Tomos Curlew", "Bleddyn Sanderling"} <= set(clashing)

    missed = bookings.first_meeting(desk, ann, case_of(desk, "Bleddyn Sanderling"))
    assert (missed.attempts.in_vain, len(missed.booked)) == (2, 2)
    assert missed.current.outside == "missed_before"
    case_id = case_of(desk, "Bleddyn Sanderling")
    assert "reminder" in {one.code for one in attention.due_in(desk, ann, case_id) if one.calls}


@pytest.mark.parametrize("name", ["Tomos Curlew", "Sara Wren", "Rhys Marjoram"])
def test_a_first_meeting_lies_in_its_hours_after_release(desk, name):
    first = bookings.first_meeting(desk, users(desk)["ann.rees"], case_of(desk, name))
    assert first.window.holds(first.current.starts)
    assert first.current.starts.astimezone(dt.UTC).date() >= desk.today()


def test_whoever_has_no_meeting_yet_has_hours_left_for_one(desk):
    first = bookings.first_meeting(desk, users(desk)["ann.rees"], case_of(desk, "Elin Meadowsweet"))
    assert first.is_wanting
    assert first.window.opens < MADE < first.window.closes


@pytest.mark.parametrize("moment", ODD_MOMENTS)
def test_it_is_right_whatever_the_day_and_hour(with_only, opened, moment):
    config, now = with_only(*FEW), ODD_MOMENTS[moment]

    desk = opened(config, now)

    assert too_early(desk, now) == []
    with desk.sessions() as session:
        assert audit.broken_entries(session) == []
        assert session.scalar(select(func.count(Case.id))) == len(FEW)


def test_what_was_left_of_an_interruption_is_made_anew(with_only, opened):
    config = with_only("referred", "closed_declined")
    config.data.mkdir()
    for name in ("practice-unfinished.db", "practice-unfinished.db-wal"):
        (config.data / name).write_bytes(b"half of it")

    desk = opened(config, MADE)

    with desk.sessions() as session:
        assert session.scalar(select(func.count(Case.id))) == 2
    assert list(config.data.glob("practice-unfinished*")) == []


def test_a_folder_with_practice_alone_holds_no_real_caseload(practice):
    assert not is_founded(Config(data=practice.data))


def test_the_practice_file_is_refused_as_a_real_one(practice):
    real = Config(data=practice.data)
    files_of(practice).database.rename(files_of(real).database)
    with pytest.raises(Refused, match=r"safekeeping\.practice_is_not_real"):
        signin.open_practice(real, lambda: MADE)


def test_a_real_file_by_the_name_of_practice_is_refused_and_left_alone(database, folder):
    database.close()
    config = Config(data=folder / "practice", practice=True)
    config.data.mkdir()
    shutil.copy(database.path, files_of(config).database)
    before = files_of(config).database.read_bytes()

    with pytest.raises(Refused, match=r"safekeeping\.not_practice"):
        prepare_practice(config, lambda: MADE)

    assert files_of(config).database.read_bytes() == before


def test_there_is_something_to_see_of_every_field_of_a_referral(desk):
    with desk.sessions() as session:
        cases = session.scalars(select(Case)).all()
        people = [one.person for one in cases]
        assert {one.drug_test for one in cases} == {None, "tested", "refused"}
        assert any(len(one.offences) > 1 for one in cases)
        assert any(offence.code == "TH68010A" for one in cases for offence in one.offences)
        assert any(offence.domestic_abuse for one in cases for offence in one.offences)
        assert any(one.co_accused for one in cases)
        assert any(one.who_answers and one.emergency_name for one in people)
        assert any(one.unavailable for one in people)
        assert session.scalar(select(func.count(Correction.id))) == 1


def test_what_was_known_and_judged_before_each_decision_is_there_to_be_seen(desk):
    with desk.sessions() as session:
        decided = session.scalars(select(EligibilityDecision)).all()
        counted = {
            model: session.scalar(select(func.count()).select_from(model))
            for model in (CaseAnswer, CaseOrder, Gravity, Suitability)
        }
        again = [one for one in decided if sum(one.case_id == two.case_id for two in decided) > 1]

    assert all(counted.values()), counted
    assert {one.outcome for one in again} == {Event.DECIDED_ELIGIBLE, Event.DECIDED_NOT_ELIGIBLE}
    assert all(one.shown["gravity"][1:] and one.shown["suitability"][1:] for one in decided)


def test_the_custody_log_has_people_who_wait_one_of_them_a_live_participant(desk):
    ann = users(desk)["ann.rees"]
    waiting = custody_log.waiting(desk, ann)
    assert len(waiting.rows) == 5
    (again,) = (row for row in waiting.rows if any(one.case_id for one in row.known))
    supervisor = next(one for one in users(desk).values() if one.role is Role.SUPERVISOR)
    called = [
        row for row in attention.attention(desk, supervisor) if row.due.code == "arrested_again"
    ]
    assert [row.case_id for row in called] == [again.known[0].case_id]


def test_a_file_of_a_custody_log_lies_ready_with_faults_to_be_found(desk):
    ann = users(desk)["ann.rees"]
    looked = custody_files.look(desk, ann, str(practice_file(desk.config)), desk.suite)
    seen = custody_preview.preview(desk, ann, looked, looked.columns, lambda _: None)
    assert [str(row.verdict) for row in seen.rows] == [
        "changed",
        "new",
        "again",
        "bad",
        "bad",
        "bad",
    ]
