import datetime as dt

import pytest

from tests.services.verbs_referral import a_referral, a_stay, refer, someone
from tests.ui.walks import problems
from triage_app.services import drafts, referrals
from triage_app.storage.models import Case, Offence, Person
from ui.referral.new import NewReferral
from ui.referral.screen import NEW, ReferralsScreen
from ui.referral.step import ReferralStep


def test_a_referral_written_down_opens_a_case(write, rows, qtbot):
    page = write(born="3/2/90", postcode="sa611aa")

    with qtbot.waitSignal(page.committed) as committed:
        page.form.submitted.emit()

    person, case = rows(Person)[0], rows(Case)[0]
    assert committed.args == [case.id]
    assert (person.born, person.postcode) == (dt.date(1990, 2, 3), "SA61 1AA")
    assert case.suite == "haverfordwest"
    assert [(one.code, one.category) for one in rows(Offence)] == [("TH68010", "CE")]


def test_an_empty_form_says_what_is_missing_and_goes_there(page, rows):
    page.form.submitted.emit()

    assert problems(page.form).keys() == {"name", "custody_record", "offences"}
    assert page.form.name.hasFocus()
    assert not rows(Case)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("born", "30 February 1990"),
        ("born", "tomorrow"),
        ("born", "3/2/1915"),
        ("name", "N" * 301),
        ("officer_email", "rowan at example"),
    ],
)
def test_what_cannot_be_right_is_said_beside_its_field(write, field, typed):
    page = write(**{field: typed})

    page.form.submitted.emit()

    assert problems(page.form).keys() == {field}


def test_released_before_the_arrest_is_said(write):
    page = write(
        arrested={"day": "11/5/2026", "time": "09:00", "which": None},
        released={"day": "11/5/2026", "time": "08:00", "which": None},
    )

    page.form.submitted.emit()

    assert problems(page.form).keys() == {"released"}


def test_a_day_of_an_offence_that_cannot_be_read_is_marked_in_it(write):
    page = write()
    block = page.form.offences.blocks()[0]
    block.first_day.setText("30/2/2026")

    page.form.submitted.emit()

    assert problems(page.form).keys() == {"offences"}
    assert block.rows["first_day"].problem.text
    assert block.first_day.hasFocus()


def test_what_is_typed_is_kept_and_comes_back(write, room, show, desk, assessor):
    write(born="3/2/90", name="Lowri <b>Dipper</b>").keep()

    kept = drafts.all_kept(desk, assessor, referrals.DRAFT)
    again = show(NewReferral(room, kept[0].about))

    assert again.form.name.text() == "Lowri <b>Dipper</b>"
    assert again.form.born.text() == "3/2/90"
    assert again.form.offences.blocks()[0].what.text() == "TH68010 Theft from a shop"


def test_a_saved_referral_leaves_no_draft(write, desk, assessor):
    page = write()
    page.keep()

    page.form.submitted.emit()

    assert not drafts.all_kept(desk, assessor, referrals.DRAFT)


def test_somebody_known_already_is_asked_about_and_fills_the_form(write, desk, assessor, rows):
    case_id = refer(desk, assessor)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).state = "closed"
    page = write(name="Sandpiper Osian", born="14/5/1995")

    page.form.submitted.emit()

    assert problems(page.form).keys() == {"name"}
    assert not page.form.rows["same_person"].isHidden()
    page.form.same._answers[rows(Person)[0].id].click()
    assert page.form.rows["telephone"].control.text() == "01632 960111"
    page.form.submitted.emit()
    assert (len(rows(Person)), len(rows(Case))) == (1, 2)


def test_or_is_somebody_new(write, desk, assessor, rows):
    refer(desk, assessor)
    page = write(name="Osian Sandpiper", born="14/5/1995")
    page.form._look_for_same()

    page.form.same._answers[0].click()
    page.form.submitted.emit()

    assert len(rows(Person)) == 2


def test_the_list_offers_drafts_and_opens_cases(room, show, desk, assessor, qtbot):
    case_id = refer(desk, assessor)
    drafts.keep(desk, assessor, referrals.DRAFT, "new-1", {"name": "Nia Alder"})
    screen = show(ReferralsScreen(room))

    with qtbot.waitSignal(screen.went) as went:
        screen.table.opened.emit(screen.model.rows()[0])
    assert went.args[0].case_id == case_id

    going_on = next(one for one in screen.findChildren(type(screen.new)) if one.property("draft"))
    assert "Nia Alder" in going_on.accessibleName()
    going_on.click()
    assert screen.page.form.name.text() == "Nia Alder"


def test_a_new_referral_begins_on_its_first_field(room, show):
    screen = show(ReferralsScreen(room))

    screen.go_to(NEW)

    assert screen.page.form.name.hasFocus()


@pytest.fixture
def step(room, show, desk, assessor):
    step = ReferralStep(room, refer(desk, assessor))
    step.changed.connect(step.refresh)  # as the case's page does
    return show(step)


def test_a_case_shows_its_referral_and_opens_it_to_edit(step, rows):
    step.go_to("telephone")
    step.form.rows["telephone"].control.setText("01632 960222")

    step.form.submitted.emit()

    assert rows(Person)[0].telephone == "01632 960222"
    assert step.form is None


def test_another_version_stands_beside_what_was_typed(step, desk, supervisor, rows):
    step.go_to("telephone")
    seen = referrals.view(desk, supervisor, step.case_id)
    theirs = a_referral(person=someone(telephone="01632 960333"), custody=a_stay())
    referrals.amend(desk, supervisor, step.case_id, theirs, seen.versions)
    step.form.rows["telephone"].control.setText("01632 960222")

    step.form.submitted.emit()

    assert rows(Person)[0].telephone == "01632 960333"
    assert not step.form.their_version.isHidden()
    step.form.submitted.emit()
    assert rows(Person)[0].telephone == "01632 960222"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_whatever_takes_the_keyboard_has_a_name(make_room, show, language):
    page = show(NewReferral(make_room(language=language)))

    fields = [one for row in page.form.rows.values() for one in row.typed_in()]

    assert [one for one in fields if not one.accessibleName()] == []
