"""A referral sheet on the tour: sent on paper, left at the printer, and answered for."""

from typing import Final

from triage_app.services import paperwork, partner_referrals, printings
from ui.tour.guide import Guide

PRINTER: Final = "Practice printer"
DUTY: Final = "01632 960221"  # where the service is asked
WANTED: Final = "Owes money to two lenders, and wants to know whom to pay first."


def send_sheet(guide: Guide) -> None:
    """Send the sheet whose form is open on paper, and see it among what was shared."""
    hands, said = guide.hands, guide.said
    hands.fill(said("partner_referral.asks"), WANTED)
    hands.fill(said("partner_referral.recipient"), DUTY)
    hands.choose(said("partner_referral.manner"), said("partner_referral.manner_printed"))
    hands.do(said("partner_referral.send"))
    guide.show("partner-referral-sent")
    hands.do(said("casefile.records"))
    guide.show("papers-and-sharing")
    desk, actor = guide.shell.room.desk, guide.shell.room.actor
    newest = partner_referrals.view(desk, actor, guide.shell.here.case_id or 0).shared[0]
    named = {"service": newest.service, "number": newest.number}
    hands.to(said("partner_reply.open_for", **named))
    guide.show("sheet-sent")


def answer_for_paper(guide: Guide) -> None:
    """See the newest paper wait among those that went to a printer, and say that it came out."""
    desk, actor = guide.shell.room.desk, guide.shell.room.actor
    newest = paperwork.papers_of(desk, actor, guide.shell.here.case_id or 0)[0]
    printings.begin(desk, actor, newest.id, PRINTER)
    guide.hands.section(guide.said("shell.print_queue"))
    guide.show("printing")
    guide.hands.do(guide.said("paperwork.it_did"))
    guide.show("printing-answered")
