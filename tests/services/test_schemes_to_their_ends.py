"""Each scheme of the commissioners' papers, walked from the referral to the closed file."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.services import verbs_lives as lives
from tests.services.verbs_schemes import DURHAM, PILOT, WILTSHIRE, WITH_CONTRACT
from tests.services.verbs_tracking import look_for_arrests, propose, seen
from triage_app.domain.contribution import Means, Part
from triage_app.domain.ending import Decision, Reported
from triage_app.domain.problems import Refused
from triage_app.domain.tags import TagDeed, TagEvent
from triage_app.domain.tracked import Hours
from triage_app.domain.workflow import State
from triage_app.services import (
    attention,
    contributions,
    endings,
    keeping,
    outcomes,
    services_alone,
    supervision,
    tracking_view,
)
from triage_app.storage.models import Case, Ending, Paper

with_contract = pytest.mark.parametrize("walk", WITH_CONTRACT, ids=lambda walk: walk.version)


@pytest.fixture
def under_contract(at, clock, assessor, supervisor):
    """Return a function that takes a walk to its contract, at a desk of its suite."""

    def under_contract(walk, **changes):
        desk = at(walk)
        service = lives.a_service(desk, supervisor, desk.schemes.version(walk.version))
        return desk, *lives.under_contract(desk, clock, assessor, walk, service, **changes)

    return under_contract


def run_out(desk, clock, actor, case_id, ends):
    """Let the term run with every meeting held, to the morning after its last day."""
    lives.plan(desk, actor, case_id, desk.now() + dt.timedelta(days=9))
    clock.set(f"{ends + dt.timedelta(days=1)} 09:00")
    lives.attended(desk, actor, case_id)
    look_for_arrests(desk, actor, case_id)


def completed(desk, actor, case_id, outcome):
    """Confirm it, and watch it until the officer has recorded the outcome."""
    outcomes.confirm_completion(desk, actor, seen(desk, case_id), outcome)
    assert attention.due_in(desk, actor, case_id)
    for one in endings.told(desk, actor, case_id):
        endings.tell(desk, actor, one.id, desk.today(), "in_writing")
    outcomes.record_told(desk, actor, case_id, desk.today())
    outcomes.record_acknowledgement(desk, actor, case_id, desk.today())
    outcomes.record_outcome(desk, actor, seen(desk, case_id), Reported(outcome, desk.today()))


def tag(desk, actor, case_id, condition_id, deed):
    event = TagEvent(deed, desk.today(), "The tag provider", "As agreed")
    keeping.record_tag(desk, actor, case_id, condition_id, event)


@with_contract
def test_a_scheme_is_walked_to_its_completion(under_contract, clock, assessor, rows, walk):
    desk, case_id, ends = under_contract(walk)
    proposed = next(
        one.code for one in desk.schemes.version(walk.version).outcomes if one.by_default
    )
    if desk.schemes.version(walk.version).contribution is not None:
        paid = Part(lives.PAYS, desk.today(), Means.CASH, "R 17")
        contributions.record_part(desk, assessor, case_id, paid)
    run_out(desk, clock, assessor, case_id, ends)

    completed(desk, assessor, case_id, proposed)

    assert rows(Case)[0].state is State.CLOSED
    assert rows(Ending)[0].result == proposed
    assert attention.due_in(desk, assessor, case_id) == ()


@with_contract
def test_a_scheme_is_walked_to_the_prosecution(
    under_contract, clock, assessor, supervisor, rows, walk
):
    desk, case_id, _ends = under_contract(walk)
    clock.advance(days=30)
    waiting = propose(desk, assessor, case_id)

    given = Decision(found=True, reason="Never came, and never answered.")
    supervision.decide(desk, supervisor, (waiting.breach_id, waiting.version), given)

    assert {one.kind for one in attention.due_in(desk, assessor, case_id)} >= {"proceedings"}
    begun = Reported("proceedings_begun", desk.today())
    outcomes.record_proceedings(desk, assessor, seen(desk, case_id), begun)
    assert rows(Case)[0].state is State.CLOSED


def test_the_pilot_ends_with_services_and_never_had_a_contract(at, assessor, rows):
    desk = at(PILOT)
    case_id = lives.referred(desk, assessor, PILOT)
    lives.consented(desk, assessor, PILOT, case_id)
    services_alone.conclude(desk, assessor, case_id, "She has a worker of her own already.")

    assert rows(Case)[0].state is State.CLOSED
    assert [one.kind for one in rows(Ending)] == ["services"]
    assert not {one.kind for one in rows(Paper)} & {"CONTRACT", "COMPLETED", "BREACH"}


# ── Durham: the fifth condition ──────────────────────────────────────────────────────────────


def test_the_hours_of_durhams_fifth_condition_are_worked_before_it_is_complete(
    under_contract, clock, assessor, rows
):
    desk, case_id, ends = under_contract(DURHAM, fifth=lives.volunteering(18))
    fifth = tracking_view.view(desk, assessor, case_id).conditions[-1]
    run_out(desk, clock, assessor, case_id, ends)
    for number in range(6):
        given = Hours(ends - dt.timedelta(days=number), 180, "Garden", "Gwyn Sallow, co-ordinator")
        with pytest.raises(Refused, match=r"outcome\.not_complete"):
            completed(desk, assessor, case_id, "nfa")
        keeping.add_hours(desk, assessor, case_id, fifth.id, given)

    completed(desk, assessor, case_id, "nfa")

    assert rows(Case)[0].state is State.CLOSED


def test_the_tag_of_durhams_fifth_condition_is_fitted_and_removed(
    under_contract, clock, assessor, rows
):
    desk, case_id, ends = under_contract(DURHAM, fifth=lives.a_tag())
    fifth = tracking_view.view(desk, assessor, case_id).conditions[-1]
    tag(desk, assessor, case_id, fifth.id, TagDeed.FITTED)
    lives.plan(desk, assessor, case_id, desk.now() + dt.timedelta(days=9))
    clock.set(f"{ends} 17:00")
    tag(desk, assessor, case_id, fifth.id, TagDeed.TAKEN_OFF)
    clock.set(f"{ends + dt.timedelta(days=1)} 09:00")
    lives.attended(desk, assessor, case_id)
    look_for_arrests(desk, assessor, case_id)

    completed(desk, assessor, case_id, "nfa")

    assert rows(Case)[0].state is State.CLOSED


# ── Wiltshire: the contribution, and a caution that is deferred ──────────────────────────────


def test_wiltshires_contract_waits_for_what_is_owed_of_the_contribution(
    under_contract, clock, assessor, supervisor, rows
):
    desk, case_id, ends = under_contract(WILTSHIRE)
    run_out(desk, clock, assessor, case_id, ends)
    with pytest.raises(Refused, match=r"outcome\.not_complete"):
        completed(desk, assessor, case_id, "nfa")

    contributions.waive(desk, supervisor, case_id, "Lost their work in June")
    proposed = next(
        one.code for one in desk.schemes.version(WILTSHIRE.version).outcomes if one.by_default
    )
    completed(desk, assessor, case_id, proposed)

    assert rows(Case)[0].state is State.CLOSED


@with_contract
def test_wiltshires_papers_alone_speak_of_a_caution(under_contract, walk):
    desk, _case_id, _ends = under_contract(walk)

    with desk.sessions() as session:
        papers = session.scalars(select(Paper.pdf)).all()
    pages = [page for one in papers for page in PdfReader(io.BytesIO(one)).pages]
    said = " ".join(page.extract_text() for page in pages).casefold()

    assert ("rhybuddiad" in said) is (walk is WILTSHIRE)
