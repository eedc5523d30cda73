"""The national index of offences, imported: found over whole, and nothing lost by it."""

from dataclasses import replace

import pytest

from tests.exchange.lists import OFFENCES, offences_json
from tests.services.verbs_referral import an_offence, refer
from triage_app.domain.editions import Kind
from triage_app.services.imports import Wanted, bring_in
from triage_app.services.offence_titles import title_of
from triage_app.storage.models import ListedOffence, Offence


@pytest.fixture
def index(folder):
    """Return a function that makes an index of offences and says that it is wanted."""

    def index(offences=OFFENCES):
        return Wanted(Kind.OFFENCES, offences_json(folder / "cjs-offences.json", offences))

    return index


def test_offences_are_found_over_the_whole_index_at_once(desk, administrator, index):
    assert desk.offences.find("coach drunk") == ()

    bring_in(desk, administrator, index())

    (found,) = desk.offences.find("coach drunk")
    assert (found.code, found.category) == ("SP85004", "CS")
    assert [one.code for one in desk.offences.find("theft shop")] == ["TH68010", "TH68010A"]


def test_the_shipped_welsh_survives_and_so_does_what_the_index_does_not_list(
    desk, administrator, index
):
    bring_in(desk, administrator, index([("TH68010", "CE", "Theft from a shop or stall", True)]))

    theft = desk.offences.offence("TH68010")
    assert (theft.title.en, theft.title.cy) == ("Theft from a shop or stall", "Dwyn o siop")
    assert desk.offences.offence("CJ88116").title.en == "Assault by beating"
    assert desk.offences.limit("CA03005", "CS", None, domestic_abuse=None).from_offence == 36


def test_a_code_used_on_a_case_stays_readable_when_it_is_no_longer_listed(
    desk, assessor, administrator, index, rows
):
    bring_in(desk, administrator, index())
    sporting = an_offence(code="SP85004", title=OFFENCES[3][2], category="CS")
    refer(desk, assessor, offences=[sporting])

    bring_in(desk, administrator, index(OFFENCES[:1]))

    (kept,) = rows(Offence)
    assert desk.offences.offence("SP85004") is None
    assert title_of(desk, kept.code, kept.title).en == OFFENCES[3][2]
    assert len(rows(ListedOffence)) == 1


def test_another_workstation_goes_by_the_new_index_within_a_minute(
    desk, administrator, index, clock, database
):
    other = replace(
        desk, list_of_offences=type(desk.list_of_offences)(database.sessions, desk.offences)
    )
    assert other.offences.find("coach drunk") == ()
    bring_in(desk, administrator, index())
    clock.advance(minutes=1)

    assert [one.code for one in other.offences.find("coach drunk")] == ["SP85004"]
