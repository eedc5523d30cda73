import pytest
from PySide6.QtWidgets import QPushButton

from tests.services.verbs_referral import refer, someone
from tests.ui import walks
from tests.ui.test_today_screen import rows
from triage_app.domain.cover import Away
from triage_app.domain.roles import Role
from triage_app.services import cover
from triage_app.services.desk import Actor
from triage_app.services.giving import give
from triage_app.storage.models import Member
from ui.theme import LIGHT, Look
from ui.today.rows import Task
from ui.today.screen import TodayScreen


@pytest.fixture
def open_today(make_room, show):
    """Return a function that shows Today."""

    def open_today(*actor, language="en"):
        return show(TodayScreen(make_room(*actor, language=language)), 1166, 692)

    return open_today


@pytest.fixture
def given_away(desk, assessor, supervisor):
    """A case of the assessor's that the supervisor has taken over."""
    case_id = refer(desk, assessor, person=someone(name="Lowri <b> & Kingfisher"))
    give(desk, supervisor, {case_id: assessor.id}, supervisor.id, "On a course")
    return case_id


@pytest.mark.usefixtures("given_away")
def test_whoever_had_a_case_is_told_until_they_have_read_it(open_today, assessor):
    screen = open_today(assessor)
    (notice,) = screen.told.notices
    said = (
        "Osian Thistlewood has given a case of yours to Osian Thistlewood: Lowri <b> & Kingfisher"
    )
    assert notice.label.text().startswith(said)
    assert notice.label.text().endswith("The reason: On a course")
    walks.is_well_made(screen)

    notice.findChild(QPushButton).click()

    assert not screen.told.isVisible()
    assert not open_today(assessor).told.isVisible()


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_whoever_covers_is_told_and_sees_whose_each_thing_is(
    open_today, desk, assessor, supervisor, theme, language, scale
):
    theme.wear(Look(LIGHT, scale))
    with desk.sessions.begin() as session:
        row = Member(username="gwen.plover", name="Gwen Plover", role=Role.ASSESSOR)
        session.add(row)
        session.flush()
        colleague = Actor(row.id, row.username, row.name, row.role)
    refer(desk, assessor)
    cover.record(desk, supervisor, Away(assessor.id, colleague.id, desk.today(), desk.today()))

    screen = open_today(colleague, language=language)

    assert assessor.name in screen.told.notices[0].label.text()
    (task,) = (row for row in rows(screen) if isinstance(row, Task))
    assert task.case.endswith(desk.texts(language)("cover.for_whom", name=assessor.name))
    walks.is_well_made(screen)
