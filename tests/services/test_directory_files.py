"""The directory as a file: what is saved can be taken in again, and every row is shown first."""

import csv
import datetime as dt
from dataclasses import replace

import pytest

from tests.services.test_directory import GARDEN
from tests.services.verbs_contract import stock
from triage_app.domain.directory import Contact
from triage_app.domain.problems import Refused
from triage_app.services import directory, directory_files
from triage_app.services.table_files import Verdict
from triage_app.storage.models import AuditEntry

FULL = replace(
    GARDEN,
    provider='=HYPERLINK("http://x")',
    begins_on=dt.date(2024, 2, 29),
    closed_on=dt.date(2028, 2, 29),
    funding_pence=625_050,
    route="email",
    route_to="refer@garden.invalid",
    answer_days=5,
    contacts=(
        Contact("Mari <b>&amp; ŵ", "01632 960401", "", "Monday; Tuesday", "Llun; Mawrth"),
        Contact("The duty worker", "", "duty@garden.invalid"),
    ),
)


@pytest.fixture
def saved(desk, supervisor, tmp_path):
    """Return a function that saves the directory in a language."""

    def saved(language="en"):
        path = tmp_path / "services.csv"
        path.write_bytes(directory_files.export(desk, supervisor, desk.texts(language)))
        return path

    return saved


@pytest.fixture
def look(desk, supervisor, tmp_path):
    """Return a function that looks at a file of some lines."""

    def look(*lines):
        path = tmp_path / "given.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return directory_files.look(desk, supervisor, str(path))

    return look


def verdicts(preview):
    return [str(one.verdict) for one in preview.rows]


def codes(row):
    return [(one.field, one.code.partition(".")[2]) for one in row.problems]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_is_saved_is_taken_in_again_with_nothing_changed(desk, supervisor, saved, language):
    stock(desk, supervisor)
    directory.add(desk, supervisor, replace(FULL, name="Practice Full Garden"))
    before = directory.services(desk, supervisor)
    preview = directory_files.look(desk, supervisor, str(saved(language)))
    assert set(verdicts(preview)) == {"same"}
    assert directory_files.take_in(desk, supervisor, preview) == 0
    assert directory.services(desk, supervisor) == before


def test_a_caseload_that_has_none_takes_in_what_another_saved(desk, supervisor, saved):
    full = replace(FULL, name="Practice Full Garden")
    number = directory.add(desk, supervisor, full)
    text = saved().read_text(encoding="utf-8-sig").replace("Full Garden", "Other Garden")
    saved().write_text(text, encoding="utf-8")
    path = saved().with_name("other.csv")
    path.write_text(text, encoding="utf-8")
    preview = directory_files.look(desk, supervisor, str(path))
    assert verdicts(preview) == ["new"]
    directory_files.take_in(desk, supervisor, preview)
    other = next(one for one in directory.services(desk, supervisor) if one.id != number)
    assert other.entry == replace(full, name="Practice Other Garden")


def test_nothing_in_the_file_is_run_as_a_formula(desk, supervisor, saved):
    directory.add(desk, supervisor, FULL)
    rows = list(csv.reader(saved().read_text(encoding="utf-8-sig").splitlines()))
    assert all(not cell.startswith(("=", "+", "@", "-")) for row in rows for cell in row)


def test_a_column_that_is_not_there_changes_nothing_and_what_changes_is_named(
    desk, supervisor, look
):
    directory.add(desk, supervisor, FULL)
    preview = look(
        "Name,Funding a year in pounds,Telephone,funding_pence",
        f'{FULL.name},,01632 960999,"£7,000"',
    )
    assert preview.rows[0].changes == ("telephone", "funding_pence")
    directory_files.take_in(desk, supervisor, preview)
    (row,) = directory.services(desk, supervisor)
    assert row.entry == replace(FULL, telephone="01632 960999", funding_pence=700_000)


@pytest.mark.parametrize(
    ("column", "said", "problem"),
    [
        ("pathways", "Gardening", ("pathways", "file_not_known")),
        ("areas", "Atlantis; Powys", ("areas", "file_not_known")),
        ("areas", "", ("areas", "no_area")),
        ("route", "Pigeon", ("route", "file_not_known")),
        ("capacity", "many", ("capacity", "file_not_a_number")),
        ("capacity", "0", ("capacity", "no_capacity")),
        ("capacity", "９", ("capacity", "file_not_a_number")),  # noqa: RUF001
        ("answer_days", "91", ("answer_days", "no_days")),
        ("funding_pence", "6.2k", ("funding_pence", "pounds_unreadable")),
        ("funding_pence", "20000000.01", ("funding_pence", "no_funding")),
        ("begins_on", "31/2/2026", ("begins_on", "no_such_day")),
        ("closed_on", "2024-02-29", ("closed_on", "closes_before")),
        ("telephone", "none", ("telephone", "no_number")),
        ("name", "", ("name", "missing")),
        ("contact_1_telephone", "01632 960401", ("contacts", "contact_name")),
        ("contact_2_name", "Nobody to reach", ("contacts", "contact_reached")),
    ],
)
def test_a_row_that_cannot_be_is_explained_by_its_field(
    desk, supervisor, look, column, said, problem
):
    directory.add(desk, supervisor, FULL)
    head = "name" if column == "name" else f"name,{column}"
    name = said if column == "name" else f"{FULL.name},{said}"
    preview = look(f"{head},address", f'{name},"A street"')
    (row,) = preview.rows
    assert row.verdict is Verdict.BAD
    assert problem in codes(row)
    for one in row.problems:
        for language in ("en", "cy"):
            assert desk.texts(language)(one.code, **one.values)


def test_a_service_twice_in_a_file_is_taken_once(look, desk, supervisor):
    line = "Practice Bakery,Volunteering,Powys,English,1 Loaf Lane,01632 960333"
    preview = look("Name,Helps with,Where,Languages spoken,Address,Telephone", line, line)
    assert verdicts(preview) == ["new", "bad"]
    assert codes(preview.rows[1]) == [("name", "file_twice")]
    assert directory_files.take_in(desk, supervisor, preview) == 1


def test_what_somebody_changed_meanwhile_stops_the_whole(look, desk, supervisor):
    directory.add(desk, supervisor, FULL)
    preview = look("name,telephone", f"{FULL.name},01632 960999")
    directory.amend(desk, supervisor, 1, 1, replace(FULL, telephone="01632 960999"))
    with pytest.raises(Refused) as told:
        directory_files.take_in(desk, supervisor, preview)
    assert told.value.code == "table_file.changed_meanwhile"


def test_a_file_without_names_is_none_of_services(look):
    with pytest.raises(Refused) as told:
        look("Provider,Address", "Somebody,Somewhere")
    assert told.value.code == "directory.file_no_name"


def test_each_service_taken_in_is_logged_as_if_it_were_typed(look, desk, supervisor, rows):
    line = "Practice Bakery,Volunteering,Powys,English,1 Loaf Lane,01632 960333"
    preview = look("Name,Helps with,Where,Languages spoken,Address,Telephone", line)
    directory_files.take_in(desk, supervisor, preview)
    done = [one.action for one in rows(AuditEntry) if one.action.startswith("directory")]
    assert done == ["directory.added", "directory.taken_in"]


def test_an_assessor_may_save_the_directory_and_take_nothing_in(desk, assessor, look):
    assert directory_files.export(desk, assessor, desk.texts("en"))
    preview = look("name,telephone", "Practice Bakery,01632 960999")
    with pytest.raises(Refused):
        directory_files.take_in(desk, assessor, preview)
