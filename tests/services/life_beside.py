"""The deeds beside a case: victims, support, sharing, hours, a tag, a contribution, a scan."""

import datetime as dt
import io
from dataclasses import replace
from functools import cache

from PIL import Image

from tests.services.life_runs import Nothing, chosen, rows
from tests.services.verbs_victims import PERSON, SHOP
from triage_app.domain import contribution
from triage_app.domain.partner_reply import Ended, Reply
from triage_app.domain.scanned import Leaf
from triage_app.domain.sharing import Change
from triage_app.domain.sharing import How as Told
from triage_app.domain.support import Request
from triage_app.domain.tags import TagDeed, TagEvent
from triage_app.domain.told import LEAST
from triage_app.domain.tracked import Hours
from triage_app.domain.victims import About, Decided, Happened, How, Said, Telling, Wish
from triage_app.services import (
    contracts,
    contributions,
    keeping,
    scans,
    sharing,
    support,
    tracking_view,
    victim_notices,
    victims,
)
from triage_app.storage.models import (
    ContributionPart,
    HoursEntry,
    Paper,
    ServiceReferral,
    Victim,
)
from triage_app.storage.models import TagEvent as TagRow

WHY = "She <said> so & nobody asked “why”"
SAID = (Said.ASKED, Said.YES, Said.NO, Said.UNDECIDED)


# ── Whoever was harmed ───────────────────────────────────────────────────────────────────────


def add_victim(life, by, n):
    given = (PERSON, SHOP, replace(PERSON, enhanced=False, enhanced_why=()))[n % 3]
    given = replace(given, name=f"Tegwen Dotterel {n}")
    number = victims.add(life.desk, by, life.case_id, given)
    life.facts["victims"][number] = {"soon": bool(given.enhanced), "told": set(), "quiet": False}


def say_nobody_was_harmed(life, by, _n):
    victims.say_none(life.desk, by, life.case_id, WHY)


def _victim(life, n):
    return chosen(rows(life, Victim, Victim.removed_at.is_(None)), n)


def hear_a_wish(life, by, n):
    one = _victim(life, n)
    about = About.BEING_TOLD if n % 7 == 0 else About.RESTORATIVE
    said = SAID[n % len(SAID)]
    wish = Wish(about, said, life.desk.today(), How.TELEPHONE, WHY)
    victims.record_wish(life.desk, by, one.id, wish)
    if about is About.BEING_TOLD and said is Said.NO:  # the model asks nothing more for them
        life.facts["victims"][one.id]["quiet"] = True


def tell_victim(life, by, n):
    """Tell of everything there is to tell of, at once."""
    one = _victim(life, n)
    view = next(it for it in victims.view(life.desk, by, life.case_id).victims if it.id == one.id)
    open_now = [it for it in view.notices if it.told is None and not it.waived]
    about = [Happened(Decided(it.event), it.happened_on) for it in open_now]
    if not about:
        raise Nothing
    told = n % 5 != 0
    given = Telling(told, life.desk.today(), How.TELEPHONE, by.name, "not_reached", WHY)
    victim_notices.record(life.desk, by, one.id, about, given)
    life.facts["told_now"] = len(about)
    life.facts["victims"][one.id]["told"] |= {(str(it.event), it.day) for it in about}


def remove_victim(life, by, n):
    one = _victim(life, n)
    victims.remove(life.desk, by, (one.id, one.version), WHY)
    del life.facts["victims"][one.id]


# ── Help outside the contract, and what may be shared ────────────────────────────────────────


def refer_outside(life, by, n):
    purpose = ("volunteering", "tag", "restorative")[n % 3]
    shared = tuple(sorted(LEAST))
    given = Request(
        life.service, purpose, WHY, shared, life.desk.today(), Told.IN_PERSON, ("en", "cy")[n % 2]
    )
    support.refer(life.desk, by, life.case_id, given)
    life.facts["asked_outside"] = True  # the service itself may be told


def _outside(life, n):
    return chosen(rows(life, ServiceReferral, ServiceReferral.state == "recorded"), n)


def end_outside(life, by, n):
    one = _outside(life, n)
    given = Reply("ended", life.desk.today(), Ended.COMPLETED, WHY)
    support.end(life.desk, by, (one.id, one.version), given)


def take_back_outside(life, by, n):
    one = _outside(life, n)
    life.facts["about"] = one.id
    support.take_back(life.desk, by, (one.id, one.version), life.desk.today(), WHY)


def stop_sharing(life, by, n):
    """Take back the consent to one partner."""
    if not life.facts["shares"]:
        raise Nothing
    pair = sorted(life.facts["shares"])[n % len(life.facts["shares"])]
    given = Change(*pair, False, life.desk.today(), Told.TELEPHONE, WHY)
    sharing.change(life.desk, by, life.case_id, given)
    life.facts["shares"].discard(pair)


# ── What shows that a contract is kept ───────────────────────────────────────────────────────


def _condition(life, by, kind):
    view = tracking_view.view(life.desk, by, life.case_id)
    return chosen([one for one in view.conditions if one.kind == kind] if view else [], 0)


def do_hours(life, by, n):
    one, minutes = _condition(life, by, "volunteering"), 30 + n % 400
    day = life.desk.today() - dt.timedelta(days=n % 4)
    given = Hours(day, minutes, WHY, "Gwyn Sallow, co-ordinator")
    keeping.add_hours(life.desk, by, life.case_id, one.id, given)
    with life.desk.sessions() as session:
        newest = session.query(HoursEntry).order_by(HoursEntry.id.desc()).first()
    life.facts["hours"][newest.id] = minutes


def strike_hours(life, by, n):
    number = chosen(sorted(life.facts["hours"]), n)
    keeping.strike_hours(life.desk, by, life.case_id, number, WHY)
    del life.facts["hours"][number]


def tag(life, by, n):
    one, what = _condition(life, by, "tag"), tuple(TagDeed)[n % len(TagDeed)]
    given = TagEvent(what, life.desk.today(), "The tag provider", WHY)
    keeping.record_tag(life.desk, by, life.case_id, one.id, given)


def _newest(life, table):
    with life.desk.sessions() as session:
        query = session.query(table).filter_by(case_id=life.case_id, struck="")
        return query.order_by(table.id.desc()).first()


def strike_tag(life, by, _n):
    """The last that was recorded: nothing comes after it that would not follow."""
    newest = _newest(life, TagRow)
    if newest is None:
        raise Nothing
    keeping.strike_tag(life.desk, by, life.case_id, newest.id, WHY)


def strike_payment(life, by, _n):
    newest = _newest(life, ContributionPart)
    if newest is None:
        raise Nothing
    contributions.strike_part(life.desk, by, life.case_id, newest.id, WHY)
    life.facts["account"]["paid"] -= newest.pence


def ask_to_pay(life, by, n):
    held = life.facts["account"]
    view = contracts.sheet(life.desk, by, life.case_id)
    if view is None:
        raise Nothing
    first = view.draft.day if life.state == "assessed" else life.desk.today()
    due = min(first + dt.timedelta(days=n % 60), view.draft.ends)
    given = contribution.Asked(500 + n, due)
    version = view.contributed.version if view.contributed else None
    contributions.ask_contribution(life.desk, by, life.case_id, given, version)
    life.facts["was_asked"] = held is not None
    paid = held["paid"] if held else 0
    life.facts["asks"] = {"pence": 500 + n, "due": due, "paid": paid, "waived": False}


def pay(life, by, n):
    held = life.facts["account"]
    owed = held["pence"] - held["paid"] if held else 100
    means = tuple(contribution.Means)[n % len(contribution.Means)]
    given = contribution.Part(1 + n % max(owed, 1), life.desk.today(), means, "R 1")
    contributions.record_part(life.desk, by, life.case_id, given)
    held["paid"] += given.pence


def waive(life, by, _n):
    view = contracts.sheet(life.desk, by, life.case_id)
    contributions.waive(life.desk, by, life.case_id, WHY)
    life.facts["was_asked"] = life.facts["account"] is not None
    if life.facts["account"] is None:  # it stands in the place of an amount
        life.facts["account"] = {"pence": 0, "due": view.draft.ends, "paid": 0}
    life.facts["account"]["waived"] = True


# ── A signed paper comes back ────────────────────────────────────────────────────────────────


@cache
def _a_page():
    held = io.BytesIO()
    Image.new("L", (60, 85), 255).save(held, "JPEG")
    return held.getvalue()


def file_signed(life, by, n):
    papers = rows(life, Paper, Paper.kind.in_(["INFO", "CONTRACT", "VARIATION"]))
    paper = chosen(papers[::-1], n % 3)
    leaves = tuple(Leaf(one, (f"{paper.code}/{one}",)) for one in range(1, paper.pages + 1))
    digest = f"{life.number}/{paper.id}/{n}/{life.desk.now()}"
    file = scans.File("scan.pdf", "pdf", paper.pages, digest, digest.encode())
    stack = scans.Stack((file,), leaves, (_a_page(),) * paper.pages)
    scans.file(life.desk, by, life.case_id, stack, {})
    life.facts.setdefault("filed", []).append(paper.id)


BESIDE_RUNS = {
    "add_victim": add_victim,
    "say_nobody_was_harmed": say_nobody_was_harmed,
    "hear_a_wish": hear_a_wish,
    "tell_victim": tell_victim,
    "remove_victim": remove_victim,
    "refer_outside": refer_outside,
    "end_outside": end_outside,
    "take_back_outside": take_back_outside,
    "stop_sharing": stop_sharing,
    "do_hours": do_hours,
    "strike_hours": strike_hours,
    "strike_tag": strike_tag,
    "strike_payment": strike_payment,
    "tag": tag,
    "ask_to_pay": ask_to_pay,
    "pay": pay,
    "waive": waive,
    "file_signed": file_signed,
}
