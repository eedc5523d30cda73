"""What the benchmarks say can be no, and the caseload they measure is what they say it is."""

import datetime as dt
import subprocess
import sys
from argparse import Namespace

import pytest
from sqlalchemy import func, select

from tests.benchmarks import engine
from tests.benchmarks.__main__ import BENCHMARKS, run
from tests.benchmarks.caseload import ASSESSOR, SUPERVISOR
from tests.benchmarks.courses import LIVE, lived_caseload
from tests.benchmarks.finding import Limit
from tests.benchmarks.opening import statements
from tests.benchmarks.ratio import Ratio, spent
from tests.benchmarks.rows import Size
from triage_app.config import Config
from triage_app.domain.workflow import State
from triage_app.services.attention import morning
from triage_app.services.caseload import caseload
from triage_app.services.opening import assemble
from triage_app.services.signin import member_named
from triage_app.services.watch import see
from triage_app.storage.database import open_embedded
from triage_app.storage.models import Case

CASES = 120


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A desk in a small caseload of the kind that is measured."""
    folder = tmp_path_factory.mktemp("busy")
    path, key = lived_caseload(folder, CASES)
    database = open_embedded(path, bytes.fromhex(key))
    yield assemble(Config(data=folder), database, lambda: dt.datetime.now(dt.UTC))
    database.close()


@pytest.mark.parametrize(
    ("figure", "kept"),
    [
        (Ratio("as promised", 3.0, 2.0, 1.5), True),
        (Ratio("more than promised", 3.1, 2.0, 1.5), False),
        (Limit("as promised", 0.016, 0.016), True),
        (Limit("more than promised", 0.0161, 0.016), False),
        (Size("as promised", 30.0, 30), True),
        (Size("more than promised", 30.1, 30), False),
    ],
    ids=lambda one: getattr(one, "what", None),
)
def test_a_figure_is_kept_up_to_what_is_promised(figure, kept):
    assert run({"one": lambda _asked: [figure]}, Namespace(names=[])) is kept
    assert ("NOT KEPT" in str(figure)) is not kept


def test_one_figure_that_is_not_kept_is_enough_to_fail():
    good, bad = Ratio("good", 1, 1, 2), Ratio("bad", 3, 1, 2)
    both = {"first": lambda _asked: [bad, good], "second": lambda _asked: [good]}

    assert not run(both, Namespace(names=[]))
    assert run(both, Namespace(names=["second"]))


def test_the_time_of_a_program_that_was_started_is_counted():
    work = [sys.executable, "-c", "sum(range(3_000_000))"]

    assert spent(lambda: subprocess.run(work, check=True)) > 0.02  # noqa: S603 - this very Python


def test_the_engine_is_measured_at_any_number_of_cases():
    (figure,) = BENCHMARKS["engine"](Namespace(cases=40))

    assert figure.what == "the engine, 40 cases"
    assert 0 < figure.floor < figure.ours
    assert figure.at_most == engine.AT_MOST


def test_the_caseload_measured_has_sixty_contracts_of_one_assessor(busy):
    with busy.sessions() as session:
        live = session.scalar(select(func.count()).where(Case.state == State.LIVE))
    rows = caseload(busy, member_named(busy, ASSESSOR, "signin.wrong")).rows

    assert {row.state for row in rows} == {State.LIVE}
    assert len(rows) == LIVE
    assert all(row.standing for row in rows)
    assert live >= LIVE


def test_today_asks_as_often_of_sixty_cases_as_of_five(busy):
    with busy.sessions() as session:
        ids = session.scalars(select(Case.id).where(Case.state == State.LIVE)).all()

    def seen(number):
        with busy.sessions() as session:
            chosen = select(Case.id).where(Case.id.in_(ids[:number]))
            assert len(see(session, busy, chosen)) == number

    assert len(statements(busy, lambda: seen(LIVE))) == len(statements(busy, lambda: seen(5)))


def test_today_names_what_is_to_be_done_in_the_assessors_cases_alone(busy):
    mine = member_named(busy, ASSESSOR, "signin.wrong")
    everyones = member_named(busy, SUPERVISOR, "signin.wrong")

    assert {row.assessor_id for row in morning(busy, mine).rows} == {mine.id}
    assert len({row.assessor_id for row in morning(busy, everyones).rows}) > 1
