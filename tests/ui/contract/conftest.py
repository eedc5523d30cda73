"""The contract's step on a page as wide as a case's."""

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.services.verbs_contract import stock
from ui.contract.step import ContractStep
from ui.theme import LIGHT, Look


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step on a page as wide as the case's."""

    def open_step(case_id, actor=None, language="en"):
        room = make_room(actor, language) if actor else make_room(language=language)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setProperty("place", "page")
        step = ContractStep(room, case_id)
        area.setWidget(step)
        show(area, 1166, 700)
        step.go_to("")
        QApplication.processEvents()
        return step

    return open_step


@pytest.fixture
def services(desk, supervisor):
    return stock(desk, supervisor)


@pytest.fixture(params=[("en", 1.0), ("cy", 1.0), ("en", 2.0), ("cy", 2.0)], ids=str)
def language(request, theme):
    """A language, in the text size that the theme then wears."""
    language, scale = request.param
    theme.wear(Look(LIGHT, scale))
    return language
