"""The file tells on what the diversion rested: eligible, admitted, agreed to; and no more."""

import pytest

from tests.services.test_prosecution import file_scan_of, pages_of
from tests.services.verbs_assessment import put
from tests.services.verbs_consent import YES
from tests.services.verbs_deciding import settle
from tests.services.verbs_tracking import decide, propose, running
from triage_app.domain.sharing import How
from triage_app.domain.withdrawal import Given
from triage_app.domain.workflow import State
from triage_app.services import (
    answers,
    consent,
    paperwork,
    prosecution,
    prosecution_record,
    withdrawals,
)
from triage_app.services.contract_chain import chain_in
from triage_app.services.watch import see_one
from triage_app.storage.models import EligibilityDecision, Paper

TITLES = (
    "Eligibility: what the scheme’s rules found",
    "Whether the offence was admitted",
    "Consent to take part",
)
OF_HEALTH = "Sleeps badly and fears a seizure"
REASON = "Took one coat, gave it back <b>& said</b> why"


@pytest.fixture
def agreed(desk, assessor, supervisor):
    """A live case that was decided on, whose person admitted the offence and consented."""
    case_id = running(desk, assessor, supervisor)
    put(desk, assessor, case_id, State.REFERRED)
    answers.answer(desk, assessor, case_id, "admission", said=True, reason=REASON)
    settle(desk, assessor, case_id, reason="Her first offence")
    consent.issue_sheet(desk, assessor, case_id, "en")
    consent.record(desk, assessor, case_id, YES)
    put(desk, assessor, case_id, State.LIVE)
    return case_id


@pytest.fixture
def broken(desk, assessor, supervisor, agreed):
    decide(desk, supervisor, propose(desk, assessor, agreed))
    return agreed


def whole(desk, actor, case_id, language="en"):
    return pages_of(desk, actor, prosecution.make(desk, actor, case_id, language))


def test_eligibility_admission_and_consent_are_parts_of_the_index(desk, assessor, broken):
    pages = whole(desk, assessor, broken)

    index = " ".join(pages[:2])
    for title in TITLES:
        assert title in index
        assert [one for one in pages[1:] if title in one]
    assert index.index(TITLES[0]) < index.index("Contract, issue 1, as it was issued")


def test_every_rule_stands_there_as_it_was_shown_and_who_decided_and_authorised(
    desk, assessor, broken, rows
):
    said = " ".join(whole(desk, assessor, broken))

    assert "Decided by Mared Hawthorn: eligible. Rules: " in said
    assert "Her first offence" in said
    assert "Lives in the force area" in said
    assert "Diversion authorised by" in said
    [decision] = rows(EligibilityDecision)
    assert len(decision.shown["rules"]) > 4


def test_what_was_answered_of_an_admission_stands_there_with_its_reason(desk, assessor, broken):
    said = " ".join(whole(desk, assessor, broken))

    assert "Has the person admitted the offence? Admitted. Recorded by Mared Hawthorn." in said
    assert REASON in said
    assert "It is no record of an interview." in said


def test_where_nothing_was_answered_the_file_says_so(desk, assessor, supervisor):
    case_id = running(desk, assessor, supervisor)
    decide(desk, supervisor, propose(desk, assessor, case_id))

    pages = whole(desk, assessor, case_id)

    admission = next(one for one in pages[2:] if TITLES[1] in one)
    assert "Nothing is recorded." in admission
    lacking = [one.en for one in prosecution.view(desk, assessor, case_id).lacking]
    assert "A decision on eligibility." in lacking
    assert "A consent to take part." in lacking


def test_consent_says_who_explained_it_and_goes_with_its_sheet_as_it_was_made(
    desk, assessor, broken, rows
):
    pages = whole(desk, assessor, broken)

    said = " ".join(pages)
    assert "Agreed to take part, on information sheet" in said
    assert "Explained by Mared Hawthorn. Language: English." in said
    [sheet] = [one for one in rows(Paper) if one.kind == "INFO"]
    printed = pages_of(desk, assessor, sheet.id)[0][:60]
    assert [one for one in pages if printed in one]


def test_a_signed_sheet_follows_it_and_without_one_the_file_says_so(desk, assessor, broken, rows):
    lacking = [one.en for one in prosecution.view(desk, assessor, broken).lacking]
    assert [one for one in lacking if one.startswith("A signed copy of information sheet")]

    content = paperwork.pdf(desk, assessor, next(o.id for o in rows(Paper) if o.kind == "INFO"))
    file_scan_of(desk, rows, "INFO", content, paperwork.digest_of(content))

    assert "signed copy (scanned)" in " ".join(whole(desk, assessor, broken)[:2])
    lacking = [one.en for one in prosecution.view(desk, assessor, broken).lacking]
    assert not [one for one in lacking if one.startswith("A signed copy of information sheet")]


def test_a_damaged_sheet_is_named_and_keeps_nothing_else_out(desk, assessor, broken, rows):
    file_scan_of(desk, rows, "INFO", b"%PDF-1.7", "0" * 64)

    pages = whole(desk, assessor, broken)

    assert "DAMAGED" in " ".join(pages[:2])
    assert sum("This document could not be joined" in one for one in pages) == 1
    assert all(title in " ".join(pages) for title in TITLES)


def test_consent_that_was_taken_back_is_said_with_its_day(desk, assessor, agreed):
    taken = Given(desk.today(), How.TELEPHONE, "Wants a trial")
    withdrawals.withdraw(desk, assessor, agreed, taken)

    assert "Consent taken back (By telephone)." in " ".join(whole(desk, assessor, agreed))


def test_neither_needs_nor_risk_nor_health_are_in_the_file(desk, assessor, broken):
    with desk.sessions.begin() as session:
        decision = session.query(EligibilityDecision).one()
        rule = dict(decision.shown["rules"][0]) | {"rule": "not_under_mental_health_act"}
        rule["found"] = {"en": OF_HEALTH, "cy": OF_HEALTH, "values": {}}
        rules = [*decision.shown["rules"], rule]
        judged = {"en": OF_HEALTH, "cy": OF_HEALTH, "values": {}}
        decision.shown = decision.shown | {"rules": rules, "suitability": [judged]}

    said = " ".join(whole(desk, assessor, broken))

    assert OF_HEALTH not in said
    with desk.sessions() as session:
        found, _ = prosecution_record.pieces(
            session, desk, see_one(session, desk, broken), chain_in(session, broken)
        )
    assert not {"ASSESSMENT", "OWN_PAGE"} & {getattr(one, "code", "") for one in found}
    assert "Health, needs and risk are not in this file." in said


def test_in_welsh_every_part_is_in_welsh(desk, assessor, broken):
    said = " ".join(whole(desk, assessor, broken, "cy"))

    assert "Cymhwysedd: yr hyn a ganfu rheolau’r cynllun" in said
    assert "Cytunwyd i gymryd rhan, ar daflen wybodaeth" in said
    assert "Agreed to take part" not in said
