"""All of Great Britain imported, and an import of all of it cancelled, on both databases."""

import csv
import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import func, select

from triage_app.domain.editions import Kind
from triage_app.domain.postcodes import counted
from triage_app.services import imports
from triage_app.services.imports import Wanted, bring_in
from triage_app.storage.models import Edition, OutwardCode

DATA = Path(__file__).parents[3] / "shared/data"
CODE_POINT = DATA / "code-point-open-gb-2024-02.zip"
DYFED_POWYS = {"W06000008", "W06000009", "W06000010", "W06000023"}
WANTED = Wanted(Kind.POSTCODES, CODE_POINT, dt.date(2024, 2, 1))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CODE_POINT.exists(), reason="Code-Point Open is not in ../shared/data"),
]


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Somebody cancelled."""


def test_every_postcode_of_great_britain_is_imported_and_answers(desk, administrator, rows):
    shares = []

    made = bring_in(desk, administrator, WANTED, shares.append)

    assert (made.entries, made.retired, made.strange) == (1_738_225, 0, 0)
    assert made.inside == 20_926
    assert shares == sorted(shares)
    assert len(set(shares)) > 100
    held = {one.code: one.places for one in rows(OutwardCode)}
    assert sum(counted(places, ())[1] for places in held.values()) == made.entries
    with (DATA / "dyfed-powys-outcodes.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            wanted = (int(row["postcodes_in_dpp"]), int(row["postcodes_total"]))
            assert counted(held[row["outcode"]], DYFED_POWYS) == wanted


def test_and_cancelled_at_any_moment_it_leaves_no_trace(desk, administrator, database):
    before = bring_in(desk, administrator, WANTED)
    for moment in (0, 0.3, 0.8, 0.86, 0.92, 0.97, 1):
        reached = []

        def stop(share, moment=moment, reached=reached):
            if share >= moment:
                reached.append(share)
                raise Stopped

        with pytest.raises(Stopped):
            bring_in(desk, administrator, WANTED, stop)

        assert reached
        assert imports.in_force(desk, administrator) == {Kind.POSTCODES: before}
        with database.sessions() as session:
            assert session.scalar(select(func.count()).select_from(Edition)) == 1
            codes = session.scalar(select(func.count()).select_from(OutwardCode))
        assert codes == 2_873
