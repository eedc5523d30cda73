"""Tracking says which condition nobody delivers, and leads to where that is put right."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from tests.services.test_partner_referrals import (  # noqa: F401 - fixtures
    RECOVERY,
    case_id,
    say,
    sending,
)
from tests.services.test_partner_replies import DAY, newest
from tests.ui.keyboard import press
from tests.ui.pressing import button
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.partner_referral import Manner
from triage_app.domain.partner_reply import Reply, Word
from triage_app.services import partner_referrals, partner_replies
from ui.room import Place
from ui.theme import LIGHT, Look
from ui.tracking.step import TrackingStep


@pytest.fixture
def refused(desk, assessor, case_id, sending):  # noqa: F811
    """The number of a sheet for the third condition, which its service refused."""
    partner_referrals.send(desk, assessor, case_id, replace(sending, manner=Manner.PRINTED))
    sent = newest(desk, assessor, case_id)
    answer = Reply(Word.REFUSED, DAY, note="No place free")
    partner_replies.record(desk, assessor, (sent.id, sent.version), answer)
    return sent.id


@pytest.fixture
def open_step(make_room, show, case_id):  # noqa: F811
    def open_step(width=1150, **room):
        step, area = TrackingStep(make_room(**room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width, 768)
        return step

    return open_step


def said(step):
    return " ".join(one.text() for one in step.findChildren(QLabel) if one.isVisibleTo(step))


def test_a_refusal_stands_above_the_picture_and_a_key_leads_to_the_contract(
    refused, open_step, qtbot, case_id  # noqa: F811
):  # fmt: skip
    step = open_step()
    assert f"Condition 3 has nobody: {RECOVERY} refused" in said(step)
    button(step, "Fill the gap").setFocus()

    with qtbot.waitSignal(step.went) as went:
        press(Qt.Key.Key_Return)

    assert went.args == [Place("case", case_id, "contract", f"partner_{refused}")]


@pytest.mark.usefixtures("refused")
def test_once_another_sheet_went_it_is_gone(desk, assessor, case_id, sending, open_step):  # noqa: F811
    step = open_step()
    partner_referrals.send(desk, assessor, case_id, replace(sending, manner=Manner.PRINTED))

    step.refresh()

    assert "has nobody" not in said(step)


@pytest.mark.usefixtures("refused")
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("text", [100, 200])
def test_it_is_well_made(open_step, theme, language, text):
    theme.wear(Look(LIGHT, text / 100))
    step = open_step(language=language, width=1290 if text == 200 else 900)
    QApplication.processEvents()

    is_well_made(step)
    assert sideways(step) == []
    theme.wear(Look(LIGHT))
