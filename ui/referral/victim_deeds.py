"""What is recorded once a form about a victim is filled in: each form has its own use case."""

from triage_app.services import victim_notices, victims
from triage_app.services.victims_shown import VictimView
from ui.referral.victim_forms import TellForm, VictimForm, VictimsForm, WhyForm, WishForm
from ui.referral.victim_papers import LetterForm, SheetForm, VictimPapers
from ui.room import Room


def record_new(room: Room, case_id: int, form: VictimsForm) -> bool:
    """Record a victim, or that there is none."""
    if isinstance(form, VictimForm):
        victims.add(room.desk, room.actor, case_id, form.details())
    elif isinstance(form, WhyForm):
        victims.say_none(room.desk, room.actor, case_id, form.why())
    return True


def record(room: Room, form: VictimsForm, one: VictimView, papers: VictimPapers | None) -> bool:
    """Record what a form says of a victim; say whether anything was done."""
    desk, actor = room.desk, room.actor
    if papers is not None and isinstance(form, SheetForm):
        return papers.send(one.id, form)
    if papers is not None and isinstance(form, LetterForm):
        return papers.make_letter(one.id, form)
    if isinstance(form, WishForm):
        victims.record_wish(desk, actor, one.id, form.wish())
    elif isinstance(form, TellForm):
        victim_notices.record(desk, actor, one.id, form.about(), form.telling())
    elif isinstance(form, VictimForm):
        seen = (one.id, form.version or one.version)
        victims.amend(desk, actor, seen, form.details(), form.why())
    elif isinstance(form, WhyForm):
        victims.remove(desk, actor, (one.id, one.version), form.why())
    return True
