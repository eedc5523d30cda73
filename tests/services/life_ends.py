"""The deeds of how a life ends: breach, completion, every other end, reopening, and after."""

from sqlalchemy import select

from tests.services.life_runs import Nothing, chosen, rows
from tests.services.life_tables import WATCHED_AGAIN
from tests.services.verbs_tracking import AGAINST, FOR, PROPOSAL, seen
from triage_app.domain.ending import Reported
from triage_app.domain.other_ends import End, Given, NewOfficer
from triage_app.domain.prosecution import Sending
from triage_app.domain.reoffending import Looked
from triage_app.services import (
    breaches,
    endings,
    officers,
    other_ends,
    outcomes,
    reoffending,
    reopening,
    supervision,
    withdrawal_telling,
)
from triage_app.storage.models import Breach, Contract, Ending, EndingTold, WithdrawalTold

WHY = "The sister <rang> & said so"
BY_HAND = Sending("PC Rowan Kestrel", "by_hand")


def propose_breach(life, by, _n):
    with life.desk.sessions() as session:
        query = select(Contract).where(
            Contract.case_id == life.case_id, Contract.signed_on.is_not(None)
        )
        found = session.scalars(query.order_by(Contract.issue.desc())).first()
        if found is None:
            raise Nothing
        place = found.conditions[-1].position
    given = PROPOSAL.__class__((place,), PROPOSAL.evidence, WHY, WHY, WHY, WHY)
    breaches.propose(life.desk, by, seen(life.desk, life.case_id), given)
    life.facts["proposer"] = by.username


def _breach(life):
    one = chosen(rows(life, Breach)[-1:], 0)
    return one.id, one.version


def find_breach(life, by, _n):
    supervision.decide(life.desk, by, _breach(life), AGAINST)


def find_no_breach(life, by, _n):
    supervision.decide(life.desk, by, _breach(life), FOR)


def send_breach_back(life, by, _n):
    supervision.send_back(life.desk, by, _breach(life), WHY)


def confirm_completion(life, by, n):
    outcome = _outcome(life)
    case = seen(life.desk, life.case_id)
    outcomes.confirm_completion(life.desk, by, case, outcome, ("en", "cy")[n % 2])


def _outcome(life):
    version = life.desk.schemes.version(life.walk.version)
    return next((one.code for one in version.outcomes if one.by_default), "22")


def end(life, by, n):
    kind = tuple(End)[n % len(End)]
    life.facts["end"] = str(kind)
    to_whom = "Durham Checkpoint" if kind is End.TRANSFERRED else ""
    given = Given(kind, life.desk.today(), WHY, to_whom)
    case = seen(life.desk, life.case_id)
    other_ends.end_case(life.desk, by, case, given, ("en", "cy")[n % 2])


def tell_officer(life, by, _n):
    outcomes.record_told(life.desk, by, life.case_id, life.desk.today(), BY_HAND)


def hear_officer(life, by, _n):
    outcomes.record_acknowledgement(life.desk, by, life.case_id, life.desk.today(), "PC Kestrel")


def record_outcome(life, by, _n):
    given = Reported(_outcome(life), life.desk.today(), WHY)
    outcomes.record_outcome(life.desk, by, seen(life.desk, life.case_id), given)


def _reports(result):
    def reports(life, by, _n):
        given = Reported(result, life.desk.today(), WHY)
        outcomes.record_proceedings(life.desk, by, seen(life.desk, life.case_id), given)

    return reports


def tell_of_ending(life, by, n):
    _tell(life, by, n, again=False)


def tell_of_reopening(life, by, n):
    _tell(life, by, n, again=True)


def _tell(life, by, n, *, again):
    untold = EndingTold.told_on.is_(None), EndingTold.again.is_(again)
    one = chosen(rows(life, EndingTold, *untold), n)
    endings.tell(life.desk, by, one.id, life.desk.today(), "telephone")


def tell_of_withdrawal(life, by, n):
    one = chosen(rows(life, WithdrawalTold, WithdrawalTold.told_on.is_(None)), n)
    withdrawal_telling.tell(life.desk, by, one.id, life.desk.today(), "telephone")


def settle(life, by, _n):
    other_ends.settle(life.desk, by, seen(life.desk, life.case_id))


def reopen(life, by, n):
    kind = life.facts.get("ending")
    if life.state == "completed":
        kind = "confirmed"  # in error: it goes on from where it stood
    life.facts["back_to"] = (
        WATCHED_AGAIN.get(kind, life.facts["ended_from"]) if kind else "not_taken_on"
    )
    case = seen(life.desk, life.case_id)
    reopening.reopen(life.desk, by, case, WHY, ("en", "cy")[n % 2])


def change_officer(life, by, n):
    given = NewOfficer(f"PC Sorrel {n}", "88", "sorrel@example.org", life.desk.today(), WHY)
    officers.change(life.desk, by, seen(life.desk, life.case_id), given)


def check_reoffending(life, by, n):
    ended = rows(life, Ending, Ending.stands)
    checks = ended[-1].checks if ended else n
    given = Looked((6, 12, 24)[checks % 3], life.desk.today(), "pnc", found=False)
    reoffending.record(life.desk, by, life.case_id, given)


ENDS = {
    "propose_breach": propose_breach,
    "find_breach": find_breach,
    "find_no_breach": find_no_breach,
    "send_breach_back": send_breach_back,
    "confirm_completion": confirm_completion,
    "end": end,
    "tell_officer": tell_officer,
    "hear_officer": hear_officer,
    "record_outcome": record_outcome,
    "begin_proceedings": _reports("proceedings_begun"),
    "decline_proceedings": _reports("proceedings_declined"),
    "run_out_of_time": _reports("out_of_time"),
    "tell_of_ending": tell_of_ending,
    "tell_of_reopening": tell_of_reopening,
    "tell_of_withdrawal": tell_of_withdrawal,
    "settle": settle,
    "reopen": reopen,
    "change_officer": change_officer,
    "check_reoffending": check_reoffending,
}
