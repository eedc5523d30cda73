"""The deeds of the office: arrests that a log tells of, merging, absences, and what is kept."""

import datetime as dt

from dateutil.relativedelta import relativedelta

from tests.services.life_runs import chosen, rows
from tests.services.life_world import Absence
from tests.services.verbs_custody import a_row, take_in
from triage_app.domain.cover import Away
from triage_app.domain.retention import Reviewed
from triage_app.services import arrests, cover, merging, retention
from triage_app.services.desk import LONDON
from triage_app.storage.models import Absence as AbsenceRow
from triage_app.storage.models import CustodyEntry, Person, RetentionReview

WHY = "The log <says> so & the number agrees"


def arrest(life, by, n):
    """Take in a custody log that has the person again: arrested some hours ago."""
    world = life.world
    arrested = (life.desk.now() - dt.timedelta(hours=2 + n % 5)).astimezone(LONDON)
    number = f"AGAIN/{len(world.story)}"
    with life.desk.sessions() as session:
        person = session.get_one(Person, life.person)
        name, born = person.name, person.born
    row = a_row(
        Custody_record=number,
        Name=name,
        DOB=f"{born:%d/%m/%Y}",
        PNC_ID="",
        Arrested=f"{arrested:%d/%m/%Y %H:%M}",
        Released="",
    )
    taken = take_in(life.desk, by, world.folder, row, suite=life.walk.suite)
    if taken.new:
        with life.desk.sessions() as session:
            newest = session.query(CustodyEntry).order_by(CustodyEntry.id.desc()).first()
        for one in world.lives:
            if one.person == life.person:
                one.facts.setdefault("arrests", {})[newest.id] = arrested


def look_at_arrest(life, by, n):
    seen = arrests.arrests_in(life.desk, by, life.case_id)
    one = chosen([it for it in seen if it.looked_at is None], n)
    arrests.look_at(life.desk, by, life.case_id, one.entry_id, WHY)
    life.facts.setdefault("arrests", {}).pop(one.entry_id, None)


def merge(life, by, n):
    """Merge the record of another life's person into this one's."""
    others = {one.person for one in life.world.lives} - {life.person}
    gone = chosen(sorted(others), n)
    compared = merging.compare(life.desk, by, life.person, gone)
    versions = (compared.kept.version, compared.other.version)
    theirs = frozenset(compared.differing[: n % 3])
    merging.merge(life.desk, by, merging.Order(life.person, gone, versions, theirs, WHY))
    life.facts["merged"] = gone


def go_away(life, by, n):
    """Let whoever has this case go away, and another see to it."""
    away = next(one for one in life.staff if one.username == life.facts["assessor"])
    other = chosen([one for one in life.staff if one is not away], n)
    first = life.desk.today() + dt.timedelta(days=n % 3)
    last = first + dt.timedelta(days=n % 20)
    number = cover.record(life.desk, by, Away(away.id, other.id, first, last))
    life.world.absences.append(Absence(number, away.username, other.username, first, last))


def come_back(life, by, n):
    ahead = [one for one in life.world.absences if one.last >= life.desk.today()]
    one = chosen(ahead, n)
    with life.desk.sessions() as session:
        version = session.get_one(AbsenceRow, one.number).version
    cover.call_off(life.desk, by, (one.number, version))
    life.world.absences.remove(one)


def keep_record(life, by, n):
    until = life.desk.today() + relativedelta(years=1 + n % 5)
    retention.decide(life.desk, by, life.case_id, Reviewed("keep", until, WHY))
    life.facts["keeps_until"] = until


def propose_disposal(life, by, _n):
    retention.decide(life.desk, by, life.case_id, Reviewed("dispose", None, WHY))
    life.facts["disposer"] = by.username


def _waiting(life):
    waits = RetentionReview.choice == "dispose", RetentionReview.answered_at.is_(None)
    one = chosen(rows(life, RetentionReview, *waits), 0)
    return one.id, one.version


def refuse_disposal(life, by, _n):
    retention.refuse(life.desk, by, _waiting(life), WHY)


def dispose(life, by, _n):
    retention.confirm(life.desk, by, _waiting(life))
    life.world.leave(life)


OFFICE_RUNS = {
    "arrest": arrest,
    "look_at_arrest": look_at_arrest,
    "merge": merge,
    "go_away": go_away,
    "come_back": come_back,
    "keep_record": keep_record,
    "propose_disposal": propose_disposal,
    "refuse_disposal": refuse_disposal,
    "dispose": dispose,
}
