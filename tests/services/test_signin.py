import json
from contextlib import closing

import pytest

from tests.conftest import SUITE
from triage_app.config import Config
from triage_app.domain.problems import Invalid, Refused
from triage_app.domain.roles import Role
from triage_app.services import signin
from triage_app.services.audit import broken_entries
from triage_app.services.first_start import FirstStart, first_start, schemes_offered
from triage_app.services.opening import files_of, is_founded
from triage_app.services.signin import Recovery
from triage_app.storage.keys import FULL_COST, Cost, read_slots, write_slots
from triage_app.storage.models import AuditEntry, Member, Setting

CHEAP = Cost(1, 64, 1)
PHRASE = "three herons wading"
OTHER = "a lantern in the fog"


class Monotonic:
    """Seconds that pass when told to."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def monotonic():
    return Monotonic()


@pytest.fixture
def config(tmp_path):
    return Config(data=tmp_path / "data")


@pytest.fixture
def start(config):
    def start(**changes):
        given = {
            "folder": config.data,
            "scheme": "dyfed-powys",
            "suite": SUITE,
            "name": "Dewi Sandpiper",
            "username": "dewi.sandpiper",
            "password": PHRASE,
        }
        return FirstStart(**given | changes)

    return start


@pytest.fixture
def code(config, start, clock):
    """The recovery code of a caseload just made."""
    return first_start(config, start(), clock, CHEAP).letters


@pytest.fixture
def enter(config, clock, monotonic):
    """Return a function that signs in, and lets go of the caseload at the end."""
    opened = []

    def enter(username="dewi.sandpiper", answer=PHRASE):
        desk, actor = signin.sign_in(config, username, answer, clock, monotonic, CHEAP)
        opened.append(desk)
        return desk, actor

    yield enter
    for desk in opened:
        desk.database.close()


def read(desk, model):
    with desk.sessions() as session:
        return session.query(model).all()


@pytest.mark.usefixtures("code")
def test_the_first_user_keeps_the_caseload_and_signs_in(enter):
    desk, actor = enter()
    assert (actor.name, actor.role) == ("Dewi Sandpiper", Role.ADMINISTRATOR)
    assert (desk.suite, desk.practice) == (SUITE, False)
    assert [one.action for one in read(desk, AuditEntry)] == [
        "signin.caseload_founded",
        "signin.signed_in",
    ]


@pytest.mark.usefixtures("code")
def test_a_user_name_is_the_same_however_it_is_capitalised(enter):
    assert enter(" Dewi.Sandpiper ")[1].username == "dewi.sandpiper"


def test_a_caseload_may_lie_in_another_folder(config, start, clock, tmp_path, enter):
    assert not is_founded(config)
    first_start(config, start(folder=tmp_path / "elsewhere"), clock, CHEAP)

    assert is_founded(config)
    assert files_of(config).folder == tmp_path / "elsewhere"
    assert enter()[1].username == "dewi.sandpiper"


@pytest.mark.usefixtures("code")
def test_a_caseload_is_never_made_over_another(config, start, clock):
    with pytest.raises(Refused, match=r"signin\.already_there"):
        first_start(config, start(), clock, CHEAP)


def test_a_first_start_cut_short_is_begun_again(config, start, clock, enter):
    config.data.mkdir()
    (config.data / "caseload.keys").write_bytes(b"{")
    (config.data / "caseload-unfinished.db").write_bytes(b"half")
    (config.data / "caseload-unfinished.db-wal").write_bytes(b"half")

    first_start(config, start(), clock, CHEAP)

    assert enter()[1].name == "Dewi Sandpiper"
    left = sorted(one.name for one in config.data.iterdir())
    assert [name for name in left if "unfinished" in name] == []


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": "  "}, "name", "problem.missing"),
        ({"name": "x" * 101}, "name", "problem.too_long"),
        ({"username": ""}, "username", "signin.username_unfit"),
        ({"username": "Dewi Sandpiper"}, "username", "signin.username_unfit"),
        ({"username": "d" * 101}, "username", "signin.username_unfit"),
        ({"password": "short"}, "password", "signin.password_too_short"),
        ({"password": "Password2026!"}, "password", "signin.password_too_common"),
        ({"suite": ""}, "suite", "signin.suite_missing"),
    ],
)
def test_what_is_missing_at_first_start_is_said_by_its_field(
    config, start, clock, changes, field, code
):
    with pytest.raises(Invalid) as invalid:
        first_start(config, start(**changes), clock, CHEAP)
    assert [(one.field, one.code) for one in invalid.value.problems] == [(field, code)]
    assert not config.data.exists()


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("dewi.sandpiper", "another password"),
        ("dewi.sandpiper", ""),
        ("nobody.here", PHRASE),
        ("", PHRASE),
        ("'; DROP TABLE member; --", "\x00"),
    ],
)
def test_every_wrong_answer_is_the_same_answer(enter, username, password):
    with pytest.raises(Refused) as refused:
        enter(username, password)
    assert (refused.value.code, refused.value.values) == ("signin.wrong", {})


@pytest.mark.usefixtures("code")
def test_after_five_wrong_answers_one_waits_ever_longer(config, enter, monotonic):
    waits = []
    for _ in range(8):
        with pytest.raises(Refused, match=r"signin\.wrong"):
            enter(answer="not this")
        waits.append(signin.waiting(config, "dewi.sandpiper", monotonic))
        monotonic.seconds += waits[-1]
    assert waits == [0, 0, 0, 0, 2, 4, 8, 16]


@pytest.mark.usefixtures("code")
def test_while_one_waits_the_right_password_is_no_better(config, enter, monotonic):
    for _ in range(5):
        with pytest.raises(Refused):
            enter(answer="not this")

    with pytest.raises(Refused, match=r"signin\.wait"):
        enter()
    monotonic.seconds += 2
    enter()

    assert signin.waiting(config, "dewi.sandpiper", monotonic) == 0


@pytest.mark.usefixtures("code")
def test_the_log_tells_that_wrong_answers_came_before(enter):
    with pytest.raises(Refused):
        enter(answer="not this")
    desk, _ = enter()
    assert read(desk, AuditEntry)[-1].action == "signin.signed_in_after_wrong_answers"


@pytest.mark.usefixtures("code")
def test_a_restart_of_the_machine_does_not_shorten_the_wait(config, enter, monotonic):
    for _ in range(6):
        monotonic.seconds += 1000
        with pytest.raises(Refused):
            enter(answer="not this")
    monotonic.seconds = 5.0  # counted from the start of the machine
    assert signin.waiting(config, "dewi.sandpiper", monotonic) == 4


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize("held", ["", "[]", '{"a": 1}', "\x00\xff"])
def test_a_damaged_record_of_tries_counts_as_five_wrong_ones(config, enter, monotonic, held):
    files_of(config).tries.write_text(held)
    with pytest.raises(Refused, match=r"signin\.wrong"):
        enter(answer="not this")
    assert signin.waiting(config, "dewi.sandpiper", monotonic) == 4


@pytest.mark.usefixtures("code")
def test_a_slot_cheaper_than_allowed_opens_nothing(config, clock, monotonic):
    with pytest.raises(Refused, match=r"signin\.wrong"):
        signin.sign_in(config, "dewi.sandpiper", PHRASE, clock, monotonic, FULL_COST)


def test_the_real_cost_is_asked_where_nothing_else_is_said(config, start, clock):
    first_start(config, start(), clock)
    assert {slot.cost for slot in read_slots(files_of(config).keys).slots} == {FULL_COST}

    desk, _ = signin.sign_in(config, "dewi.sandpiper", PHRASE, clock)
    desk.database.close()


@pytest.mark.usefixtures("code")
def test_the_slots_tell_nobody_who_works_here(config):
    assert "sandpiper" not in files_of(config).keys.read_text().casefold()


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize(
    "change",
    [
        lambda slot: slot["cost"].update(passes=2),
        lambda slot: slot["cost"].update(memory=128),
        lambda slot: slot["cost"].update(lanes=2),
        lambda slot: slot.update(salt=slot["nonce"]),
        lambda slot: slot.update(label="another"),
    ],
)
def test_what_is_bound_to_a_slot_cannot_be_altered(config, enter, change):
    file = files_of(config).keys
    held = json.loads(file.read_text())
    for slot in held["slots"]:
        change(slot)
    file.write_text(json.dumps(held))

    with pytest.raises(Refused, match=r"signin\.wrong"):
        enter()


@pytest.mark.usefixtures("code")
def test_one_users_slot_is_no_use_under_anothers_name(config, enter):
    file = files_of(config).keys
    slots = read_slots(file)
    held = json.loads(file.read_text())
    held["slots"][0]["label"] = slots.label("mared.hawthorn")
    file.write_text(json.dumps(held))
    with pytest.raises(Refused, match=r"signin\.wrong"):
        enter("mared.hawthorn")


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize("held", ["", "{", "[]", '{"format": 1, "caseload": "a", "slots": [1]}'])
def test_damaged_slots_are_told(config, enter, held):
    files_of(config).keys.write_text(held)
    with pytest.raises(Refused, match=r"storage\.keys_damaged"):
        enter()


def test_the_printed_code_sets_a_password_once_and_gives_the_next(
    config, code, clock, monotonic, enter
):
    typed = code.lower().replace("-", " ").replace("0", "o")
    lost = Recovery("dewi.sandpiper", typed, OTHER)

    following = signin.recover(config, lost, clock, monotonic, CHEAP).letters

    with pytest.raises(Refused, match=r"signin\.wrong_code"):
        signin.recover(config, lost, clock, monotonic, CHEAP)
    with pytest.raises(Refused, match=r"signin\.wrong"):
        enter()
    desk, _ = enter(answer=OTHER)
    actions = [one.action for one in read(desk, AuditEntry)]
    assert "signin.recovered" in actions
    assert following != code
    with closing(desk.sessions()) as session:
        assert broken_entries(session) == []


@pytest.mark.parametrize(
    ("username", "typed"), [("dewi.sandpiper", "0000-0000"), ("nobody.here", None)]
)
def test_a_wrong_code_or_name_recovers_nothing(config, code, clock, monotonic, username, typed):
    before = files_of(config).keys.read_bytes()
    with pytest.raises(Refused, match=r"signin\.wrong_code"):
        signin.recover(config, Recovery(username, typed or code, OTHER), clock, monotonic, CHEAP)
    assert files_of(config).keys.read_bytes() == before


def test_a_recovered_password_keeps_the_rules(config, code, clock, monotonic):
    with pytest.raises(Invalid) as invalid:
        signin.recover(config, Recovery("dewi.sandpiper", code, "short"), clock, monotonic, CHEAP)
    assert invalid.value.problems[0].code == "signin.password_too_short"


@pytest.mark.usefixtures("code")
def test_somebody_no_longer_here_is_answered_like_a_stranger(enter):
    desk, _ = enter()
    with desk.sessions.begin() as session:
        session.query(Member).update({"active": False})
    desk.database.close()
    with pytest.raises(Refused, match=r"signin\.wrong"):
        enter()


@pytest.mark.usefixtures("code")
def test_at_the_cover_only_ones_own_password_will_do(enter, monotonic):
    desk, actor = enter()
    signin.confirm(desk, actor, PHRASE, monotonic, CHEAP)
    with pytest.raises(Refused, match=r"signin\.wrong_password"):
        signin.confirm(desk, actor, OTHER, monotonic, CHEAP)


@pytest.mark.usefixtures("code")
def test_a_second_program_is_told_and_the_first_goes_on(enter):
    desk, actor = enter()
    with pytest.raises(Refused, match=r"storage\.open_already"):
        enter()
    signin.sign_out(desk, actor)
    enter()


@pytest.mark.usefixtures("code")
def test_a_practice_caseload_never_opens_as_a_real_one(enter):
    desk, _ = enter()
    with desk.sessions.begin() as session:
        session.get_one(Setting, "caseload.kind").value = "practice"
    desk.database.close()
    with pytest.raises(Refused, match=r"safekeeping\.practice_is_not_real"):
        enter()


@pytest.mark.usefixtures("code")
def test_nor_a_real_one_as_practice(config, clock):
    files_of(config).database.rename(config.data / "practice.db")
    with pytest.raises(Refused, match=r"storage\.damaged"):
        signin.open_practice(Config(config.data, practice=True), clock)


def test_the_schemes_offered_are_the_newest_of_each(config, clock):
    offered = schemes_offered(config, clock)
    assert SUITE in {suite.code for scheme in offered for suite in scheme.suites}
    assert len({scheme.family for scheme in offered}) == len(offered)


@pytest.mark.usefixtures("code")
def test_slots_are_written_whole_or_not_at_all(config, monkeypatch):
    file = files_of(config).keys
    before = file.read_bytes()

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Refused, match=r"storage\.no_space"):
        write_slots(file, read_slots(file).without("dewi.sandpiper"))
    assert file.read_bytes() == before
