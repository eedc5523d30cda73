"""Other schemes to practise: a caseload of their own each, and what is theirs alone in it."""

import datetime as dt

import pytest
from sqlalchemy import select

from tests.practice.ahead import too_early
from tests.practice.conftest import MADE
from triage_app.config import RESOURCES, Config
from triage_app.domain.attention import Kind
from triage_app.domain.condition import Kind as Asked
from triage_app.domain.lateness import Lateness
from triage_app.practice.caseload import prepare_practice
from triage_app.practice.cast import others, schemes
from triage_app.services import attention, audit, directory, signin, tracking_view
from triage_app.services.opening import files_of
from triage_app.storage.models import Case, Ending, Person, RetentionReview

WILTSHIRE, DURHAM = "wiltshire-deferred", "durham-checkpoint"
SUPERVISOR = "huw.linnet"


@pytest.fixture(scope="module", params=[WILTSHIRE, DURHAM])
def practised(request, tmp_path_factory):
    """The desk of each of the other schemes, made once."""
    folder = tmp_path_factory.mktemp("practised")
    config = Config(folder, practice=True, scheme=request.param)
    prepare_practice(config, lambda: MADE)
    desk = signin.open_practice(config, lambda: MADE)
    yield desk
    desk.database.close()


def late(row):
    return row.due.lateness is Lateness.OVERDUE


def cases(desk):
    with desk.sessions() as session:
        rows = session.execute(select(Case, Person.name).join(Case.person)).all()
        return {name: (case.id, case.scheme) for case, name in rows}


def test_every_case_and_service_is_of_the_scheme_and_nothing_is_real_or_ahead(practised):
    scheme, actor = practised.config.scheme, signin.practise_as(practised, SUPERVISOR)
    assert practised.practice
    assert {one.startswith(scheme) for _, one in cases(practised).values()} == {True}

    listed = [one.entry for one in directory.services(practised, actor)]
    areas = {one.code for one in practised.schemes.of_office(practised.suite, MADE.date()).areas}
    assert len(listed) > 5
    assert all(one.name.startswith("Practice ") for one in listed)
    assert {area for one in listed for area in one.areas} == areas
    assert {one.telephone[:9] for one in listed} == {"01632 960"}

    assert too_early(practised, MADE) == []
    with practised.sessions() as session:
        assert audit.broken_entries(session) == []


def test_it_lies_beside_the_base_case_by_a_name_of_its_own(practised):
    folder, scheme = practised.config.data, practised.config.scheme
    found = [one.name for one in folder.glob("*.db") if "-before-restore-" not in one.name]
    assert found == [f"practice-{scheme}.db"]
    assert not files_of(Config(folder, practice=True)).database.exists()
    named = schemes(practised.config, practised.schemes)
    assert list(named) == ["", DURHAM, WILTSHIRE] == ["", *others(RESOURCES)]
    assert named[scheme] == practised.schemes.of_office(practised.suite, MADE.date()).name


def test_what_is_the_schemes_own_is_there_to_be_seen(practised):
    ways = {WILTSHIRE: the_contribution_in_every_way, DURHAM: the_fifth_condition_in_both_kinds}
    ways[practised.config.scheme](practised)


def the_contribution_in_every_way(desk):
    """By the end, near, overdue with a part paid, let be, and paid: Today has a line for two."""
    actor, held = signin.practise_as(desk, SUPERVISOR), cases(desk)
    listed = {
        row.name: (row.due.code, row.due.lateness)
        for row in attention.attention(desk, actor)
        if row.due.kind is Kind.CONTRIBUTION
    }
    assert listed == {
        "Edmund Fieldfare": ("contribution_late", Lateness.OVERDUE),
        "Ffion Kittiwake": ("contribution", Lateness.SOON),
    }
    assert "midway" not in {one.due.code for one in attention.attention(desk, actor) if late(one)}
    seen = {
        name: tracking_view.view(desk, actor, held[name][0]).contributed
        for name in (*listed, "Callum Burdock", "Marian Sedge", "Hazel Redstart")
    }
    assert {name: (one.account.paid, one.account.owed) for name, one in seen.items()} == {
        "Edmund Fieldfare": (20_00, 40_00),
        "Ffion Kittiwake": (40_00, 20_00),
        "Callum Burdock": (20_00, 0),
        "Marian Sedge": (60_00, 0),
        "Hazel Redstart": (0, 60_00),
    }
    assert seen["Callum Burdock"].waived_by == "Huw Linnet"


def the_fifth_condition_in_both_kinds(desk):
    """Hours that lag, and a tag that was fitted."""
    actor, held = signin.practise_as(desk, SUPERVISOR), cases(desk)
    hours, tag = (
        tracking_view.view(desk, actor, held[name][0]).conditions[-1]
        for name in ("Winifred Siskin-Moor", "Alaric Bunting")
    )
    assert (hours.position, hours.kind, hours.judged.code) == (
        5,
        Asked.VOLUNTEERING,
        "hours_behind",
    )
    assert (tag.position, tag.kind, [one.what for one in tag.tags]) == (5, Asked.TAG, ["fitted"])


def test_the_base_case_keeps_a_record_of_the_pilot_and_its_service(practice, opened):
    desk = opened(practice, MADE + dt.timedelta(days=2))
    actor = signin.practise_as(desk, SUPERVISOR)
    case_id, scheme = cases(desk)["Mair Sandwort"]
    with desk.sessions() as session:
        ending = session.scalars(select(Ending).where(Ending.case_id == case_id)).one()
        review = session.scalars(
            select(RetentionReview).where(RetentionReview.case_id == case_id)
        ).one()
    assert (scheme, ending.kind, review.choice) == (
        "haverfordwest-women-2016-01",
        "services",
        "keep",
    )
    assert review.until > desk.today()
    pilot = [one.entry for one in directory.services(desk, actor) if "pilot" in one.entry.provider]
    assert [one.name for one in pilot] == ["Practice Women’s Centre"]
    assert not pilot[0].takes_on(desk.today())
