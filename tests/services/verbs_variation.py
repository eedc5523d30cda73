"""Verbs that vary a signed contract: begun, changed, approved, printed, signed again."""

from dataclasses import replace

from tests.services.verbs_contract import signed
from triage_app.domain.variation import AskedBy
from triage_app.services import contract_papers, contracts, variation_approvals, variations
from triage_app.services.variations import Wanted

WHY = "Works on Mondays now & cannot come <then>"


def begun(desk, actor, case_id, asked_by=AskedBy.PARTICIPANT, why=WHY):
    """Begin to vary a contract; return the sheet of its next issue."""
    variations.begin(desk, actor, case_id, Wanted(why, asked_by))
    return contracts.sheet(desk, actor, case_id)


def changed(desk, actor, sheet, draft=None, **facts):
    """Change the third condition of a variation, or put a whole draft in its place."""
    draft = draft or sheet.draft.put(replace(sheet.draft.at(3), **facts))
    contracts.change(desk, actor, sheet.case_id, sheet.seen, draft)
    return contracts.sheet(desk, actor, sheet.case_id)


def approved(desk, actor, supervisor, case_id, *, reason="", yes=True):
    """Ask a supervisor, and let them answer."""
    variations.ask(desk, actor, case_id)
    (waiting,) = variation_approvals.queue(desk, supervisor)
    seen = (waiting.approval_id, waiting.version)
    variation_approvals.decide(desk, supervisor, seen, reason, approved=yes)


def printed(desk, actor, case_id, edition="en"):
    """Make the papers of a variation."""
    sheet = contracts.sheet(desk, actor, case_id)
    contract_papers.issue(desk, actor, case_id, sheet.seen, edition)
    return contracts.sheet(desk, actor, case_id)


def signed_again(desk, actor, case_id, edition="en"):
    """Print a variation and let everybody sign it; return the sheet of the new contract."""
    sheet = printed(desk, actor, case_id, edition)
    assert signed(desk, actor, case_id, sheet.seen)
    return contracts.sheet(desk, actor, case_id)
