import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.test_partner_referrals import case_id, say, words_in  # noqa: F401 - fixtures
from tests.services.verbs_victims import harmed
from tests.ui.pressing import button, press
from triage_app.domain.partner_referral import Ground
from triage_app.services import partner_referrals
from triage_app.storage.models import AuditEntry, Draft, PartnerReferral, PartnerReply
from ui.case.records import RecordsPanel
from ui.partner_referrals import PartnerReferralsPart

RECOVERY = "Practice Recovery Service"


@pytest.fixture
def part(make_room, case_id, show, tmp_path):  # noqa: F811
    """Return a function that shows the part for the conditions, its files going to one folder."""

    def part(language="en", to="sheet.pdf"):
        return show(
            PartnerReferralsPart(
                make_room(language=language),
                case_id,
                Ground.CONDITION,
                lambda *_: tmp_path / to if to else None,
            )
        )

    return part


def words_of(widget):
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget))


def opened(part, desk, actor, case_id):  # noqa: F811
    """Open the sheet for the drugs service, and fill in what it needs."""
    seen = partner_referrals.view(desk, actor, case_id)
    asked = next(one for one in seen.asked if one.pathway == "drugs")
    part.openers[asked.about_id].click()
    part.form.fill({"asks": "Wants to stop", "recipient": "Mari Sampl"})
    return part.form


def test_a_sheet_is_made_saved_and_its_password_shown_once_by_the_keyboard(
    qtbot, part, desk, assessor, case_id, tmp_path, rows  # noqa: F811
):  # fmt: skip
    shown = part()
    opened(shown, desk, assessor, case_id)
    press(qtbot, shown, "Make the sheet and record it as sent")
    said = words_of(shown)
    password = said.partition("Password: ")[2][:19]
    assert "Osian Sandpiper" in words_in((tmp_path / "sheet.pdf").read_bytes(), password)
    assert "Tell it to Mari Sampl by telephone" in said
    assert QApplication.focusWidget() is button(shown, "I have written it down or told it")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert password not in words_of(shown)
    assert rows(PartnerReferral)[0].recipient == "Mari Sampl"
    shown.refresh()
    assert password not in words_of(shown)
    sent = "DP-26-0001-R1, Practice Recovery Service"
    qtbot.waitUntil(lambda: sent in words_of(shown))


def test_the_password_outlives_a_refresh_until_it_is_put_away(
    qtbot, part, desk, assessor, case_id  # noqa: F811
):  # fmt: skip
    shown = part()
    opened(shown, desk, assessor, case_id)
    press(qtbot, shown, "Make the sheet and record it as sent")
    shown.refresh()
    assert "Password: " in words_of(shown)


def test_a_draft_of_the_form_never_holds_a_password_and_is_gone_once_it_is_sent(
    qtbot, part, desk, assessor, case_id, rows  # noqa: F811
):  # fmt: skip
    shown = part()
    opened(shown, desk, assessor, case_id)
    press(qtbot, shown, "Make the sheet and record it as sent")
    assert [one for one in rows(Draft) if "partner_referral" in one.form] == []


def test_nowhere_to_save_it_leaves_everything_as_typed(
    qtbot, part, desk, assessor, case_id, rows  # noqa: F811
):  # fmt: skip
    shown = part(to="")
    form = opened(shown, desk, assessor, case_id)
    press(qtbot, shown, "Make the sheet and record it as sent")
    assert rows(PartnerReferral) == []
    assert form.values()["recipient"] == "Mari Sampl"


def test_what_is_missing_is_told_beside_its_field_before_a_file_is_asked_for(
    qtbot, part, desk, assessor, case_id, rows  # noqa: F811
):  # fmt: skip
    shown = part()
    form = opened(shown, desk, assessor, case_id)
    form.fill({"recipient": ""})
    press(qtbot, shown, "Make the sheet and record it as sent")
    assert form.summary.isVisible()
    assert rows(PartnerReferral) == []


def test_words_are_asked_for_only_where_they_may_be_told(part, desk, assessor, case_id):  # noqa: F811
    form = opened(part(), desk, assessor, case_id)
    hidden = {name: form.rows[name].isHidden() for name in ("asks", "health", "why_open")}
    assert hidden == {"asks": False, "health": True, "why_open": True}
    form.fill({"told": ("contact", "health"), "manner": "open"})
    hidden = {name: form.rows[name].isHidden() for name in ("asks", "health", "why_open")}
    assert hidden == {"asks": True, "health": False, "why_open": False}


def test_without_consent_it_says_so_and_leads_to_where_it_is_asked(
    qtbot, part, say, case_id  # noqa: F811
):  # fmt: skip
    say(case_id, allowed=False)
    shown = part()
    assert shown.openers == {}
    assert "The person said no to sharing with this service." in words_of(shown)
    named = f"Go to sharing, to ask about {RECOVERY}"
    buttons = shown.findChildren(QPushButton)
    there = next(one for one in buttons if one.accessibleName() == named)
    with qtbot.waitSignal(shown.went) as told:
        there.click()
    assert (told.args[0].step, told.args[0].field) == ("consent", "sharing")


def test_consent_taken_back_while_the_form_is_open_stops_it_in_words(
    qtbot, part, say, desk, assessor, case_id, listener, rows  # noqa: F811
):  # fmt: skip
    shown = part()
    opened(shown, desk, assessor, case_id)
    say(case_id, allowed=False)
    press(qtbot, shown, "Make the sheet and record it as sent")
    assert f"Nothing may be shared with {RECOVERY}" in listener.heard[-1]
    assert rows(PartnerReferral) == []


def test_a_sheet_on_paper_is_shown_to_be_printed(qtbot, part, desk, assessor, case_id):  # noqa: F811
    shown = part()
    opened(shown, desk, assessor, case_id).fill({"manner": "printed"})
    press(qtbot, shown, "Make the sheet and record it as sent")
    assert shown.papers.sheet.isVisible()
    assert "Print it below, and give it to Mari Sampl." in words_of(shown)


def test_the_case_lists_everything_that_was_shared_with_whom(
    qtbot, part, make_room, show, desk, assessor, case_id, rows  # noqa: F811
):  # fmt: skip
    shown = part()
    opened(shown, desk, assessor, case_id)
    press(qtbot, shown, "Make the sheet and record it as sent")
    panel = show(RecordsPanel(make_room(), case_id))
    panel.open()
    sent = "by Mared Hawthorn to Mari Sampl. A file with a password."
    qtbot.waitUntil(lambda: sent in words_of(panel))
    assert "Left out: Health; " in words_of(panel)
    assert "partner_referral.seen" in [one.action for one in rows(AuditEntry)]


def on_paper(qtbot, shown, desk, actor, case_id):  # noqa: F811
    opened(shown, desk, actor, case_id).fill({"manner": "printed"})
    press(qtbot, shown, "Make the sheet and record it as sent")
    return next(iter(shown.shared.answerers))


def test_an_answer_is_recorded_by_the_keyboard_and_shown_with_what_can_follow(
    qtbot, part, desk, assessor, case_id, rows  # noqa: F811
):  # fmt: skip
    shown = part()
    number = on_paper(qtbot, shown, desk, assessor, case_id)
    assert shown.go_to(f"partner_{number}")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    form = shown.shared.form
    assert [value for value in form.word._values if value == "ended"] == []
    form.fill({"word": "accepted", "note": "Starts in June"})
    with qtbot.waitSignal(shown.changed):
        press(qtbot, form, "Record it")
    assert [one.word for one in rows(PartnerReply)] == ["accepted"]
    assert "Accepted" in words_of(shown)
    assert "Starts in June" in words_of(shown)
    assert QApplication.focusWidget() is shown.shared.answerers[number]


def test_how_it_ended_is_asked_only_of_an_end_and_what_is_missing_is_told_beside_it(
    qtbot, part, desk, assessor, case_id, rows  # noqa: F811
):  # fmt: skip
    shown = part()
    number = on_paper(qtbot, shown, desk, assessor, case_id)
    shown.shared.answerers[number].click()
    shown.shared.form.fill({"word": "started"})
    press(qtbot, shown.shared.form, "Record it")
    shown.shared.answerers[number].click()
    form = shown.shared.form
    assert form.rows["how_ended"].isHidden()
    form.fill({"word": "ended"})
    assert not form.rows["how_ended"].isHidden()
    press(qtbot, form, "Record it")
    assert form.rows["how_ended"].problem.text
    assert [one.word for one in rows(PartnerReply)] == ["started"]


def test_what_was_typed_of_an_answer_is_there_again_after_another_was_looked_at(
    qtbot, part, desk, assessor, case_id  # noqa: F811
):  # fmt: skip
    shown = part()
    number = on_paper(qtbot, shown, desk, assessor, case_id)
    shown.shared.answerers[number].click()
    shown.shared.form.go_to("note")
    qtbot.keyClicks(QApplication.focusWidget(), "Half a sentence")
    shown.refresh()
    shown.shared.answerers[number].click()
    assert shown.shared.form.raw()["note"] == "Half a sentence"


def test_a_refusal_says_which_condition_nobody_delivers_and_leads_to_varying_the_contract(
    qtbot, part, desk, assessor, case_id  # noqa: F811
):  # fmt: skip
    shown = part()
    number = on_paper(qtbot, shown, desk, assessor, case_id)
    shown.shared.answerers[number].click()
    shown.shared.form.fill({"word": "refused", "note": "No place free"})
    press(qtbot, shown.shared.form, "Record it")
    assert f"{RECOVERY} refused on 11 May 2026: nobody delivers condition 3." in words_of(shown)
    assert shown.go_to(f"partner_{number}")
    assert QApplication.focusWidget() is shown.vary
    with qtbot.waitSignal(shown.variation_wanted):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)


def test_a_victims_name_in_what_is_asked_is_warned_of(part, desk, assessor, case_id):  # noqa: F811
    harmed(desk, assessor, case_id)
    form = opened(part(), desk, assessor, case_id)
    assert form.rows["asks"].warning.text == ""
    form.fill({"asks": "She and Nerys Lapwing live together"})
    assert form.rows["asks"].warning.text.startswith("A name in these words")
