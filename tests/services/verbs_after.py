"""Verbs for what comes after the end: a case closed, on whatever day it closed."""

import datetime as dt

from sqlalchemy import select

from tests.services.verbs_tracking import kept, running, seen
from tests.stages import staged
from triage_app.domain.ending import Reported
from triage_app.domain.reoffending import LaterOffence, Looked
from triage_app.domain.retention import Reviewed
from triage_app.domain.workflow import State
from triage_app.services import endings, outcomes, reoffending, retention
from triage_app.services.desk import LONDON
from triage_app.storage.models import Case, Ending, Person


@staged
def closed(desk, clock, actor, supervisor, **changes):
    """Return the id of a case whose contract was kept, confirmed and closed."""
    case_id = kept(desk, clock, actor, running(desk, actor, supervisor, **changes))
    outcomes.confirm_completion(desk, actor, seen(desk, case_id), "22")
    for one in endings.told(desk, actor, case_id):
        endings.tell(desk, actor, one.id, desk.today(), "telephone")
    outcomes.record_outcome(desk, actor, seen(desk, case_id), Reported("22", desk.today()))
    return case_id


def ended_on(desk, case_id):
    with desk.sessions() as session:
        at = session.scalar(select(Ending.confirmed_at).where(Ending.case_id == case_id))
        return at.date()


def closed_on(desk, case_id):
    with desk.sessions() as session:
        return session.get_one(Case, case_id).closed_on


def wait(clock, day, **more):
    """Let the clock stand at ten in the morning of a day, or some days after it."""
    clock.set(f"{day + dt.timedelta(**more)} 10:00")


def nothing_found(desk, months):
    return Looked(months, desk.today(), "pnc", found=False)


def something_found(desk, months, day, proof="charge", what="Theft from a shop"):
    return Looked(months, desk.today(), "pnc", True, LaterOffence(day, proof, what))


def laid_down(desk, assessor, name, day, number=1):
    """Return the id of a case that closed on a day, with as little in it as may be."""
    with desk.sessions.begin() as session:
        case = Case(
            number=f"DP-OLD-{number}",
            person=Person(name=name),
            assessor_id=assessor.id,
            state=State.CLOSED,
            scheme="dyfed-powys-2019-11",
            family="dyfed-powys",
            suite=desk.suite,
            opened=day,
            custody_record=f"HW/OLD/{number}",
            closed_on=day,
            nonce=f"a nonce of its own, {number}",
        )
        session.add(case)
        session.flush()
        return case.id


def dispose(desk, proposer, second, case_id, reason="Nothing is open, and nobody asked for it."):
    """Let one supervisor propose a disposal, and another confirm it."""
    retention.decide(desk, proposer, case_id, Reviewed("dispose", None, reason))
    one = retention.view(desk, second, case_id).waiting
    return retention.confirm(desk, second, (one.review_id, one.version))


def ended_then(desk, actor, case_id, day):
    """Lay down that a contract was kept, and confirmed on a day."""
    with desk.sessions.begin() as session:
        session.add(
            Ending(
                case_id=case_id,
                kind="completed",
                ended_from=State.LIVE,
                confirmed_by=actor.username,
                confirmed_at=dt.datetime.combine(day, dt.time(12), LONDON),
            )
        )


def looked_at(desk, actor, ended, answers):
    """Lay down cases that ended on a day, and check each six months on: True is an offence."""
    for number, answer in enumerate(answers):
        case_id = laid_down(desk, actor, f"Somebody {number}", ended, number)
        ended_then(desk, actor, case_id, ended)
        if answer is not None:
            day = ended + dt.timedelta(days=20)
            found = something_found(desk, 6, day) if answer else nothing_found(desk, 6)
            reoffending.record(desk, actor, case_id, found)
