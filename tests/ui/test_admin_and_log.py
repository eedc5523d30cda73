import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tests.services.verbs_after import laid_down
from tests.ui import walks
from triage_app.domain.roles import Role
from triage_app.services import audit, disposals, members, safekeeping, signin
from triage_app.services.audit import Category, Deed
from triage_app.storage import erasing
from triage_app.storage.disposed import Gone
from triage_app.storage.models import AuditEntry, Case, Member
from ui.admin.screen import AdminScreen
from ui.admin.user_forms import ChangeForm, NewUserForm, OwnPasswordForm
from ui.log.screen import LogScreen

PHRASE = "three herons wading"
SEEN = Deed("members.seen", Category.CONSULTATION)


@pytest.fixture(autouse=True)
def own_password(monkeypatch):
    """Take the administrator's password for right: argon2 has its own tests."""
    monkeypatch.setattr(signin, "confirm", lambda *_: None)


@pytest.fixture
def admin(make_room, administrator, show):
    return show(AdminScreen(make_room(administrator)))


def confirm(users):
    assert isinstance(users.form, OwnPasswordForm)
    users.form.submitted.emit()


def choose(users, username):
    numbers = [row.username for row in users.model.rows()]
    users.table.selectRow(numbers.index(username))


def test_a_user_is_added_by_keyboard(admin, rows, listener):
    users = admin.users
    users.add_one.click()
    confirm(users)
    form = users.form
    assert isinstance(form, NewUserForm)
    form.go_to("name")
    for words in ("Cerys Meadowsweet", "cerys.meadowsweet"):
        QTest.keyClicks(QApplication.focusWidget(), words)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    form.fill({"role": Role.ASSESSOR, "password": PHRASE, "password_again": PHRASE})
    form.submitted.emit()

    assert rows(Member)[-1].name == "Cerys Meadowsweet"
    assert listener.heard == ["Cerys Meadowsweet can now sign in."]
    assert users.form is None


def test_what_is_missing_is_said_beside_its_field(admin):
    users = admin.users
    users.add_one.click()
    confirm(users)
    users.form.submitted.emit()
    marked = [name for name, row in users.form.rows.items() if row.problem.text]
    assert marked == ["role", "name", "username", "password"]


def test_ones_own_password_is_asked_once_a_visit(admin):
    users = admin.users
    users.add_one.click()
    confirm(users)
    users.form.left.emit()
    choose(users, "mared.hawthorn")
    users.change_one.click()
    assert isinstance(users.form, ChangeForm)


def test_a_change_another_made_meanwhile_stands_beside_it(admin, desk, administrator, listener):
    users = admin.users
    choose(users, "mared.hawthorn")
    users.change_one.click()
    confirm(users)
    seen = next(one for one in users.model.rows() if one.username == "mared.hawthorn")
    theirs = members.ChangedMember(seen.id, seen.version, "Mared Rowan", Role.ASSESSOR, "")
    members.change(desk, administrator, theirs)

    users.form.fill({"name": "Mared Heather"})
    users.form.submitted.emit()

    assert "Dewi Sandpiper" in listener.heard[-1]
    assert users.form.their_version.isVisible()


def test_a_user_is_let_go_after_being_asked_once(admin, rows, listener):
    users = admin.users
    choose(users, "mared.hawthorn")
    users.part.click()
    confirm(users)
    assert len(listener.asked) == 1
    assert not rows(Member)[0].active
    choose(users, "mared.hawthorn")
    assert not users.change_one.isVisible()


def test_nobody_is_let_go_who_was_not_meant(admin, rows, listener):
    listener.answer = False
    choose(admin.users, "mared.hawthorn")
    admin.users.part.click()
    confirm(admin.users)
    assert rows(Member)[0].active


def test_one_does_not_let_oneself_go(admin):
    choose(admin.users, "dewi.sandpiper")
    assert not admin.users.part.isVisible()


def test_a_backup_is_written_where_it_is_said(admin, tmp_path, listener):
    admin.backup.form.submitted.emit()
    assert admin.backup.form.rows["folder"].problem.text
    admin.backup.folder.set_value(str(tmp_path))
    admin.backup.form.submitted.emit()
    (file,) = tmp_path.glob("*.backup")
    assert str(file) in listener.heard[-1]


def test_what_came_back_and_was_disposed_of_again_stays_told(
    desk, assessor, administrator, make_room, show, texts
):
    case_id = laid_down(desk, assessor, "Rowan Pebble", desk.today())
    with desk.sessions() as session:
        mark = erasing.mark(session.get_one(Case, case_id).nonce)
    disposals.again(desk, administrator, [Gone("2026-05-01T10:00:00+00:00", case_id, mark)])

    admin = show(AdminScreen(make_room(administrator)))

    told = texts("admin.disposed_again", n=1)
    assert told in [one.text() for one in admin.backup.findChildren(QLabel)]


def test_all_is_well_is_said(admin, listener):
    admin.about.check.click()
    assert listener.heard[-1].startswith("All is as it was written")


def test_and_where_it_is_not(admin, listener, monkeypatch):
    found = safekeeping.State((), (7,), 9)
    monkeypatch.setattr(safekeeping, "verify", lambda *_: found)
    admin.about.check.click()
    assert "number 7" in listener.heard[-1]


@pytest.fixture
def read_log(desk, assessor, administrator, make_room, auditor, show):
    """Return a function that shows the log of three looks, in a language."""
    for actor in (assessor, administrator, assessor):
        audit.look(desk, actor, SEEN, fields=("name", "officer_name"))

    def read_log(language="en"):
        return show(LogScreen(make_room(auditor, language)))

    return read_log


@pytest.fixture
def screen(read_log):
    return read_log()


def test_the_log_is_read_in_words(screen):
    row = screen.model.rows()[-1]
    shown = [column.show(row) for column in screen.model.columns]
    assert shown[2:4] == ["Mared Hawthorn, Assessor", "Looked at the users"]
    assert screen.count.text() == "4 entries"


def test_it_is_narrowed_to_one_person(screen):
    screen.form.fill({"username": "dewi.sandpiper"})
    screen.form.submitted.emit()
    assert [row.name for row in screen.model.rows()] == ["Dewi Sandpiper"]


def test_where_nothing_fits_it_says_what_to_do(screen):
    screen.form.fill({"case_number": "HW-9"})
    screen.form.submitted.emit()
    assert screen.empty.isVisible()
    assert not screen.table.isVisible()


def test_a_history_wants_its_cases_number(screen):
    screen.history.click()
    assert screen.form.rows["case_number"].problem.text


def test_a_day_that_is_none_is_told(screen):
    screen.form.rows["first_day"].control.set_raw("30/2/2026")
    screen.form.submitted.emit()
    assert screen.form.rows["first_day"].problem.text


def test_the_chain_is_checked_on_demand(screen, listener):
    screen.check.click()
    assert listener.heard[-1].startswith("Every entry is as it was written")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_it_is_read_in_both_languages(read_log, language, rows):
    screen = read_log(language)
    assert len(screen.model.rows()) == len(rows(AuditEntry))
    assert not [one for one in screen.findChildren(QLineEdit) if not one.accessibleName()]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_column_of_the_log_is_out_of_sight(desk, auditor, make_room, show, language):
    audit.look(desk, auditor, SEEN, fields=("name", "officer_name"))
    screen = show(LogScreen(make_room(auditor, language)), 1166, 692)
    QApplication.processEvents()

    assert screen.table.horizontalScrollBar().maximum() == 0
    assert screen.table.height() >= 240
    heads = screen.table.horizontalHeader()
    for number, column in enumerate(screen.model.columns):
        wanted = heads.fontMetrics().horizontalAdvance(column.heading)
        assert heads.sectionSize(number) >= wanted, column.code
    walks.is_well_made(screen)
