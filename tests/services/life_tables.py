"""A plain model of a case's life: where each deed may be done, where it leads, what it leaves.

Written from the papers and the table in the README, by hand: none of the program's rules is here,
so that the two can disagree. States and entries of the log stand as the words they are kept as.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

BEFORE = ("referred", "eligible", "consented", "assessing", "assessed")
CONSENTED = ("consented", "assessing", "assessed")
UNDER = ("live", "breach_proposed")
WITH_OFFICER = ("returned", "completed", "ended")
OPEN = (*BEFORE, *UNDER, *WITH_OFFICER, "not_taken_on")
EVERY = (*OPEN, "closed")
DIES = (*BEFORE, *UNDER, "returned", "completed", "not_taken_on")
STATES = frozenset(EVERY)
NOT_OVER = tuple(one for one in OPEN if one != "ended")

# The ends that send a case back to an officer who may still charge; a scheme without a contract
# sends none.
GOES_BACK = ("moved_away", "in_prison", "under_age")
# What is waited for again once a case is reopened that was closed on what its officer recorded.
WATCHED_AGAIN = {"completed": "completed", "returned": "returned", "withdrawn": "returned"}
TOLD_AT_ONCE = {"charge"}  # what no list may leave out once the buffer has begun
# While a case is with its officer, one of these calls until the outcome is recorded.
WATCHES = {"officer", "acknowledgement", "proceedings", "charge", "outcome"}
BUFFER = 28  # days
OPEN_SHEETS = ("sent", "accepted", "started")
SUPPORTS_FOR = 7  # days of silence after which a partner is asked again
CHECKED_AFTER = (6, 12, 24)  # months after the end
NOT_CHECKED = ("died", "opened_in_error", "under_age", "transferred")
KEEP_YEARS = 6

Facts = dict
Told = str | Callable[[Facts], str]


@dataclass(frozen=True)
class Deed:
    """A deed: in which states, its entry in the log, the rows it adds, and where it leads."""

    where: tuple[str | None, ...]
    log: Told
    rows: Mapping[str, int] = field(default_factory=dict)
    to: Told = ""  # nothing: the case stays where it is
    by: str = "casework"  # or "supervisor"
    not_by: tuple[str, ...] = ()  # facts that name who may not: nobody decides their own
    takes: frozenset[str] = frozenset()  # tables from which it takes rows


def _decided(it: Facts) -> str:
    return "eligibility.decided_again" if it["decided"] else "eligibility.decided"


def _found_eligible(it: Facts) -> str:
    return "eligible" if it["state"] in ("referred", "not_taken_on") else it["state"]


def _withdrawn(it: Facts) -> str:
    return "returned" if it["state"] in UNDER else "not_taken_on"


def _agreed(it: Facts) -> str:
    return "live" if it["state"] == "assessed" else it["state"]


def _ended(it: Facts) -> str:
    return "returned" if it["end"] in GOES_BACK and it["has_contract"] else "ended"


def _marked(it: Facts) -> str:
    return "tracking.put_right" if it["marked_before"] else "tracking.marked"


def _back_to(it: Facts) -> str:
    return it["back_to"]


def _replied(it: Facts) -> str:
    return f"partner_reply.{it['word']}"


def _asked_for(it: Facts) -> str:
    return "contribution.changed" if it["account"] else "contribution.asked"


OWN = ("assessor",)
BREACH = ("assessor", "proposer")
VARIATION = ("asked_by", "begun_by")
DISPOSAL = ("disposer",)
ONE = {"case": 1, "offence": 1}

# What goes on beside a case: of a victim's no timeline tells that the participant may see.
BESIDE = {
    "add_victim": Deed(EVERY, "", {"victim": 1}),
    "say_nobody_was_harmed": Deed(NOT_OVER, "", {"no_victim": 1}),
    "hear_a_wish": Deed(EVERY, "", {"victim_wish": 1}),
    "tell_victim": Deed(EVERY, ""),
    "remove_victim": Deed(EVERY, ""),
    "refer_outside": Deed(OPEN, "support.recorded", {"service_referral": 1}),
    "end_outside": Deed(EVERY, "support.ended"),
    "take_back_outside": Deed(EVERY, "support.taken_back"),
    "stop_sharing": Deed((*CONSENTED, *UNDER, "completed"), "sharing.taken_back"),
    "do_hours": Deed(UNDER, "tracking.hours_recorded", {"hours_entry": 1}),
    "strike_hours": Deed(UNDER, "tracking.hours_struck"),
    "strike_tag": Deed(UNDER, "tracking.tag_struck"),
    "strike_payment": Deed(UNDER, "contribution.part_struck"),
    "tag": Deed(UNDER, "tracking.tag_recorded", {"tag_event": 1}),
    "ask_to_pay": Deed(("assessed", *UNDER), _asked_for),
    "pay": Deed(UNDER, "contribution.paid", {"contribution_part": 1}),
    "waive": Deed(("assessed", *UNDER), "contribution.waived", by="supervisor", not_by=OWN),
    "file_signed": Deed(EVERY, "scans.filed", {"scan": 1}),
}
# What the office does, of one case or of several.
OFFICE_DEEDS = {
    "arrest": Deed(EVERY, "", {"custody_import": 1}),
    "look_at_arrest": Deed(OPEN, "arrests.looked_at", {"custody_look": 1}),
    "merge": Deed(EVERY, "", {}, by="supervisor", takes=frozenset({"person", "person_link"})),
    "go_away": Deed(EVERY, "", {"absence": 1}, by="supervisor"),
    "come_back": Deed(EVERY, "", by="supervisor"),
    "keep_record": Deed(("closed",), "retention.kept", {"retention_review": 1}, by="supervisor"),
    "propose_disposal": Deed(
        ("closed",), "retention.proposed", {"retention_review": 1}, by="supervisor"
    ),
    "refuse_disposal": Deed(("closed",), "retention.refused", by="supervisor", not_by=DISPOSAL),
    "dispose": Deed(("closed",), "", by="supervisor", not_by=DISPOSAL),
}
DEEDS = {
    # ── Before a contract
    "refer": Deed((None,), "referral.committed", ONE, "referred"),
    "find_eligible": Deed(
        (*BEFORE, "not_taken_on"), _decided, {"eligibility_decision": 1}, _found_eligible
    ),
    "find_not_eligible": Deed(
        (*BEFORE, "not_taken_on"), _decided, {"eligibility_decision": 1}, "not_taken_on"
    ),
    "authorise": Deed(BEFORE[1:], "eligibility.authorised"),
    "shorten": Deed(BEFORE, "eligibility.shortened"),
    "override": Deed((*BEFORE, *UNDER), "eligibility.overridden", by="supervisor", not_by=OWN),
    "make_sheet": Deed(("eligible", *CONSENTED, "live"), ""),
    "agree_to_it": Deed(("eligible",), "consent.recorded", {"consent": 1}, "consented"),
    "say_no": Deed(("eligible",), "consent.refused", {"consent": 1, "way_out": 1}, "not_taken_on"),
    "withdraw": Deed((*CONSENTED, *UNDER), "withdrawal.recorded", {"withdrawal": 1}, _withdrawn),
    "go_no_further": Deed(BEFORE, "ways_out.taken", {"way_out": 1}, "not_taken_on"),
    "put_right": Deed(("not_taken_on",), "ways_out.taken_back", {}, _back_to, by="supervisor"),
    "write_to_officer": Deed(("not_taken_on",), "ways_out.told"),
    "offer_services": Deed(("not_taken_on",), "ways_out.offered"),
    "let_go": Deed(("not_taken_on",), "ways_out.closed", {}, "closed"),
    "begin_assessing": Deed(("consented",), "assessment.started", {"assessment": 1}, "assessing"),
    "answer": Deed(("assessing",), ""),  # a run of answers is told once
    "judge": Deed(("assessing",), ""),
    "judge_risk": Deed(("assessing",), "assessment.risk_judged"),
    "complete_assessment": Deed(("assessing",), "assessment.completed", {}, "assessed"),
    "conclude_services": Deed(CONSENTED, "services_alone.arranged", {"ending": 1}, "closed"),
    # ── The contract, and one that varies it
    "draft": Deed(("assessed",), "contract.drafted"),
    "fill_in": Deed(("assessed", "live"), "contract.changed"),
    "draft_for_today": Deed(("assessed", "live"), "contract.changed"),
    "print": Deed(("assessed", "live"), "contract.paper_made"),
    "sign": Deed(("assessed", "live"), "contract.signed", {}, _agreed),
    "refuse_to_sign": Deed(("assessed", "live"), "contract.refused"),
    "begin_to_vary": Deed(("live",), "variation.begun", {"variation": 1}),
    "ask_supervisor": Deed(("live",), "variation.approval_asked", {"variation_approval": 1}),
    "approve_variation": Deed(("live",), "variation.approved", by="supervisor", not_by=VARIATION),
    "return_variation": Deed(("live",), "variation.returned", by="supervisor", not_by=VARIATION),
    "abandon_variation": Deed(("live",), "variation.abandoned"),
    # ── While it runs
    "book_first": Deed(("consented", "assessing"), "bookings.made", {"appointment": 1}),
    "book": Deed(UNDER, "bookings.made", {"appointment": 1}),
    "move": Deed(("consented", "assessing", *UNDER), "bookings.moved", {"meeting_move": 1}),
    "call_off": Deed(tuple(one for one in OPEN if one != "ended"), "bookings.called_off"),
    "mark": Deed((*CONSENTED, *UNDER), _marked),
    "come": Deed((*CONSENTED, *UNDER), _marked),
    "try_contact": Deed(OPEN, "tracking.contact_tried", {"contact_attempt": 1}),
    "check_arrests": Deed(UNDER, "tracking.check_recorded", {"arrest_check": 1}),
    "offend": Deed(UNDER, "tracking.offence_recorded", {"reoffence": 1}),
    "warn": Deed(UNDER, "tracking.letter_made"),
    "give_letter": Deed(OPEN, "tracking.letter_given"),
    "review": Deed(UNDER, "tracking.reviewed", by="supervisor", not_by=OWN),
    "refer_on": Deed(OPEN, "partner_referral.sent", {"partner_referral": 1}),
    "hear_of_partner": Deed(EVERY, _replied, {"partner_reply": 1}),
    "put_off": Deed(EVERY, "attention.put_off", {"putting_off": 1}),
    "hand_over": Deed(EVERY, "caseload.given", {"handover": 1}, by="supervisor"),
    "change_officer": Deed(OPEN, "endings.officer_changed", {"former_officer": 1}),
    # ── How it ends
    "propose_breach": Deed(("live",), "outcome.breach_proposed", {"breach": 1}, "breach_proposed"),
    "find_breach": Deed(
        ("breach_proposed",),
        "approvals.breach_found",
        {"ending": 1},
        "returned",
        "supervisor",
        BREACH,
    ),
    "find_no_breach": Deed(
        ("breach_proposed",), "approvals.breach_not_found", {}, "live", "supervisor", BREACH
    ),
    "send_breach_back": Deed(
        ("breach_proposed",), "approvals.breach_sent_back", {}, "live", "supervisor", BREACH
    ),
    "confirm_completion": Deed(
        ("live",), "outcome.completion_confirmed", {"ending": 1}, "completed"
    ),
    "end": Deed(DIES, "endings.ended", {"ending": 1}, _ended),
    "tell_officer": Deed(WITH_OFFICER, "outcome.officer_told"),
    "hear_officer": Deed(WITH_OFFICER, "outcome.acknowledged"),
    "record_outcome": Deed(("completed",), "outcome.recorded", {}, "closed"),
    "begin_proceedings": Deed(("returned",), "outcome.recorded", {}, "closed"),
    "decline_proceedings": Deed(("returned",), "outcome.recorded", {}, "closed"),
    "run_out_of_time": Deed(("returned",), "outcome.recorded", {}, "closed"),
    "tell_of_ending": Deed(EVERY, "endings.told"),
    "tell_of_reopening": Deed(EVERY, "endings.told_again"),
    "tell_of_withdrawal": Deed(EVERY, "withdrawal.told"),
    "settle": Deed(("ended",), "endings.settled", {}, "closed"),
    "reopen": Deed(
        ("ended", "returned", "completed", "closed"),
        "endings.reopened",
        {},
        _back_to,
        "supervisor",
    ),
    "check_reoffending": Deed(
        ("completed", "returned", "closed"), "reoffending.checked", {"reoffending_check": 1}
    ),
    **BESIDE,
    **OFFICE_DEEDS,
}
ENTRIES = {
    "contribution.asked",
    "contribution.changed",
    *(one.log for one in DEEDS.values() if isinstance(one.log, str) and one.log),
    "eligibility.decided",
    "eligibility.decided_again",
    "tracking.marked",
    "tracking.put_right",
    *(f"partner_reply.{word}" for word in
      ("accepted", "refused", "started", "ended", "revoked", "missed", "progress", "chased")),
}  # fmt: skip
# Counted besides: what some deeds leave more than one of, or change hands.
COUNTED = {table for one in DEEDS.values() for table in one.rows} | {
    "victim_told", "contribution", "former_person", "attendance_change"
}  # fmt: skip
# What stays the office's own once a record is disposed of.
OFFICE = ("absence", "custody_import")
