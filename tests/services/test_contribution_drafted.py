"""What is paid is set before it is signed, on both databases: or there is no paper to sign."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from tests.services import verbs_lives as lives
from tests.services.verbs_contract import signed
from tests.services.verbs_schemes import FORCE, WILTSHIRE
from tests.services.verbs_variation import begun
from triage_app.domain import contract as rules
from triage_app.domain.compliance import completion
from triage_app.domain.contribution import Asked
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    casefile,
    contract_papers,
    contracts,
    contributions,
    easy_papers,
    paperwork,
    tracking_view,
)
from triage_app.services.watch import see_one
from triage_app.storage.models import Case, Contribution, Paper


@pytest.fixture
def drafted(at, clock, assessor, supervisor):
    """Return a desk and a case whose contract is drafted, with all of it settled but the sum."""

    def drafted(walk=WILTSHIRE):
        desk = at(walk)
        service = lives.a_service(desk, supervisor, desk.schemes.version(walk.version))
        case_id = lives.before_contract(desk, clock, assessor, walk)
        lives.drafted(desk, assessor, walk, case_id, service)
        return desk, case_id

    return drafted


def gaps(desk, actor, case_id):
    return [(one.field, one.code) for one in contracts.gaps(desk, actor, case_id)]


def asked(desk, actor, case_id, pence=40_00, version=None):
    ends = contracts.sheet(desk, actor, case_id).draft.ends
    contributions.ask_contribution(desk, actor, case_id, Asked(pence, ends), version)
    return ends


def printed(desk, actor, case_id, edition="en"):
    seen = contracts.sheet(desk, actor, case_id).seen
    return contract_papers.issue(desk, actor, case_id, seen, edition)


def said(desk, actor, paper_id):
    pdf = paperwork.pdf(desk, actor, paper_id)
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def test_nobody_is_asked_to_sign_before_they_are_told_what_they_pay(drafted, assessor):
    desk, case_id = drafted()
    assert gaps(desk, assessor, case_id) == [("contribution", "contract.contribution_unset")]
    with pytest.raises(Invalid) as raised:
        printed(desk, assessor, case_id)
    assert [one.code for one in raised.value.problems] == ["contract.contribution_unset"]

    asked(desk, assessor, case_id)

    assert gaps(desk, assessor, case_id) == []
    assert "You pay £40.00 towards the cost by" in said(
        desk, assessor, printed(desk, assessor, case_id)
    )


def test_a_scheme_that_asks_for_nothing_misses_nothing_and_says_nothing(drafted, assessor):
    desk, case_id = drafted(FORCE)
    assert gaps(desk, assessor, case_id) == []
    with pytest.raises(Refused, match=r"contribution\.not_asked_here"):
        asked(desk, assessor, case_id)

    told = said(desk, assessor, printed(desk, assessor, case_id))

    assert "What you pay" not in told
    assert "contribution" not in contracts.sheet(desk, assessor, case_id).snapshot


@pytest.mark.parametrize(
    ("day", "code"),
    [(-1, "contribution.outside"), (None, "contribution.outside"), ("", "problem.missing")],
)
def test_it_is_due_within_the_draft(drafted, assessor, day, code):
    desk, case_id = drafted()
    draft = contracts.sheet(desk, assessor, case_id).draft
    days = {-1: draft.day - dt.timedelta(days=1), None: draft.ends + dt.timedelta(days=1)}

    with pytest.raises(Invalid) as raised:
        contributions.ask_contribution(desk, assessor, case_id, Asked(40_00, days.get(day)))

    assert [(one.field, one.code) for one in raised.value.problems] == [("due", code)]


def test_a_term_that_ends_before_it_is_due_leads_back_to_it(drafted, assessor):
    desk, case_id = drafted()
    ends = asked(desk, assessor, case_id)
    sheet = contracts.sheet(desk, assessor, case_id)
    shorter = next(day for day in sheet.offers if day < ends)

    changed = rules.end_on(sheet.draft, shorter)
    for one in changed.conditions:
        changed = changed.put(replace(one, due=min(one.due, shorter) if one.due else None))

    assert ("contribution", "contract.contribution_outside") in [
        (one.field, one.code) for one in sheet.gaps_of(changed, desk.today())
    ]
    contracts.change(desk, assessor, case_id, sheet.seen, changed)
    assert gaps(desk, assessor, case_id) == [("contribution", "contract.contribution_outside")]


def test_a_supervisor_lets_it_be_before_it_is_signed_and_the_paper_says_so(
    drafted, assessor, supervisor
):
    desk, case_id = drafted()
    asked(desk, assessor, case_id)
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        contributions.waive(desk, assessor, case_id, "Out of work")

    contributions.waive(desk, supervisor, case_id, "Out of work")

    assert gaps(desk, assessor, case_id) == []
    told = said(desk, assessor, printed(desk, assessor, case_id))
    assert "You do not have to pay anything towards the cost." in told
    assert "£40.00" not in told


@pytest.mark.parametrize(
    ("edition", "on_paper", "in_plain_words"),
    [
        (
            "en",
            "You do not have to pay anything towards the cost.",
            "You do not have to pay anything.",
        ),
        ("cy", "Does dim rhaid i chi dalu unrhyw ran o’r gost.", "Does dim rhaid i chi dalu dim."),
    ],
)
def test_a_waiver_stands_in_the_place_of_an_amount_to_the_end_of_the_contract(
    drafted, assessor, supervisor, rows, edition, on_paper, in_plain_words
):
    desk, case_id = drafted()
    contributions.waive(desk, supervisor, case_id, "Out of work")

    assert gaps(desk, assessor, case_id) == []
    assert on_paper in said(desk, assessor, printed(desk, assessor, case_id, edition))
    assert in_plain_words in said(desk, assessor, easy_papers.issue(desk, assessor, case_id))
    signed(desk, assessor, case_id, contracts.sheet(desk, assessor, case_id).seen, at=desk.now())

    assert rows(Case)[0].state is State.LIVE
    view = tracking_view.view(desk, assessor, case_id)
    assert (view.contributed.account.owed, view.contributed.waived_by) == (0, supervisor.name)
    calls = [one.code for one in attention.due_in(desk, assessor, case_id)]
    with desk.sessions() as session:
        course = see_one(session, desk, case_id).watched.course
    waits = [one.code for one in completion(course, desk.now()).reasons]
    assert waits
    assert [one for one in (*calls, *waits) if "contribution" in one] == []
    with pytest.raises(Refused, match=r"contribution\.waived_already"):
        asked(desk, assessor, case_id, version=view.contributed.version)


def test_a_waiver_puts_aside_no_paper_that_was_not_made_and_is_told(drafted, assessor, supervisor):
    desk, case_id = drafted()
    before = contracts.sheet(desk, assessor, case_id).issue

    contributions.waive(desk, supervisor, case_id, "Out of work")

    assert contracts.sheet(desk, assessor, case_id).issue == before
    told = [one.code for one in casefile.timeline(desk, assessor, case_id)]
    assert told[0] == "contribution.did_waived"
    with pytest.raises(Refused, match=r"contribution\.nothing_owed"):
        contributions.waive(desk, supervisor, case_id, "Twice")


def test_a_scheme_that_asks_for_nothing_has_nothing_to_waive(drafted, supervisor):
    desk, case_id = drafted(FORCE)
    with pytest.raises(Refused, match=r"contribution\.not_asked_here"):
        contributions.waive(desk, supervisor, case_id, "Out of work")


@pytest.mark.parametrize("deed", ["changed", "waived"])
def test_a_change_after_it_was_printed_puts_the_paper_aside(
    drafted, assessor, supervisor, rows, deed
):
    desk, case_id = drafted()
    asked(desk, assessor, case_id)
    printed(desk, assessor, case_id)
    before = contracts.sheet(desk, assessor, case_id)

    if deed == "changed":
        asked(desk, assessor, case_id, 25_00, version=before.contributed.version)
    else:
        contributions.waive(desk, supervisor, case_id, "Out of work")

    after = contracts.sheet(desk, assessor, case_id)
    assert (after.paper_id, after.issue) == (None, before.issue + 1)
    assert after.draft == before.draft
    with pytest.raises((Refused, Stale)):
        signed(desk, assessor, case_id, before.seen, at=desk.now())
    told = [one.code for one in casefile.timeline(desk, assessor, case_id)]
    assert told[0] == f"contribution.did_{deed}"
    printed(desk, assessor, case_id)
    signed(desk, assessor, case_id, contracts.sheet(desk, assessor, case_id).seen, at=desk.now())
    assert rows(Case)[0].state is State.LIVE


def test_what_is_saved_again_as_it_was_leaves_the_paper_as_it_is(drafted, assessor):
    desk, case_id = drafted()
    asked(desk, assessor, case_id)
    paper_id = printed(desk, assessor, case_id)
    version = contracts.sheet(desk, assessor, case_id).contributed.version

    asked(desk, assessor, case_id, version=version)

    assert contracts.sheet(desk, assessor, case_id).paper_id == paper_id


def test_once_signed_it_is_changed_and_the_log_says_so(drafted, assessor, rows):
    desk, case_id = drafted()
    ends = asked(desk, assessor, case_id)
    printed(desk, assessor, case_id)
    signed(desk, assessor, case_id, contracts.sheet(desk, assessor, case_id).seen, at=desk.now())
    issue = contracts.sheet(desk, assessor, case_id).issue

    contributions.ask_contribution(desk, assessor, case_id, Asked(30_00, ends), 1)

    assert [one.pence for one in rows(Contribution)] == [30_00]
    assert contracts.sheet(desk, assessor, case_id).issue == issue
    told = [one.code for one in casefile.timeline(desk, assessor, case_id)]
    assert told[0] == "contribution.did_changed"


def test_the_easy_read_page_names_it_too(drafted, assessor):
    desk, case_id = drafted()
    asked(desk, assessor, case_id)
    printed(desk, assessor, case_id, "cy")

    told = said(desk, assessor, easy_papers.issue(desk, assessor, case_id))

    assert "Byddwch yn talu £40.00 erbyn" in told
    snapshot = contracts.sheet(desk, assessor, case_id).snapshot
    assert snapshot["contribution"]["pence"] == 40_00


def test_the_paper_of_a_variation_says_what_becomes_of_the_sum(drafted, assessor, rows):
    desk, case_id = drafted()
    asked(desk, assessor, case_id)
    printed(desk, assessor, case_id)
    signed(desk, assessor, case_id, contracts.sheet(desk, assessor, case_id).seen)
    sheet = begun(desk, assessor, case_id)
    fewer = next(one for one in sheet.draft.conditions if one.sessions)
    draft = sheet.draft.put(replace(fewer, sessions=fewer.sessions - 1))
    contracts.change(desk, assessor, case_id, sheet.seen, draft)

    printed(desk, assessor, case_id)
    assert "What you pay As before: you pay £40.00 towards the cost by" in varied(
        desk, assessor, rows
    )

    contributed = contracts.sheet(desk, assessor, case_id).contributed
    asked(desk, assessor, case_id, 25_00, version=contributed.version)
    printed(desk, assessor, case_id)
    told = varied(desk, assessor, rows)
    assert told.index("Until now You pay £40.00") < told.index("From now on You pay £25.00")


def varied(desk, actor, rows):
    """Return what the newest paper of a variation says."""
    return said(desk, actor, [one.id for one in rows(Paper) if one.kind == "VARIATION"][-1])
