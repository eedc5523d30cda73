"""What the model remembers of a deed that was accepted: where a case stood, and what it left."""

from tests.services.life_tables import OPEN_SHEETS, UNDER
from tests.services.verbs_consent import YES
from triage_app.storage.models import Person

# The decisions that end a case: one of them stands, and goes where the case is reopened.
AT_THE_END = ("completed", "withdrawn", "ended")
WATCH = ("ending", "ended_from", "ended_on", "checks")


def _left(life, before):
    """A case that goes no further can be put right to where it stood."""
    if before != "not_taken_on" and life.state == "not_taken_on":
        life.facts["left_from"] = before
        _happened(life, "not_taken_on")
    elif life.state != "not_taken_on":
        life.facts["decided_on"].pop("not_taken_on", None)


def _out_of_eligibility(life, before):
    life.facts["decided"] = True
    if life.state == "not_taken_on" and before != "not_taken_on":
        life.rows["way_out"] += 1
    _left(life, before)


def _revoked(life, *, outside=False):
    """Whoever was asked for help is told that nothing more is wanted; support may go on."""
    for sheet in life.facts["sheets"].values():
        if sheet["stage"] in OPEN_SHEETS and (outside or not sheet["outside"]):
            _revoke(life, sheet)


def _revoke(life, sheet):
    sheet["stage"] = "revoked"
    life.rows["partner_reply"] += 1
    life.log["partner_reply.revoked"] += 1


def _found_in_breach(life, before):
    """Nothing more may be wanted of partners: all of them are told, or none."""
    _over(life, "returned", before)
    _happened(life, "breach")
    if life.told()["partner_reply.revoked"] > life.log["partner_reply.revoked"]:
        _revoked(life)


def _withdrew(life, before):
    _revoked(life, outside=life.facts["stops_support"])
    life.facts["shares"] = set()
    if before in UNDER:
        life.rows["ending"] += 1
        _over(life, "withdrawn", before)
        _happened(life, "withdrawn")
    else:
        life.rows["way_out"] += 1
        _left(life, before)


def _over(life, kind, before):
    """A case has ended: whoever it is of is asked after from that day on."""
    life.facts["ending"], life.facts["ended_from"] = kind, before
    life.facts["ended_on"], life.facts["checks"] = life.desk.today(), 0


def _happened(life, event):
    """A decision was taken that each victim is to be told of."""
    life.facts["decided_on"][event] = life.desk.today()


def _ending(kind):
    def noted(life, before):
        _over(life, kind, before)
        _happened(life, "completed" if kind == "completed" else "ended")

    return noted


def _ended(life, before):
    died = life.facts["end"] == "died"
    _revoked(life, outside=died)
    if died:
        life.facts["shares"] = set()
    # Somebody dies while their case is with the officer: that watch is overtaken, and remembered.
    life.facts["before_that"] = {name: life.facts.get(name) for name in WATCH}
    life.facts["before_that"]["decided_on"] = dict(life.facts["decided_on"])
    _over(life, life.facts["end"], before)
    for event in AT_THE_END:
        life.facts["decided_on"].pop(event, None)
    if "breach" not in life.facts["decided_on"]:
        _happened(life, "ended")


def _reopened(life, _before):
    """A watch is begun anew beside the ending that did not hold; any other case just goes on."""
    if life.state in ("returned", "completed"):
        life.rows["ending"] += 1
        if life.facts["ending"] == "died":
            life.facts.update(life.facts["before_that"])
    else:
        life.facts["ending"] = None
        for event in AT_THE_END:
            life.facts["decided_on"].pop(event, None)
    life.facts["closed_on"] = None
    if life.facts.get("disposer"):  # the disposal that waited goes no further
        life.log["retention.refused"] += 1
        life.facts["disposer"] = None


def _settled(life, _before):
    life.facts["decided_on"].setdefault("contract", life.desk.today())
    if life.facts["signs"] == "variation":
        life.facts["varied"] = False
        life.facts["allowed"]["in_force"] = life.facts["allowed"].pop("variation", None)


def _given_up(life, _before):
    if life.facts["signs"] == "variation":
        life.facts["varied"] = False
        life.facts["allowed"].pop("variation", None)


def _consented(life, _before):
    life.facts["decided_on"].setdefault("taken_on", life.desk.today())
    life.facts["shares"] = set(YES.shares)


def _told_of(life, _before):
    life.rows["victim_told"] += life.facts["told_now"]


def _taken_back(life, _before):
    """A service that the person wants no longer is to be told so, and its sheet then revoked."""
    for sheet in life.facts["sheets"].values():
        if sheet["outside"] and sheet["about"] == life.facts["about"]:
            sheet["unwanted"] = True


def _wanted_again(life, _before):
    """What a service holds of help that was taken back goes with the next sheet."""
    for sheet in life.facts["sheets"].values():
        told = life.told()["partner_reply.revoked"] > life.log["partner_reply.revoked"]
        if told and sheet.get("unwanted") and sheet["stage"] in OPEN_SHEETS:
            _revoke(life, sheet)


def _asked_to_pay(life, _before):
    life.rows["contribution"] += not life.facts["was_asked"]
    life.facts["account"] = life.facts["asks"]


def _waived(life, _before):
    life.rows["contribution"] += not life.facts["was_asked"]


def _merged(life, _before):
    """All of the other person's lives are this one's from now on."""
    world, gone = life.world, life.facts["merged"]
    world.former[life.person] += 1 + world.former.pop(gone, 0)
    with life.desk.sessions() as session:
        name = session.get_one(Person, life.person).name
    names = {name}.union(*(one.names for one in world.lives if one.person in (gone, life.person)))
    for one in world.lives:
        if one.person in (gone, life.person):
            one.person, one.names = life.person, names
            one.facts["arrests"] = {}  # the log may know them by what is not kept


def _disposal_refused(life, _before):
    life.facts["disposer"] = None


def _kept(life, _before):
    life.facts["kept_until"] = life.facts["keeps_until"]


def _checked(life, _before):
    life.facts["checks"] += 1


AFTER = {
    "find_eligible": _out_of_eligibility,
    "find_not_eligible": _out_of_eligibility,
    "say_no": _left,
    "go_no_further": _left,
    "withdraw": _withdrew,
    "conclude_services": _ending("services"),
    "find_breach": _found_in_breach,
    "confirm_completion": _ending("completed"),
    "end": _ended,
    "reopen": _reopened,
    "sign": _settled,
    "refuse_to_sign": _given_up,
    "abandon_variation": _given_up,
    "agree_to_it": _consented,
    "put_right": _left,
    "tell_victim": _told_of,
    "refer_outside": _wanted_again,
    "take_back_outside": _taken_back,
    "ask_to_pay": _asked_to_pay,
    "waive": _waived,
    "merge": _merged,
    "check_reoffending": _checked,
    "keep_record": _kept,
    "refuse_disposal": _disposal_refused,
}
