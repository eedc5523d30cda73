import pytest

from triage_app.config import Config
from triage_app.domain.problems import Invalid, Refused, Stale
from triage_app.domain.roles import Role
from triage_app.services import members, signin
from triage_app.services.first_start import FirstStart, first_start
from triage_app.services.members import ChangedMember, NewMember
from triage_app.services.opening import files_of
from triage_app.storage.keys import Cost, read_slots
from triage_app.storage.models import AuditEntry, Member

CHEAP = Cost(1, 64, 1)
PHRASE = "three herons wading"
OTHER = "a lantern in the fog"
FLOWER = NewMember("Cerys Meadowsweet", "cerys.meadowsweet", Role.ASSESSOR, OTHER, "01632 960333")


def by_name(desk, actor):
    return {one.username: one for one in members.members(desk, actor)}


def test_a_user_is_added_changed_and_let_go(desk, administrator, rows):
    number = members.add(desk, administrator, FLOWER, CHEAP)
    seen = by_name(desk, administrator)["cerys.meadowsweet"]
    assert (seen.id, seen.name, seen.role, seen.active) == (
        number,
        "Cerys Meadowsweet",
        Role.ASSESSOR,
        True,
    )

    members.change(
        desk,
        administrator,
        ChangedMember(number, seen.version, "Cerys Heather", Role.SUPERVISOR, ""),
    )
    members.let_go(desk, administrator, number)

    kept = rows(Member)[-1]
    assert (kept.name, kept.role, kept.active) == ("Cerys Heather", Role.SUPERVISOR, False)
    done = [(one.action, one.fields) for one in rows(AuditEntry) if one.action != "members.seen"]
    assert done == [
        ("members.added", ["name", "role", "username"]),
        ("members.changed", ["name", "role", "telephone"]),
        ("members.let_go", ["active"]),
    ]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": " "}, "name", "problem.missing"),
        ({"username": "two words"}, "username", "signin.username_unfit"),
        ({"username": "mared.hawthorn"}, "username", "members.username_taken"),
        ({"role": None}, "role", "problem.choose"),
        ({"password": "short"}, "password", "signin.password_too_short"),
        ({"password": "cerys.meadowsweet"}, "password", "signin.password_is_name"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(desk, administrator, rows, changes, field, code):
    given = {name: getattr(FLOWER, name) for name in FLOWER.__dataclass_fields__}
    with pytest.raises(Invalid) as invalid:
        members.add(desk, administrator, NewMember(**given | changes), CHEAP)
    assert [(one.field, one.code) for one in invalid.value.problems] == [(field, code)]
    assert len(rows(Member)) == 4


def test_the_second_to_change_a_user_is_shown_what_the_first_wrote(desk, administrator, rows):
    seen = by_name(desk, administrator)["mared.hawthorn"]
    change = ChangedMember(seen.id, seen.version, "Mared Rowan", Role.ASSESSOR, "")
    members.change(desk, administrator, change)

    with pytest.raises(Stale) as stale:
        members.change(desk, administrator, change)

    assert stale.value.theirs["name"] == "Mared Rowan"
    assert stale.value.values["by"] == "Dewi Sandpiper"
    assert rows(Member)[0].name == "Mared Rowan"


def test_a_caseload_is_not_left_without_an_administrator(desk, administrator):
    seen = by_name(desk, administrator)["dewi.sandpiper"]
    change = ChangedMember(seen.id, seen.version, seen.name, Role.AUDITOR, "")
    with pytest.raises(Refused, match=r"members\.last_administrator"):
        members.change(desk, administrator, change)
    with pytest.raises(Refused, match=r"members\.not_oneself"):
        members.let_go(desk, administrator, administrator.id)


@pytest.mark.parametrize("role", ["assessor", "supervisor", "auditor"])
def test_only_an_administrator_has_users_to_manage(desk, request, rows, role):
    actor = request.getfixturevalue(role)
    for deed in (
        lambda: members.members(desk, actor),
        lambda: members.add(desk, actor, FLOWER, CHEAP),
        lambda: members.change(desk, actor, ChangedMember(1, 1, "A", Role.ASSESSOR, "")),
        lambda: members.let_go(desk, actor, 1),
        lambda: members.take_back(desk, actor, 1, OTHER, CHEAP),
        lambda: members.set_password(desk, actor, 1, OTHER, CHEAP),
        lambda: members.unlock(desk, actor, 1),
    ):
        with pytest.raises(Refused, match=r"access\.not_permitted"):
            deed()
    assert len(rows(Member)) == 4
    assert rows(AuditEntry) == []


@pytest.fixture
def real(tmp_path, clock):
    """A caseload just made, with a function that signs in to it."""
    config = Config(data=tmp_path / "real")
    start = FirstStart(
        config.data, "dyfed-powys", "haverfordwest", "Dewi Sandpiper", "dewi.sandpiper", PHRASE
    )
    first_start(config, start, clock, CHEAP)
    opened = []

    def enter(username, answer):
        for desk in opened:
            desk.database.close()
        opened.append(signin.sign_in(config, username, answer, clock, lambda: 1.0, CHEAP)[0])
        return opened[-1], signin.member_named(opened[-1], username, "signin.wrong")

    yield enter
    for desk in opened:
        desk.database.close()


def test_a_newcomer_signs_in_by_the_password_they_typed(real):
    members.add(*real("dewi.sandpiper", PHRASE), FLOWER, CHEAP)
    _, actor = real("cerys.meadowsweet", OTHER)
    assert (actor.name, actor.role) == ("Cerys Meadowsweet", Role.ASSESSOR)


def test_a_leaver_is_out_and_their_slot_destroyed(real):
    desk, admin = real("dewi.sandpiper", PHRASE)
    number = members.add(desk, admin, FLOWER, CHEAP)
    members.let_go(desk, admin, number)

    assert read_slots(files_of(desk.config).keys).of("cerys.meadowsweet") is None
    with pytest.raises(Refused, match=r"signin\.wrong"):
        real("cerys.meadowsweet", OTHER)

    desk, admin = real("dewi.sandpiper", PHRASE)
    members.take_back(desk, admin, number, "pebbles under the weir", CHEAP)
    assert real("cerys.meadowsweet", "pebbles under the weir")[1].id == number


def test_a_password_is_set_anew_and_wrong_answers_forgotten(real):
    desk, admin = real("dewi.sandpiper", PHRASE)
    number = members.add(desk, admin, FLOWER, CHEAP)
    for _ in range(5):
        with pytest.raises(Refused):
            real("cerys.meadowsweet", "not this")
    desk, admin = real("dewi.sandpiper", PHRASE)
    assert by_name(desk, admin)["cerys.meadowsweet"].wrong_answers == 5

    members.set_password(desk, admin, number, "pebbles under the weir", CHEAP)
    members.unlock(desk, admin, number)

    assert by_name(desk, admin)["cerys.meadowsweet"].wrong_answers == 0
    desk, actor = real("cerys.meadowsweet", "pebbles under the weir")
    members.change_own_password(desk, actor, OTHER, CHEAP)
    real("cerys.meadowsweet", OTHER)
