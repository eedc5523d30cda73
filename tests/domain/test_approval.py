"""Nobody approves their own, and what nobody here can approve is said."""

import pytest

from triage_app.domain.approval import Colleague, may_approve
from triage_app.domain.problems import Refused
from triage_app.domain.roles import Role

ANN = Colleague("ann", "Ann Rees", Role.SUPERVISOR)
OSIAN = Colleague("osian", "Osian Thistlewood", Role.SUPERVISOR)
MARED = Colleague("mared", "Mared Hawthorn", Role.ASSESSOR)


def test_a_supervisor_approves_what_an_assessor_proposed():
    assert may_approve("mared", ANN, [ANN, MARED]).allowed


@pytest.mark.parametrize(
    ("proposer", "approver", "staff", "code", "others"),
    [
        ("ann", ANN, [ANN, MARED], "approvals.nobody_here", ()),
        ("ann", ANN, [ANN, OSIAN, MARED], "approvals.own", (OSIAN,)),
        ("mared", MARED, [ANN, MARED], "approvals.own", (ANN,)),
        ("ann", MARED, [ANN, OSIAN, MARED], "approvals.not_yours", (OSIAN,)),
        ("ann", MARED, [ANN, MARED], "approvals.nobody_here", ()),
    ],
)
def test_who_may_not_approve_is_told_who_could(proposer, approver, staff, code, others):
    approval = may_approve(proposer, approver, staff)

    assert (approval.allowed, approval.code, approval.others) == (False, code, others)


def test_an_approval_that_is_not_allowed_is_refused_with_the_names_of_who_could():
    approval = may_approve("ann", ANN, [ANN, OSIAN])

    with pytest.raises(Refused, match=r"approvals\.own") as refusal:
        approval.insist()
    assert refusal.value.values == {"names": "Osian Thistlewood"}


def test_the_cases_own_assessor_does_not_decide_what_another_proposed():
    approval = may_approve("mared", ANN, [ANN, OSIAN, MARED], involved=("ann",))

    assert (approval.allowed, approval.code, approval.others) == (
        False,
        "approvals.own_case",
        (OSIAN,),
    )


def test_where_the_only_other_supervisor_is_the_cases_assessor_nobody_is_left():
    approval = may_approve("osian", OSIAN, [ANN, OSIAN, MARED], involved=("ann",))

    assert (approval.allowed, approval.code) == (False, "approvals.nobody_left")
