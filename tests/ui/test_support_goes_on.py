"""Help outside a contract goes on: a closed case shows it, and it is ended there by keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.test_partner_referrals import case_id, say  # noqa: F401 - fixtures
from tests.services.test_partner_replies import support_for
from tests.services.test_withdrawals import with_consent
from tests.services.verbs_assessment import put
from tests.ui.pressing import press
from triage_app.domain.workflow import State
from triage_app.services import support
from ui.consent.step import ConsentStep


def words_of(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def test_help_is_ended_in_a_case_that_is_closed(qtbot, make_room, show, desk, assessor, case_id):  # noqa: F811
    with_consent(desk, assessor, case_id)
    number = support_for(desk, assessor, case_id)
    put(desk, assessor, case_id, State.CLOSED)
    step = show(ConsentStep(make_room(), case_id))
    part = step.agreed.support
    assert part.takers == {}
    assert not part.opener.isVisible()
    part.enders[number].setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    press(qtbot, part.end, "Record that it ended")
    assert part.end.rows["how_ended"].problem.text
    part.end.fill({"how_ended": "completed", "note": "Six meetings"})
    press(qtbot, part.end, "Record that it ended")
    (now,) = support.of_case(desk, assessor, case_id)
    assert (now.stage, now.how_ended, now.ended_note) == ("ended", "completed", "Six meetings")
    said = "Ended on 11 May 2026. Completed. Six meetings"
    qtbot.waitUntil(lambda: said in words_of(step))
