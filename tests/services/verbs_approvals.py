"""Verbs for what one proposes and another decides: each kind put forward, and each answered."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.services.verbs_contract import drafted
from tests.services.verbs_referral import a_stay, refer, someone
from tests.services.verbs_tracking import propose, running
from tests.services.verbs_variation import begun, changed
from triage_app.domain.approval import Matter
from triage_app.domain.bespoke import CODE
from triage_app.domain.ending import Decision
from triage_app.domain.retention import Reviewed
from triage_app.domain.workflow import State
from triage_app.services import (
    approval_queue,
    contracts,
    own_words,
    retention,
    supervision,
    variation_approvals,
    variations,
)
from triage_app.services.own_words import Said
from triage_app.storage.models import Case

WHY = "Say first when <they> were told, & by whom."


@dataclass(frozen=True)
class Way:
    """How one kind is put forward by somebody, on a case of its own, and how it is answered."""

    put: Callable
    yes: Callable
    no: Callable


def ask(desk, asker, assessor, supervisor, matter):
    """Let somebody put a matter forward on a new case of the assessor's; return its row."""
    number = 1001 + 7 * list(Matter).index(matter)
    person = someone(name=f"Osian {matter.name.title()}")
    changes = {"person": person, "custody": a_stay(custody_record=f"HW/{number}/26")}
    WAYS[matter].put(desk, asker, assessor, supervisor, changes)
    return next(one for one in approval_queue.queue(desk, supervisor) if one.name == person.name)


def row_of(desk, actor, row):
    """Return a row as another sees it; None once it waits no longer."""
    rows = approval_queue.queue(desk, actor)
    return next((one for one in rows if one.key == row.key), None)


def _breach(desk, asker, assessor, supervisor, changes):
    propose(desk, asker, running(desk, assessor, supervisor, **changes))


def _decide(desk, actor, row):
    seen = (row.thing.breach_id, row.thing.version)
    supervision.decide(desk, actor, seen, Decision(found=False, reason=WHY))


def _send_back(desk, actor, row, reason=WHY):
    supervision.send_back(desk, actor, (row.thing.breach_id, row.thing.version), reason)


def _variation(desk, asker, assessor, supervisor, changes):
    case_id = running(desk, assessor, supervisor, **changes)
    sheet = begun(desk, asker, case_id)
    shorter = replace(sheet.draft, ends=sheet.draft.ends - dt.timedelta(days=7))
    changed(desk, asker, sheet, shorter)
    variations.ask(desk, asker, case_id)


def _approve(desk, actor, row):
    seen = (row.thing.approval_id, row.thing.version)
    variation_approvals.decide(desk, actor, seen, "", approved=True)


def _return(desk, actor, row, reason=WHY):
    seen = (row.thing.approval_id, row.thing.version)
    variation_approvals.decide(desk, actor, seen, reason, approved=False)


def _words(desk, asker, assessor, supervisor, changes):
    sheet = drafted(desk, assessor, supervisor, **changes)
    before = sheet.draft.at(4)
    own = replace(before, code=CODE, service=None, sessions=None, first_meeting=None)
    own = replace(own, words_en="Write to them.", words_cy="Ysgrifennwch atynt.")
    contracts.change(desk, asker, sheet.case_id, sheet.seen, sheet.draft.put(own))


def _allow(desk, actor, row):
    own_words.rule(desk, actor, row.thing, Said(approved=True))


def _disallow(desk, actor, row, reason=WHY):
    own_words.rule(desk, actor, row.thing, Said(approved=False, reason=reason))


def _disposal(desk, asker, assessor, supervisor, changes):  # noqa: ARG001 - as the others take it
    case_id = refer(desk, assessor, **changes)
    with desk.sessions.begin() as session:
        case = session.get_one(Case, case_id)
        case.state, case.closed_on = State.CLOSED, desk.today() - dt.timedelta(days=366 * 7)
    retention.decide(desk, asker, case_id, Reviewed("dispose", None, "Its years are over."))


def _confirm(desk, actor, row):
    retention.confirm(desk, actor, (row.thing.review_id, row.thing.version))


def _refuse(desk, actor, row, reason=WHY):
    retention.refuse(desk, actor, (row.thing.review_id, row.thing.version), reason)


WAYS = {
    Matter.BREACH: Way(_breach, _decide, _send_back),
    Matter.VARIATION: Way(_variation, _approve, _return),
    Matter.OWN_WORDS: Way(_words, _allow, _disallow),
    Matter.DISPOSAL: Way(_disposal, _confirm, _refuse),
}
