"""A breach that is found: the person and the services are told, and nothing of it goes on."""

import io

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.services.test_partner_referrals import asked_of
from tests.services.verbs_consent import PARTNERS
from tests.services.verbs_tracking import AGAINST, FOR, kept, propose, running, seen
from triage_app.domain.ending import Reported
from triage_app.domain.other_ends import Who
from triage_app.domain.partner_referral import Manner, Sending
from triage_app.domain.problems import Invalid
from triage_app.domain.prosecution import Sending as Officers
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    endings,
    outcome_view,
    outcomes,
    paperwork,
    partner_referrals,
    reopening,
    sharing,
    supervision,
)
from triage_app.services.attention import worded
from triage_app.storage.models import (
    Appointment,
    AuditEntry,
    Case,
    Condition,
    EndingTold,
    Paper,
    PartnerReferral,
    Service,
)


def text_of(desk, actor, paper_id):
    pages = PdfReader(io.BytesIO(paperwork.pdf(desk, actor, paper_id))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def partners(rows):
    return [one for one in rows(EndingTold) if one.who == Who.PARTNER]


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return running(desk, assessor, supervisor)


@pytest.fixture
def decides(desk, assessor, supervisor):
    """A function that proposes a breach and lets a supervisor decide it."""

    def decides(case_id, decision=AGAINST, language="en"):
        waiting = propose(desk, assessor, case_id)
        as_seen = (waiting.breach_id, waiting.version)
        return supervision.decide(desk, supervisor, as_seen, decision, language)

    return decides


def test_each_service_of_the_contract_has_its_notice_and_calls_until_it_is_told(
    desk, assessor, case_id, decides, rows
):
    decides(case_id)

    told = partners(rows)
    assert len({one.service_id for one in told}) == len(told) == 3
    calling = [one for one in attention.due_in(desk, assessor, case_id) if one.calls]
    assert [one.code for one in calling].count("telling_end_partner") == 3
    for language in ("en", "cy"):
        assert all(worded(desk.texts(language), one, desk.now()).what for one in calling)
    endings.tell(desk, assessor, told[0].id, desk.today(), "telephone")
    calling = [one.code for one in attention.due_in(desk, assessor, case_id) if one.calls]
    assert calling.count("telling_end_partner") == 2


def test_the_notice_says_neither_who_nor_that_anything_was_broken(
    desk, assessor, case_id, decides, rows
):
    decides(case_id)

    with desk.sessions() as session:
        name = session.get_one(Case, case_id).person.name
    for one in partners(rows):
        said = text_of(desk, assessor, one.paper_id)
        assert rows(Case)[0].number in said
        assert name not in said
        assert not [word for word in ("breach", "broke", "court", "miss") if word in said.lower()]


def test_a_service_is_written_to_in_its_own_language_whatever_the_officers(
    desk, case_id, decides, rows
):
    with desk.sessions.begin() as session:
        welsh, other, *_ = session.scalars(select(Service).order_by(Service.id)).all()
        welsh.languages, other.languages = ["cy"], ["en", "cy"]
        first, *others = conditions_with_services(session)
        first.service_id = only_welsh = welsh.id
        for one in others:
            one.service_id = other.id

    decides(case_id, language="cy")

    made = {one.id: one for one in rows(Paper)}
    languages = {one.service_id: made[one.paper_id].language for one in partners(rows)}
    assert sorted(languages.values()) == ["cy", "en"]
    assert languages[only_welsh] == "cy"


def conditions_with_services(session):
    return session.scalars(select(Condition).where(Condition.service_id.is_not(None))).all()


def test_a_service_that_was_sent_a_sheet_is_written_to_in_the_language_of_that(
    desk, assessor, case_id, decides, rows, tmp_path
):
    referred(desk, assessor, case_id, tmp_path)

    decides(case_id)

    [sheet] = rows(PartnerReferral)
    made = {one.id: one for one in rows(Paper)}
    languages = {one.service_id: made[one.paper_id].language for one in partners(rows)}
    assert languages.pop(sheet.service_id) == "cy"
    assert set(languages.values()) == {"en"}


def referred(desk, assessor, case_id, tmp_path):
    """Send a service its sheet, in Welsh."""
    with desk.sessions.begin() as session:
        answers = dict.fromkeys(PARTNERS, True)
        sharing.keep(session, desk, assessor, case_id, answers, desk.today())
    asked = asked_of(desk, assessor, case_id)["drugs"]
    given = Sending(
        ground=asked.ground,
        about_id=asked.about_id,
        told=("contact", "need"),
        recipient="Mari Sampl",
        answer_by=desk.today().replace(month=6),
        language="cy",
        manner=Manner.SEALED,
        asks="Wants to stop",
    )
    partner_referrals.send(desk, assessor, case_id, given, tmp_path / "sheet.pdf")


def test_what_was_asked_of_services_under_the_contract_is_revoked_and_its_meetings_are_off(
    desk, assessor, case_id, decides, rows, tmp_path
):
    referred(desk, assessor, case_id, tmp_path)

    decides(case_id)

    assert [one.state for one in rows(PartnerReferral)] == ["revoked"]
    coming = [one for one in rows(Appointment) if one.attendance is None]
    assert coming
    assert {one.called_off for one in coming} == {"returned"}
    codes = [one.code for one in attention.due_in(desk, assessor, case_id)]
    assert not [one for one in codes if one.startswith(("partner", "tomorrow", "reminder"))]


def test_the_person_has_a_letter_in_their_language(desk, assessor, case_id, decides, rows):
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).person.reads = "cy"

    decides(case_id)

    [letter] = [one for one in rows(Paper) if one.kind == "END_LETTER"]
    assert letter.language == "cy"
    said = text_of(desk, assessor, letter.id)
    assert "na wnaethoch gadw eich contract" in said
    assert "rhybuddiad" not in said


def test_no_breach_tells_nobody_that_anything_ended(case_id, decides, rows):
    decides(case_id, FOR)

    assert rows(EndingTold) == []
    assert "END_LETTER" not in [one.kind for one in rows(Paper)]
    assert {one.called_off for one in rows(Appointment)} == {""}


def test_whoever_is_not_told_yet_calls_after_proceedings_have_begun(
    desk, assessor, case_id, decides
):
    decides(case_id)
    begun = Reported("proceedings_begun", desk.today())
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), begun)

    assert listed(desk, assessor) == {"telling_end_participant": 1, "telling_end_partner": 3}


# ── The person, and a contract that was kept ─────────────────────────────────────────────────


def listed(desk, actor):
    """Return what Today lists of telling, counted."""
    codes = [one.due.code for one in attention.attention(desk, actor)]
    return {one: codes.count(one) for one in codes if one.startswith("telling")}


def test_a_completion_that_is_archived_first_calls_until_everybody_has_been_told(
    desk, clock, assessor, case_id, rows
):
    kept(desk, clock, assessor, case_id)
    outcomes.confirm_completion(desk, assessor, seen(desk, case_id), "22")
    reported = Reported("22", desk.today())
    outcomes.record_outcome(desk, assessor, seen(desk, case_id), reported)

    assert rows(Case)[0].state is State.CLOSED
    assert listed(desk, assessor) == {"telling_end_participant": 1, "telling_end_partner": 3}
    for one in endings.told(desk, assessor, case_id):
        endings.tell(desk, assessor, one.id, desk.today(), "in_writing")
    assert listed(desk, assessor) == {}


def test_that_the_person_could_not_be_reached_settles_it_and_is_said_of_nobody_else(
    desk, assessor, case_id, decides, rows
):
    decides(case_id)
    person, service, *_ = sorted(rows(EndingTold), key=lambda one: one.who != Who.PARTICIPANT)

    with pytest.raises(Invalid):
        endings.tell(desk, assessor, service.id, desk.today(), endings.NOT_REACHED)
    endings.tell(desk, assessor, person.id, desk.today(), endings.NOT_REACHED)

    entry = rows(AuditEntry)[-1]
    assert (entry.action, entry.category, entry.recipient) == (
        "endings.not_reached",
        "alteration",
        "",
    )
    assert "telling_end_participant" not in listed(desk, assessor)


def test_a_watch_that_is_begun_anew_keeps_who_was_told_and_how_and_who_was_not(
    desk, assessor, supervisor, case_id, decides, rows
):
    decides(case_id)
    sent = Officers("PC Kestrel", "post")
    outcomes.record_told(desk, assessor, case_id, desk.today(), sent)
    outcomes.record_acknowledgement(desk, assessor, case_id, desk.today(), "Sgt Plover")
    first = rows(EndingTold)[0].id
    endings.tell(desk, assessor, first, desk.today(), "in_person")
    declined = Reported("proceedings_declined", desk.today())
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), declined)

    reopening.reopen(desk, supervisor, seen(desk, case_id), "It was another case.")

    watch = outcome_view.view(desk, assessor, case_id).watch
    assert (watch.told_how, watch.told_to, watch.acknowledged_by) == (
        "post",
        "PC Kestrel",
        "Sgt Plover",
    )
    assert watch.result is None
    told = endings.told(desk, assessor, case_id)
    assert [one.id for one in told if one.told_on] == [first]
    assert len(told) == 4
    assert listed(desk, assessor) == {"telling_end_partner": 3}
