"""Every use case asks first whether this person may; every role is asked for every permission."""

import ast
from pathlib import Path

import pytest

from triage_app.domain.problems import Refused
from triage_app.domain.roles import PERMISSIONS, Permission, Role
from triage_app.services.access import permit
from triage_app.services.desk import Actor

# What asks for no permission, and why.
OPEN = {
    "audit.look": "it is a part of a use case that has asked",
    "endings.begun": "likewise: a row that a use case adds",
    "handovers.given": "likewise",
    "ways_out_record.begin": "likewise",
    "disposals.again": "two people decided it: who opens the caseload decides nothing",
    "aside.let_expire": "its day is over, whoever signs in",
    "scheduled_copies.copy": "it is done for whoever works: nobody chooses it",
    "upkeep.calls": "it says nothing to those whom it does not call",
    "attention.seen": "whoever read the case has asked",
    "drafts.keep": "a draft is its writer's own, and nobody else's",
    "drafts.kept": "likewise",
    "drafts.kept_of": "likewise",
    "drafts.all_kept": "likewise",
    "drafts.abandon": "likewise",
    "drafts.settle": "likewise",
    "members.change_own_password": "it is one's own",
    "staging.put_in_force": "it is a part of a use case that has asked",
    "signin.confirm": "it asks for more than a permission",
    "signin.sign_out": "anybody may leave",
}


def use_cases():
    for path in sorted(Path("triage_app/services").glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}
        for name, one in functions.items():
            first = [argument.arg for argument in one.args.args][:2]
            if first == ["desk", "actor"] and not name.startswith("_"):
                yield f"{path.stem}.{name}", one, functions


def asks(function, functions, seen=()):
    """Whether it calls permit, itself or by another function of its file."""
    for call in (one for one in ast.walk(function) if isinstance(one, ast.Call)):
        name = getattr(call.func, "id", "")
        if name == "permit":
            return True
        if (
            name in functions
            and name not in seen
            and asks(functions[name], functions, (*seen, name))
        ):
            return True
    return False


def test_every_use_case_asks_whether_this_person_may():
    asked = {name: asks(one, functions) for name, one, functions in use_cases()}
    assert len(asked) > 60
    assert {name for name, it in asked.items() if not it} == set(OPEN)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_may_what_the_table_gives_it_and_no_more(role, permission):
    actor = Actor(1, "somebody", "Somebody", role)
    if permission in PERMISSIONS[role]:
        permit(actor, permission)
        return
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        permit(actor, permission)


def test_who_keeps_the_users_and_who_reads_the_log_opens_no_case():
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        assert Permission.SEE_CASES not in PERMISSIONS[role]


def test_every_permission_is_somebodys():
    assert set(Permission) == {one for allowed in PERMISSIONS.values() for one in allowed}
