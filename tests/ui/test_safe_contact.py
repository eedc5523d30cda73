"""Whoever is about to call or write is told first how to reach the person safely."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.services.verbs_referral import refer, someone
from tests.services.verbs_tracking import running
from tests.ui.walks import is_well_made
from triage_app.services import people, referrals
from ui.case.page import CasePage
from ui.referral.step import ReferralStep
from ui.safe_contact import SafeContactNotice
from ui.theme import LIGHT, Look
from ui.tracking.step import TrackingStep

SAID = {
    "message_may_be_left": False,
    "who_answers": "Her husband <b>& co</b> 😀",
    "safe_times": "Mornings only. " * 29 + "Never after five.",
    "emergency_name": "Siân Wren",
    "emergency_relation": "sister",
    "emergency_telephone": "01632 960333",
}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_everything_to_heed_is_said(make_room, show, desk, assessor, language):
    case_id = refer(desk, assessor, person=someone(**SAID))

    notice = show(SafeContactNotice(make_room(language=language), case_id), 700, 500)

    said = notice.accessibleName()
    for part in ("01632 960111", SAID["who_answers"], SAID["safe_times"], "Siân Wren, sister"):
        assert part in said
    assert notice.property("place") == "notice"
    is_well_made(notice)


def test_that_nobody_asked_is_said_too(room, show, desk, assessor):
    case_id = refer(desk, assessor, person=someone(telephone=""))

    notice = show(SafeContactNotice(room, case_id), 700, 500)

    assert "Nobody has asked whether a message may be left." in notice.accessibleName()
    assert "Telephone: none recorded" in notice.lines


def test_it_stands_above_a_try_at_contact_and_above_a_letter(
    room, show, desk, assessor, supervisor
):
    case_id = running(desk, assessor, supervisor)
    step = show(TrackingStep(room, case_id))

    for opens in (step.recorder.contact, step.recorder.letter):
        opens()
        QApplication.processEvents()
        notice = step.recorder.form.findChild(SafeContactNotice)
        above = [row for row in step.recorder.form.rows.values() if row.y() < notice.y()]
        assert notice.isVisible()
        assert above == []


def test_what_was_said_is_kept_with_the_person_for_their_next_case(room, show, desk, assessor):
    case_id = refer(desk, assessor, person=someone(**SAID))
    person_id = referrals.view(desk, assessor, case_id).referral.person_id

    known = people.known_person(desk, assessor, person_id).particulars

    assert (known.safe_times, known.who_answers) == (
        SAID["safe_times"].strip(),
        SAID["who_answers"],
    )
    step = show(ReferralStep(room, case_id))
    step.go_to("name")
    assert step.form.folds["safe_times"].is_open


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_at_any_size_of_text_it_is_in_view_when_a_try_is_recorded(
    room, show, desk, assessor, supervisor, theme, scale, qtbot
):
    theme.wear(Look(LIGHT, scale))
    page = show(CasePage(room, running(desk, assessor, supervisor)), 1166, 690)
    page.open("tracking")

    page.step.recorder.contact()

    notice = page.step.recorder.form.findChild(SafeContactNotice)
    qtbot.waitUntil(lambda: not notice.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: notice.visibleRegion().boundingRect() == notice.rect())
