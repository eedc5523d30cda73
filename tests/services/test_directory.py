from dataclasses import replace

import pytest

from triage_app.config import Config
from triage_app.domain.directory import Entry
from triage_app.domain.problems import BadFile, Invalid, Refused, Stale
from triage_app.domain.wording import Language
from triage_app.services import directory
from triage_app.services_file import load_services
from triage_app.storage.models import AuditEntry, Service

GARDEN = Entry(
    name="Practice Garden",
    pathways=("volunteering",),
    areas=("pembrokeshire",),
    address="Example Lane, Haverfordwest",
    telephone="01632 960212",
)
PRACTICE = Config(data=None).resources / "practice" / "services.toml"


@pytest.fixture
def add(desk, supervisor):
    """Return a function that puts a service like the garden into the directory."""

    def add(**changes):
        return directory.add(desk, supervisor, replace(GARDEN, **changes))

    return add


def names(found):
    return [one.name for one in found]


def the_only(desk, supervisor):
    return directory.services(desk, supervisor, retired=True)[0]


def test_what_was_added_is_found_as_it_was_written_without_stray_spaces(desk, add, assessor):
    add(name="  Practice   Garden ")
    (found,) = directory.services(desk, assessor)
    assert found.entry == GARDEN


@pytest.mark.parametrize("role", ["assessor", "auditor"])
def test_who_may_not_manage_services_adds_none(desk, request, rows, role):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        directory.add(desk, request.getfixturevalue(role), GARDEN)
    assert rows(Service) == []


def test_an_auditor_does_not_read_the_directory(desk, auditor):
    with pytest.raises(Refused, match=r"access\.not_permitted"):
        directory.services(desk, auditor)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"address": ""}, "address"),
        ({"telephone": ""}, "telephone"),
        ({"telephone": "ask"}, "telephone"),
        ({"pathways": ()}, "pathways"),
        ({"areas": ()}, "areas"),
        ({"languages": ()}, "languages"),
        ({"directions_cy": "x" * 301}, "directions_cy"),
    ],
)
def test_what_is_missing_or_too_long_is_named_by_its_field(add, rows, changes, field):
    with pytest.raises(Invalid) as refusal:
        add(**changes)
    assert [problem.field for problem in refusal.value.problems] == [field]
    assert rows(Service) == []


def test_a_name_is_taken_once(add):
    add()
    with pytest.raises(Invalid) as refusal:
        add()
    assert refusal.value.problems[0].code == "directory.name_taken"


def test_a_service_may_be_amended_under_its_own_name(desk, add, supervisor):
    service_id = add()
    amended = replace(GARDEN, telephone="01632 960299")
    directory.amend(desk, supervisor, service_id, 1, amended)
    assert the_only(desk, supervisor).entry == amended


def test_a_stale_change_shows_the_others_and_overwrites_nothing(desk, add, supervisor):
    service_id = add()
    theirs = replace(GARDEN, telephone="01632 960299")
    directory.amend(desk, supervisor, service_id, 1, theirs)
    with pytest.raises(Stale) as told:
        directory.amend(desk, supervisor, service_id, 1, replace(GARDEN, address="Elsewhere"))
    assert told.value.theirs["telephone"] == "01632 960299"
    assert told.value.values["by"] == supervisor.name
    assert the_only(desk, supervisor).entry == theirs


def test_a_retired_service_takes_nobody_and_is_not_lost(desk, add, supervisor):
    service_id = add()
    directory.retire(desk, supervisor, service_id, 1)
    assert directory.services(desk, supervisor) == ()
    assert directory.services_for(desk, supervisor, "volunteering") == ()
    directory.bring_back(desk, supervisor, service_id, 2)
    assert names(directory.services(desk, supervisor)) == ["Practice Garden"]


def test_services_of_the_area_come_first_then_those_that_speak_the_language(desk, add, assessor):
    both = (Language.ENGLISH, Language.WELSH)
    add(name="A far", areas=("powys",), languages=both)
    add(name="B near")
    add(name="C near, bilingual", languages=both)
    add(name="D other", pathways=("physical_health",))
    found = directory.services_for(desk, assessor, "volunteering", "pembrokeshire", "cy")
    assert names(found) == ["C near, bilingual", "B near", "A far"]


def test_every_change_is_in_the_log(desk, add, supervisor, rows):
    service_id = add()
    directory.amend(desk, supervisor, service_id, 1, replace(GARDEN, address="Elsewhere"))
    directory.retire(desk, supervisor, service_id, 2)
    log = [(entry.action, entry.fields) for entry in rows(AuditEntry)][1:]
    assert log == [
        ("directory.amended", ["address"]),
        ("directory.retired", ["retired"]),
    ]


def test_the_services_for_practice_are_invented_and_cover_every_pathway(desk):
    entries = load_services(PRACTICE)
    offered = {code for one in entries for code in one.pathways}
    scheme = desk.schemes.in_force("haverfordwest", desk.today())
    wanted = {one.pathway or one.kind for one in scheme.conditions} - {"no_reoffending"}
    assert offered == {*wanted, "victims"}
    assert all(one.name.startswith("Practice ") for one in entries)
    assert all(one.telephone.startswith("01632 960") for one in entries)


def test_a_file_of_services_with_a_fault_names_it(tmp_path):
    path = tmp_path / "services.toml"
    path.write_text('[[services]]\nname = "Practice Garden"\n', encoding="utf-8")
    with pytest.raises(BadFile) as told:
        load_services(path)
    assert "services.0.address" in str(told.value.args) + str(vars(told.value))
