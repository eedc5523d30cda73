import datetime as dt
from dataclasses import replace

import pytest

from tests.services.verbs_contract import (
    SIGNED_AT,
    TODAY,
    assessed,
    drafted,
    live,
    names,
    papered,
    signed,
    witness,
)
from tests.services.verbs_referral import someone
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.signature import Manner
from triage_app.domain.signing import Signer
from triage_app.domain.workflow import State
from triage_app.services import contract_papers, contracts, directory, paperwork, signing
from triage_app.services.signing import Sitting
from triage_app.storage.models import Appointment, AuditEntry, Case, Contract, Paper, Signature


@pytest.fixture
def paper(desk, assessor, supervisor):
    """Return a function that makes the paper of a new case's contract."""

    def paper(**changes):
        return papered(desk, assessor, supervisor, **changes)

    return paper


@pytest.fixture
def sign(desk, assessor):
    """Return a function that records signatures on the paper of a sheet."""

    def sign(sheet, *more, **said):
        return signed(desk, assessor, sheet.case_id, sheet.seen, *more, **said)

    return sign


def state_of(rows):
    return rows(Case)[0].state


# ── The paper ────────────────────────────────────────────────────────────────────────────────


def test_a_draft_with_gaps_makes_no_paper(desk, assessor, rows):
    sheet = contracts.draft(desk, assessor, assessed(desk, assessor))
    with pytest.raises(Invalid) as told:
        contract_papers.issue(desk, assessor, sheet.case_id, sheet.seen, "en")
    assert told.value.problems == sheet.gaps
    assert rows(Paper) == []


def test_a_draft_with_gaps_can_be_previewed_and_nothing_is_filed(desk, assessor, rows):
    sheet = contracts.draft(desk, assessor, assessed(desk, assessor))
    pdf = contract_papers.preview(desk, assessor, sheet.case_id, "both")
    assert pdf.startswith(b"%PDF")
    assert rows(Paper) == []


@pytest.mark.parametrize("edition", contract_papers.EDITIONS)
def test_the_paper_is_filed_with_the_wording_it_prints(paper, rows, edition):
    sheet = paper(edition=edition)
    (filed,), (row,) = rows(Paper), rows(Contract)
    assert (filed.kind, filed.language, sheet.paper_id) == ("CONTRACT", edition, filed.id)
    assert row.edition == edition
    third = row.snapshot["conditions"][2]
    assert third["text"]["en"].startswith("Go to 6\N{NO-BREAK SPACE}meetings with")
    assert "6\N{NO-BREAK SPACE}chyfarfod" in third["text"]["cy"]


@pytest.mark.parametrize(
    "name",
    ["Siân <b>Ŵyn</b> & Ŷ", "أوسيان", "Osian 🐦", "Ll" * 150],
    ids=["marks", "arabic", "emoji", "long"],
)
def test_whatever_the_name_the_paper_is_made(paper, rows, name):
    paper(person=someone(name=name), edition="both")
    assert len(rows(Paper)) == 1


def test_five_conditions_and_all_who_sign_take_two_sides_of_one_sheet(paper, rows):
    person = someone(appropriate_adult=True, appropriate_adult_name="Eluned Wren", interpreter=True)
    paper(person=person)
    assert rows(Paper)[0].pages == 2


def test_an_unknown_edition_is_refused(desk, assessor, supervisor):
    sheet = drafted(desk, assessor, supervisor)
    with pytest.raises(Invalid):
        contract_papers.issue(desk, assessor, sheet.case_id, sheet.seen, "fr")


def test_a_change_after_the_paper_is_the_next_contract_and_leaves_the_paper_its_own(
    desk, assessor, paper, rows
):
    sheet = paper()
    changed = sheet.draft.put(replace(sheet.draft.at(3), sessions=8))
    contracts.change(desk, assessor, sheet.case_id, sheet.seen, changed)
    following = contracts.sheet(desk, assessor, sheet.case_id)
    assert (following.issue, following.paper_id, following.draft) == (2, None, changed)
    first = rows(Contract)[0]
    assert first.snapshot["conditions"][2]["text"]["en"].startswith("Go to 6")


def test_the_same_paper_in_another_language_is_the_next_issue(desk, assessor, paper, rows):
    sheet = paper()
    contract_papers.issue(desk, assessor, sheet.case_id, sheet.seen, "cy")
    assert [(one.issue, one.edition) for one in rows(Contract)] == [(1, "en"), (2, "cy")]
    assert len(rows(Paper)) == 2


# ── Signing ──────────────────────────────────────────────────────────────────────────────────


def test_signed_by_everybody_the_contract_is_live(desk, assessor, paper, sign, rows):
    sheet = paper()
    assert sign(sheet)
    assert state_of(rows) is State.LIVE
    signed = contracts.sheet(desk, assessor, sheet.case_id)
    assert signed.signed_on == TODAY
    assert [(one.role, one.manner) for one in signed.signatures] == [
        ("participant", "signed"),
        ("assessor", "signed"),
        ("appropriate_adult", "not_needed"),
        ("interpreter", "not_needed"),
    ]
    assert not signed.can_change


def test_first_meetings_become_appointments_at_the_service(paper, sign, rows):
    sheet = paper()
    sign(sheet)
    meetings = rows(Appointment)
    assert [one.starts for one in meetings] == [
        one.first_meeting for one in sheet.draft.conditions if one.first_meeting
    ]
    assert {one.kind for one in meetings} == {"condition"}
    assert meetings[0].place.startswith("Practice Recovery Service, 14 Practice Street")


def test_without_a_paper_nothing_is_signed(desk, assessor, supervisor, sign, rows):
    with pytest.raises(Refused, match=r"contract\.no_paper"):
        sign(drafted(desk, assessor, supervisor))
    assert state_of(rows) is State.ASSESSED


def test_signed_on_another_day_the_paper_must_be_made_again(paper, sign, clock, rows):
    sheet = paper()
    clock.set("2026-05-12 10:00")
    with pytest.raises(Invalid) as told:
        sign(sheet, at=dt.datetime(2026, 5, 12, 8, tzinfo=dt.UTC))
    assert {one.code for one in told.value.problems} == {"signing.other_day"}
    assert (state_of(rows), rows(Signature)) == (State.ASSESSED, [])


def test_what_was_signed_on_its_day_may_be_recorded_the_day_after(paper, sign, clock, rows):
    sheet = paper()
    clock.set("2026-05-12 10:00")
    assert sign(sheet)
    assert rows(Contract)[0].signed_on == TODAY


def test_nothing_is_signed_in_the_future(paper, sign):
    with pytest.raises(Invalid) as told:
        sign(paper(), at=SIGNED_AT + dt.timedelta(minutes=1))
    assert told.value.problems[0].field == "participant_at"
    assert told.value.problems[0].code == "problem.in_future"


@pytest.mark.parametrize("manner", [Manner.READ_OVER, Manner.UNABLE])
def test_read_over_or_unable_needs_a_witness_and_counts(paper, sign, rows, manner):
    sheet = paper()
    with pytest.raises(Invalid) as told:
        sign(sheet, participant=manner)
    assert [problem.field for problem in told.value.problems] == ["witness"]
    assert sign(sheet, witness(), participant=manner)
    assert state_of(rows) is State.LIVE
    (seen,) = [one for one in rows(Signature) if one.role == "witness"]
    assert (seen.name, seen.capacity) == ("Gwenllian Osprey", "custody_staff")


def test_a_refusal_is_recorded_with_its_witness_and_nothing_goes_live(
    desk, assessor, paper, sign, rows
):
    sheet = paper()
    assert not sign(sheet, witness(), participant=Manner.REFUSED)
    assert state_of(rows) is State.ASSESSED
    assert rows(Appointment) == []
    refused = contracts.sheet(desk, assessor, sheet.case_id)
    assert (refused.refused, refused.signed_on) == (True, None)
    assert [one.role for one in refused.signatures] == [
        "participant",
        "assessor",
        "witness",
        "appropriate_adult",
        "interpreter",
    ]


def test_who_refused_and_thought_again_may_sign(desk, assessor, paper, sign, rows):
    sheet = paper()
    sign(sheet, witness(), participant=Manner.REFUSED)
    assert sign(contracts.sheet(desk, assessor, sheet.case_id))
    assert state_of(rows) is State.LIVE
    assert not contracts.sheet(desk, assessor, sheet.case_id).refused


def test_an_appropriate_adult_and_an_interpreter_sign_where_the_person_has_them(
    desk, assessor, paper
):
    person = someone(
        appropriate_adult=True,
        appropriate_adult_name="Eluned Wren",
        interpreter=True,
        interpreter_language="Polish",
    )
    sheet = paper(person=person)
    wanted = signing.asked(desk, assessor, sheet.case_id).names
    assert [(one.role, one.name) for one in wanted[2:]] == [
        (Signer.APPROPRIATE_ADULT, "Eluned Wren"),
        (Signer.INTERPRETER, ""),
    ]
    given = Sitting(tuple(replace(one, at=SIGNED_AT) for one in wanted))
    with pytest.raises(Invalid) as told:
        signing.sign(desk, assessor, sheet.case_id, sheet.seen, given)
    assert [problem.field for problem in told.value.problems] == ["interpreter"]


def test_a_name_of_hundreds_of_letters_is_told(paper, sign):
    with pytest.raises(Invalid) as told:
        sign(paper(), witness("x" * 301), participant=Manner.REFUSED)
    assert told.value.problems[0].code == "problem.too_long"


def test_a_live_contract_is_not_signed_again(desk, assessor, supervisor, sign):
    with pytest.raises(Refused, match=r"contract\.not_now"):
        sign(live(desk, assessor, supervisor))


def test_a_paper_that_was_put_aside_is_not_signed(desk, assessor, paper):
    sheet = paper()
    given = Sitting(names(desk, assessor, sheet.case_id))
    changed = sheet.draft.put(replace(sheet.draft.at(3), sessions=8))
    contracts.change(desk, assessor, sheet.case_id, sheet.seen, changed)
    with pytest.raises(Stale):
        signing.sign(desk, assessor, sheet.case_id, sheet.seen, given)


def test_a_service_closed_between_paper_and_pen_stops_the_signing(
    desk, supervisor, paper, sign, rows
):
    sheet = paper()
    chosen = sheet.services[sheet.draft.at(3).service]
    directory.retire(desk, supervisor, chosen.id, chosen.version)
    with pytest.raises(Invalid) as told:
        sign(sheet)
    assert told.value.problems[0].code == "contract.service_retired"
    assert state_of(rows) is State.ASSESSED


def test_the_paper_and_the_signing_are_in_the_log(desk, assessor, supervisor, rows):
    live(desk, assessor, supervisor)
    actions = [one.action for one in rows(AuditEntry)]
    assert "contract.paper_made" in actions
    assert "contract.signed" in actions


def test_the_bytes_that_are_filed_are_the_bytes_that_are_shown(desk, assessor, paper):
    sheet = paper(edition="both")
    assert paperwork.pdf(desk, assessor, sheet.paper_id).startswith(b"%PDF")
