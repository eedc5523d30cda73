from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from tests.ui import walks
from ui.parts import tip
from ui.preferences import Preferences
from ui.tables import Column, Table, TableModel
from ui.theme import Standing, Tone


@dataclass(frozen=True)
class Tree:
    name: str
    age: int | None


COLUMNS = (
    Column[Tree]("name", "Name", lambda tree: tree.name, bold=True),
    Column[Tree](
        "age",
        "Age",
        lambda tree: str(tree.age or ""),
        key=lambda tree: tree.age,
        right=True,
        standing=lambda tree: Standing("warn", "Old", Tone.WARN) if tree.age == 900 else None,
    ),
)
TREES = [Tree("Ash", 100), Tree("Yew", 900), Tree("Elder", None), Tree("Birch", 20)]


@pytest.fixture
def model():
    model = TableModel(COLUMNS)
    model.replace(TREES)
    return model


@pytest.fixture
def table(model, theme, show, tmp_path):
    table = Table(theme, model, "trees", Preferences(tmp_path))
    table.setAccessibleName("Trees")
    return show(table, 600, 300)


def names(model):
    return [tree.name for tree in model.rows()]


def test_the_model_keeps_qts_rules(model, qtmodeltester):
    qtmodeltester.check(model)


def test_what_has_no_value_goes_last_either_way(model):
    model.sort(1)
    assert names(model) == ["Birch", "Ash", "Yew", "Elder"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["Yew", "Ash", "Birch", "Elder"]


def test_what_is_chosen_stays_chosen_when_the_order_changes(table, model):
    table.selectRow(1)
    model.sort(0)
    assert [tree.name for tree in table.chosen()] == ["Yew"]


def test_new_rows_come_in_the_order_last_asked_for(model):
    model.sort(0)
    model.replace([Tree("Oak", 1), Tree("Alder", 2)])
    assert names(model) == ["Alder", "Oak"]


def test_enter_opens_the_row(table, qtbot):
    table.setFocus()
    table.selectRow(3)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [Tree("Birch", 20)]


def test_columns_keep_the_widths_they_were_given(table, tmp_path):
    table.setColumnWidth(0, 222)
    table.hide()
    assert Preferences(tmp_path).columns("trees") == {"name": 222}


def test_a_table_paints_standings_and_rings(table):
    table.setFocus()
    table.selectRow(1)
    assert not table.grab().toImage().isNull()
    assert walks.nameless(table) == []


def test_a_hundred_thousand_rows_are_shown_and_sorted_quickly(model):
    model.replace([Tree(f"Tree {number}", number % 997) for number in range(100_000)])
    model.sort(1)
    assert model.rows()[0].age == 0


def test_words_without_room_are_told_in_full_where_the_mouse_rests(model, table):
    long = Tree("Llanfair <b>" * 25, 1)
    model.replace([*TREES, long])
    option, cells = QStyleOptionViewItem(), table.itemDelegate()
    told = []
    for row in (0, len(TREES)):
        index = model.index(row, 0)
        option.rect = table.visualRect(index)
        told.append(cells.without_room(option, index))
    assert told == ["", long.name]
    option.rect.setWidth(6000)
    assert cells.without_room(option, index) == ""
    assert "&lt;b&gt;" in tip(long.name)
