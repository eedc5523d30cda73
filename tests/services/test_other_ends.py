"""A case ends another way: what follows, who is told, and that no letter follows a death."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from tests.documents.samples import WARNING
from tests.services.test_outcomes import SUMMARY
from tests.services.test_withdrawals import signed
from tests.services.verbs_assessment import put
from tests.services.verbs_consent import booked, consented
from tests.services.verbs_referral import refer
from tests.services.verbs_tracking import kept, propose, returned, running, seen
from triage_app.domain.ending import Reported
from triage_app.domain.other_ends import End, Given, Who
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.roles import Role
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    casefile,
    caseload,
    end_view,
    endings,
    other_ends,
    outcome_view,
    outcomes,
    paperwork,
    people,
    printings,
    sharing,
)
from triage_app.services.attention import worded
from triage_app.services.desk import Actor
from triage_app.storage.models import (
    Appointment,
    AuditEntry,
    Case,
    Ending,
    EndingTold,
    Paper,
    ServiceReferral,
)

DAY = dt.date(2026, 5, 11)
AWAY = Given(End.MOVED_AWAY, DAY, "Their sister rang on Monday.")
DIED = Given(End.DIED, DAY, "The coroner’s officer rang.")
OVER = Given(End.TRANSFERRED, DAY, "They live in Durham now.", "Durham <Checkpoint> & “Co”")
ERROR = Given(End.OPENED_IN_ERROR, DAY, "Another person of that name.")
YOUNG = Given(End.UNDER_AGE, DAY, "The birth certificate: born in 2009.")
EVERY = {one.end: one for one in (AWAY, DIED, OVER, ERROR, YOUNG)}
EVERY[End.IN_PRISON] = Given(End.IN_PRISON, DAY, "Remanded on another matter.")


def end(desk, actor, case_id, given, language="en"):
    return other_ends.end_case(desk, actor, seen(desk, case_id), given, language)


def kinds(rows):
    return [one.kind for one in rows(Paper)]


def text_of(desk, actor, paper_id):
    pages = PdfReader(io.BytesIO(paperwork.pdf(desk, actor, paper_id))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def codes(desk, actor, case_id):
    return [one.code for one in attention.due_in(desk, actor, case_id) if one.calls]


def tell_all(desk, actor, case_id):
    for one in endings.told(desk, actor, case_id):
        endings.tell(desk, actor, one.id, desk.today(), "telephone")


# ── Each end, from a contract ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", [End.MOVED_AWAY, End.IN_PRISON, End.UNDER_AGE])
def test_a_case_that_goes_back_is_watched_until_its_officer_has_acted(
    desk, assessor, supervisor, rows, code
):
    case_id = signed(desk, assessor, supervisor)
    paper = end(desk, assessor, case_id, EVERY[code])
    assert rows(Case)[0].state is State.RETURNED
    assert next(one.kind for one in rows(Paper) if one.id == paper) == "ENDED"
    assert "proceedings" in codes(desk, assessor, case_id)
    assert casefile.head(desk, assessor, case_id).clock is not None
    shown = outcome_view.view(desk, assessor, case_id)
    assert (shown.watch.kind, shown.watch.with_officer, shown.watch.code) == (code, True, "other")

    outcomes.record_told(desk, assessor, case_id, DAY)
    outcomes.record_acknowledgement(desk, assessor, case_id, DAY)
    declined = Reported("proceedings_declined", DAY)
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), declined)
    assert rows(Case)[0].state is State.CLOSED


@pytest.mark.parametrize("given", [DIED, ERROR])
def test_where_nobody_can_be_charged_no_time_is_minded(desk, assessor, supervisor, rows, given):
    case_id = running(desk, assessor, supervisor, offences=[SUMMARY])
    end(desk, assessor, case_id, given)
    assert rows(Case)[0].state is State.ENDED
    assert casefile.head(desk, assessor, case_id).clock is None
    (row,) = caseload.caseload(desk, assessor).rows
    assert row.days_left is None
    assert not [one for one in codes(desk, assessor, case_id) if one.startswith("charge")]


def test_a_case_is_closed_once_everybody_is_told(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    end(desk, assessor, case_id, DIED)
    with pytest.raises(Refused, match="tell_first"):
        other_ends.settle(desk, assessor, seen(desk, case_id))
    tell_all(desk, assessor, case_id)
    assert codes(desk, assessor, case_id) == ["officer"]
    outcomes.record_told(desk, assessor, case_id, DAY)
    assert codes(desk, assessor, case_id) == ["ended_close"]
    assert end_view.view(desk, assessor, case_id).may_settle
    other_ends.settle(desk, assessor, seen(desk, case_id))
    assert (rows(Case)[0].state, rows(Case)[0].closed_on) == (State.CLOSED, DAY)
    assert codes(desk, assessor, case_id) == []


def test_a_transfer_stays_open_until_whoever_takes_it_says_so(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    end(desk, assessor, case_id, OVER)
    sheet = next(one for one in rows(Paper) if one.kind == "HANDED_OVER")
    assert sheet.recipient == OVER.to_whom
    assert "Durham <Checkpoint> & “Co”" in text_of(desk, assessor, sheet.id)
    assert casefile.head(desk, assessor, case_id).clock is not None  # it keeps running
    tell_all(desk, assessor, case_id)
    outcomes.record_told(desk, assessor, case_id, DAY)
    assert codes(desk, assessor, case_id) == ["acknowledgement_receiver"]
    with pytest.raises(Refused, match="not_taken_over"):
        other_ends.settle(desk, assessor, seen(desk, case_id))
    outcomes.record_acknowledgement(desk, assessor, case_id, DAY)
    other_ends.settle(desk, assessor, seen(desk, case_id))
    assert rows(Case)[0].state is State.CLOSED


def test_a_death_ends_every_meeting_and_stops_every_share(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    end(desk, assessor, case_id, DIED)
    coming = [one for one in rows(Appointment) if one.attendance is None]
    assert coming
    assert {one.called_off for one in coming} == {"died"}
    with desk.sessions() as session:
        assert not any(one.allowed for one in sharing.said_of(session, case_id)[-1:])
    assert all(one.state == "taken_back" for one in rows(ServiceReferral))


def test_nobody_who_died_is_sent_a_letter(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor)
    contract = next(one.id for one in rows(Paper) if one.kind == "CONTRACT")
    end(desk, assessor, case_id, DIED)
    assert kinds(rows)[-1] != "END_LETTER"
    assert "END_LETTER" not in kinds(rows)
    with pytest.raises(Refused, match="nothing_is_sent"):
        printings.begin(desk, assessor, contract, "A printer")
    other = beside(desk, case_id)
    with pytest.raises(Refused, match="nothing_is_sent"), desk.sessions.begin() as session:
        paperwork.issue(session, desk, assessor, other, paperwork.Order(WARNING, "en"))


def beside(desk, case_id):
    """Put another case of the same person beside theirs, as another scheme would."""
    with desk.sessions.begin() as session:
        old = session.get_one(Case, case_id)
        columns = [one.key for one in Case.__table__.columns]
        values = {one: getattr(old, one) for one in columns}
        values |= {"id": None, "number": "XX-26-9999", "family": "another"}
        values |= {"custody_record": "XX/1/26"}
        other = Case(**values)
        other.state = State.CONSENTED
        session.add(other)
        session.flush()
        return other.id


def test_the_officers_papers_of_somebody_who_died_can_be_printed(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    paper = end(desk, assessor, case_id, DIED)
    assert printings.begin(desk, assessor, paper, "A printer")
    said = text_of(desk, assessor, paper)
    assert "The person has died: our part has ended" in said
    assert not [one for one in ("sorry", "condolence", "sad") if one in said.lower()]


def test_the_letter_is_in_the_persons_language_and_the_notice_in_the_chosen_one(
    desk, assessor, supervisor, rows
):
    case_id = signed(desk, assessor, supervisor)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).person.reads = "cy"
    end(desk, assessor, case_id, AWAY, "en")
    made = {one.kind: one.language for one in rows(Paper)}
    assert (made["END_LETTER"], made["ENDED"]) == ("cy", "en")


def test_each_service_is_told_once_by_number_and_never_who_or_why(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    end(desk, assessor, case_id, AWAY)
    told = [one for one in rows(EndingTold) if one.who == Who.PARTNER]
    assert len({one.service_id for one in told}) == len(told) == 3
    case = rows(Case)[0]
    with desk.sessions() as session:
        name = session.get_one(Case, case_id).person.name
    for one in told:
        said = text_of(desk, assessor, one.paper_id)
        assert case.number in said
        assert name not in said
        assert "moved" not in said.lower()


def test_telling_a_service_is_a_disclosure_to_it_and_is_done_once(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    end(desk, assessor, case_id, AWAY)
    told = endings.told(desk, assessor, case_id)
    one = next(one for one in told if one.who is Who.PARTNER)
    with pytest.raises(Invalid) as found:
        endings.tell(desk, assessor, one.id, DAY + dt.timedelta(days=1), None)
    assert [it.field for it in found.value.problems] == ["told_on", "told_how"]
    endings.tell(desk, assessor, one.id, DAY, "telephone")
    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.recipient) == ("endings.told", one.name)
    with pytest.raises(Refused, match="told_already"):
        endings.tell(desk, assessor, one.id, DAY, "telephone")


# ── From elsewhere ───────────────────────────────────────────────────────────────────────────


def test_before_a_contract_it_goes_back_too_and_can_be_closed(desk, assessor, rows):
    case_id, _ = booked(desk, assessor)
    end(desk, assessor, case_id, AWAY)
    assert rows(Case)[0].state is State.RETURNED
    assert rows(Appointment)[0].called_off == "moved_away"
    assert outcome_view.view(desk, assessor, case_id).ends is None
    begun = Reported("proceedings_begun", DAY)
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), begun)
    assert rows(Case)[0].state is State.CLOSED


@pytest.mark.parametrize("state", sorted(set(State) - {State.CLOSED, State.ENDED}))
def test_somebody_can_die_whatever_state_their_case_is_in(desk, assessor, rows, state):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, state)
    end(desk, assessor, case_id, DIED)
    assert rows(Case)[0].state is State.ENDED
    assert rows(Ending)[0].ended_from is state
    head = casefile.head(desk, assessor, case_id)
    assert head.ended.en == "Died"


def test_a_death_overtakes_the_watch_after_a_breach(desk, assessor, supervisor, rows):
    case_id = returned(desk, assessor, supervisor)
    end(desk, assessor, case_id, DIED)
    assert [(one.kind, one.stands) for one in rows(Ending)] == [("returned", False), ("died", True)]
    assert end_view.view(desk, assessor, case_id).kind == "died"


def test_a_breach_that_waits_is_not_decided_any_more(desk, assessor, supervisor, rows):
    case_id = running(desk, assessor, supervisor)
    propose(desk, assessor, case_id)
    end(desk, assessor, case_id, AWAY)
    assert rows(Case)[0].state is State.RETURNED
    assert "breach" not in codes(desk, supervisor, case_id)


@pytest.mark.parametrize("given", EVERY.values(), ids=EVERY)
def test_a_closed_case_ends_no_other_way(desk, assessor, given):
    case_id = refer(desk, assessor)
    put(desk, assessor, case_id, State.CLOSED)
    assert other_ends.consequences(desk, assessor, case_id) is None
    with pytest.raises(Refused, match="no_such_move"):
        end(desk, assessor, case_id, given)


# ── What follows is said first ───────────────────────────────────────────────────────────────


def test_what_follows_is_said_before_anything_is_recorded(desk, assessor, supervisor, rows):
    case_id = signed(desk, assessor, supervisor)
    told = other_ends.consequences(desk, assessor, case_id)
    assert [one.code for one in told.ends] == [*End]
    assert told.contract_ends == dt.date(2026, 9, 11)
    assert told.meetings == 3
    assert len(told.partners) == 3
    assert told.tells(told.ends[0]) == told.partners
    assert rows(Ending) == []


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_done(desk, assessor, rows):
    case_id = consented(desk, assessor)
    with pytest.raises(Invalid) as found:
        end(desk, assessor, case_id, Given(End.TRANSFERRED, None, " "))
    fields = [one.field for one in found.value.problems]
    assert fields == ["day", "reason", "to_whom"]
    assert (rows(Case)[0].state, rows(Ending)) == (State.CONSENTED, [])


def test_whoever_saw_another_version_ends_nothing(desk, assessor, rows):
    case_id = consented(desk, assessor)
    stale = seen(desk, case_id)
    put(desk, assessor, case_id, State.ASSESSING)
    with pytest.raises(Stale):
        other_ends.end_case(desk, assessor, stale, AWAY)
    assert rows(Ending) == []


def test_an_auditor_ends_no_case(desk, assessor):
    case_id = consented(desk, assessor)
    with pytest.raises(Refused):
        end(desk, Actor(9, "q.wren", "Q Wren", Role.AUDITOR), case_id, AWAY)


def test_every_end_is_counted_but_what_was_opened_in_error(desk, assessor, supervisor):
    case_id = consented(desk, assessor)
    end(desk, assessor, case_id, ERROR)
    counted = other_ends.counted(desk, supervisor, DAY, DAY)
    assert counted == dict.fromkeys(set(End) - {End.OPENED_IN_ERROR}, 0)


def test_everything_that_calls_has_its_words_in_both_languages(desk, assessor, supervisor):
    case_id = signed(desk, assessor, supervisor)
    end(desk, assessor, case_id, OVER)
    for language in ("en", "cy"):
        for one in attention.due_in(desk, assessor, case_id):
            assert worded(desk.texts(language), one, desk.now()).what


def test_a_closed_case_is_found_by_search_and_says_how_it_ended(desk, assessor, rows):
    case_id = consented(desk, assessor)
    end(desk, assessor, case_id, ERROR)
    outcomes.record_told(desk, assessor, case_id, DAY)
    other_ends.settle(desk, assessor, seen(desk, case_id))
    (found,) = people.find(desk, assessor, rows(Case)[0].number)
    assert (found.case_id, found.state) == (case_id, State.CLOSED)
    assert casefile.head(desk, assessor, case_id).ended.en == "Opened in error"


# ── A contract kept ──────────────────────────────────────────────────────────────────────────


def test_a_contract_kept_has_its_letter_and_each_service_its_notice(
    desk, clock, assessor, supervisor, rows
):
    case_id = running(desk, assessor, supervisor)
    kept(desk, clock, assessor, case_id)
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22", "cy")
    made = kinds(rows)
    assert made.count("KEPT_LETTER") == 1
    assert made.count("PARTNER_ENDED") == 3
    assert [one.who for one in rows(EndingTold)] == [Who.PARTICIPANT, *[Who.PARTNER] * 3]
    assert codes(desk, assessor, case_id).count("telling_end_partner") == 3
    letter = next(one for one in rows(Paper) if one.kind == "KEPT_LETTER")
    assert letter.language == "en"
    assert "Outcome 22" in text_of(desk, assessor, letter.id)
