"""The screens of referral and eligibility, in both languages and at twice the size of text."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.services.verbs_referral import a_stay, an_offence, refer, someone
from tests.ui import walks
from tests.ui.walks import sideways
from triage_app.domain.eligibility import Decision
from triage_app.domain.orders import Ordered
from triage_app.domain.workflow import Event
from triage_app.services import answers, drafts, eligibility, judgements, referrals
from triage_app.services.authority import Authority, authorise
from ui.eligibility.step import EligibilityStep
from ui.referral.new import NewReferral
from ui.referral.screen import ReferralsScreen
from ui.referral.step import ReferralStep
from ui.theme import LIGHT, Look

LONG = "Lowri Angharad Elin Wren-Kingfisher o Aberystwyth <b>& Sons</b>"
LATE = an_offence(code="CJ88001", category="CS", first_day=dt.date(2026, 3, 1))
UNKNOWN = an_offence(code="", title="Something with a gate", category=None, first_day=None)
# What the frame leaves of 1366, beside a case's timeline and without it, and at 200 %.
BESIDE, WHOLE, LARGE = 797, 1166, 1238


def is_well_made(screen):
    QApplication.processEvents()  # a page that was just filled is laid out in two rounds
    walks.is_well_made(screen)


@pytest.fixture(params=["en", "cy"])
def language(request):
    return request.param


@pytest.fixture(params=[1.0, 2.0])
def scale(request, theme):
    theme.wear(Look(LIGHT, request.param))
    return request.param


@pytest.fixture
def on_page(show, scale):
    """Return a function that shows a step where a case's page would."""

    def on_page(step):
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, BESIDE if scale == 1.0 else LARGE)
        return step

    return on_page


@pytest.fixture
def case_id(desk, assessor):
    """A case of which almost nothing is settled."""
    return refer(
        desk,
        assessor,
        person=someone(name=LONG, postcode="SA18 1AA", born=None),
        ordered=Ordered(court_order=False),
        offences=[LATE, UNKNOWN],
    )


def test_a_new_referral(make_room, show, language, scale):
    page = show(NewReferral(make_room(language=language)), WHOLE if scale == 1.0 else LARGE + 48)
    for name in ("interpreter", "appropriate_adult"):
        page.form.rows[name].control.set_value(True)
    block = page.form.offences.blocks()[0]
    page.form.offences.more.click()
    block.what.setText("CJ88001")
    block.what.editingFinished.emit()
    block.domestic_abuse.set_value(True)
    is_well_made(page)

    page.form.submitted.emit()

    is_well_made(page)
    assert sideways(page) == []


def test_the_list(make_room, show, desk, assessor, case_id, language, scale):
    drafts.keep(desk, assessor, referrals.DRAFT, "new-1", {"name": LONG})
    screen = ReferralsScreen(make_room(language=language))

    show(screen, WHOLE if scale == 1.0 else LARGE + 48)

    assert case_id
    is_well_made(screen)


def test_with_no_referral_yet_the_headings_do_not_drift_apart(make_room, show, desk, assessor):
    drafts.keep(desk, assessor, referrals.DRAFT, "new-1", {"name": LONG})
    screen = show(ReferralsScreen(make_room()), 1166, 692)
    assert screen.empty.isVisible()
    assert screen.empty.geometry().bottom() < 692 * 0.7


def test_a_referral_at_a_glance_and_opened(make_room, on_page, case_id, language):
    step = on_page(ReferralStep(make_room(language=language), case_id))
    is_well_made(step)

    step.go_to("telephone")

    is_well_made(step)
    assert sideways(step.window()) == []


@pytest.mark.parametrize("rule", ["lives_in_area", "no_order_or_bail", "term"])
def test_the_advice_with_what_is_to_be_settled(make_room, on_page, case_id, language, rule):
    step = on_page(EligibilityStep(make_room(language=language), case_id))

    step.go_to(rule)

    is_well_made(step)
    assert sideways(step.window()) == []


@pytest.fixture
def asking(desk, assessor):
    """A case under the longest of the lists, of which nothing is answered."""
    return refer(
        desk,
        assessor,
        person=someone(name=LONG, postcode="DH1 1AA"),
        custody=a_stay(suite="durham"),
        offences=[LATE, UNKNOWN, an_offence(code="CA03005", category="CS")],
        ordered=Ordered(),
    )


def test_a_long_list_of_questions(make_room, on_page, asking, language):
    step = on_page(EligibilityStep(make_room(language=language), asking))
    is_well_made(step)
    assert sideways(step.window()) == []

    step.sources.click()
    step.gravity.again.click()
    step.clock.fill[0].click()

    is_well_made(step)
    assert sideways(step.window()) == []


def test_a_long_list_answered_and_decided_twice(
    make_room, on_page, desk, assessor, asking, language
):
    step = on_page(EligibilityStep(make_room(language=language), asking))
    for finding in eligibility.advise(desk, assessor, asking).eligibility.findings:
        for question in finding.asks:
            answers.answer(desk, assessor, asking, question, False, "The officer said so. " * 5)
    judgements.judge(desk, assessor, asking, True, "Her own account. " * 20)
    step.refresh()
    is_well_made(step)
    assert sideways(step.window()) == []

    for outcome in (Event.DECIDED_NOT_ELIGIBLE, Event.DECIDED_ELIGIBLE):
        digest = eligibility.advise(desk, assessor, asking).eligibility.digest
        eligibility.decide(desk, assessor, asking, Decision(outcome, "Her own account", digest))
    step.refresh()

    is_well_made(step)
    assert sideways(step.window()) == []


def test_the_term_as_a_supervisor_sees_it(make_room, on_page, case_id, supervisor, language):
    step = on_page(EligibilityStep(make_room(supervisor, language), case_id))

    step.go_to("term")

    is_well_made(step)


@pytest.mark.parametrize("outcome", [Event.DECIDED_ELIGIBLE, Event.DECIDED_NOT_ELIGIBLE])
def test_the_decision_and_who_allows_it(make_room, on_page, desk, assessor, case_id, outcome):
    advice = eligibility.advise(desk, assessor, case_id)
    decision = Decision(outcome, "Her own account. " * 20, advice.eligibility.digest)
    eligibility.decide(desk, assessor, case_id, decision)
    step = on_page(EligibilityStep(make_room(language="cy"), case_id))
    is_well_made(step)

    if outcome is Event.DECIDED_ELIGIBLE:
        given = Authority(LONG, "Inspector", "88", dt.date(2026, 5, 11))
        authorise(desk, assessor, case_id, given)
        step.refresh()

    is_well_made(step)
    assert sideways(step.window()) == []
