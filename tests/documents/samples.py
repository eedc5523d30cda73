"""Invented people and their papers: what every test and measurement of the papers is given."""

import datetime as dt
from dataclasses import replace

from triage_app.config import RESOURCES
from triage_app.documents.assessed import ChangedPrinted, ChangePrinted, MatterPrinted
from triage_app.documents.contents import (
    BreachContents,
    CasePrinted,
    CompletedContents,
    ConditionPrinted,
    Contact,
    ContractContents,
    EasyReadContents,
    InformationContents,
    Mark,
    MeetingPrinted,
    NotBreachContents,
    NotTakenOnContents,
    OffencePrinted,
    OfficerPrinted,
    OwnPageContents,
    PutRightContents,
    RecoveryContents,
    ReminderContents,
    WarningContents,
    WithdrawnContents,
)
from triage_app.documents.plainly import CardMeeting, PlainPrinted
from triage_app.documents.visits import Attended, ConditionStanding, Standing, VisitPrinted
from triage_app.domain.charge_clock import Charged, charge_clock
from triage_app.domain.contribution import Account
from triage_app.domain.wording import Wording
from triage_app.reference import load_offences, load_schemes
from triage_app.texts import LONDON, Texts

SCHEME = load_schemes(RESOURCES / "schemes").version("dyfed-powys-2019-11")
INDEX = load_offences(RESOURCES / "offences.toml")
CODE = "7QK4M9T2XWJ5H8R3"
NUMBER = "2026-0147"
START, END = dt.date(2026, 1, 20), dt.date(2026, 5, 20)
OFFENCE_DAY = dt.date(2026, 1, 17)
BREACH_DAY = dt.date(2026, 4, 14)
SCHEMES = load_schemes(RESOURCES / "schemes")
WITHOUT_CONTRACT = SCHEMES.version("haverfordwest-women-2016-01")
DEFERRED = SCHEMES.version("wiltshire-deferred-2021-01")
DURHAM = SCHEMES.version("durham-checkpoint-2015-04")
MARK = Mark(CODE, SCHEME, START, practice=True, log="151 9f3ac21b")
REAL = replace(MARK, practice=False)
DRAFT = replace(MARK, code="", log="")
ASSESSOR = Contact("Mared Hawthorn", "01632 960147")


def texts(language):
    return Texts(RESOURCES / "wording", language)


def at(day, hours, minutes=0):
    return dt.datetime(2026, *day, hours, minutes, tzinfo=LONDON)


OFFENCE = OffencePrinted(
    title=INDEX.offence("CJ88116").title,
    first_day=OFFENCE_DAY,
    place="Haverfordwest",
    code="CJ88116",
    category="CS",
)


def text_of(code, **blanks):
    """A condition's wording with its blanks filled, as a service fills them."""
    text = SCHEME.condition(code).text
    return Wording(
        text.en.format(**{name: said.en for name, said in blanks.items()}),
        text.cy.format(**{name: said.cy for name, said in blanks.items()}),
    )


DUE = Wording("Wednesday 6 May 2026", "dydd Mercher 6 Mai 2026")
ENDS = Wording("Wednesday 20 May 2026", "dydd Mercher 20 Mai 2026")


def condition(position, code, text, **facts):
    return ConditionPrinted(position, code, SCHEME.condition(code).title, text, **facts)


CONDITIONS = (
    condition(1, "NR1", text_of("NR1", ends=ENDS)),
    condition(2, "RJ1", text_of("RJ1")),
    condition(
        3,
        "DA2",
        text_of("DA2", sessions=Wording("6 meetings", "6 chyfarfod"), due=DUE),
        first_meeting=at((1, 26), 10, 30),
        place="Pebble Lane Recovery, 14 Pebble Lane, Haverfordwest, SA61 9ZZ",
        directions=Wording(
            "Five minutes on foot from the bus station. There are no steps.",
            "Pum munud ar droed o’r orsaf fysiau. Does dim grisiau.",
        ),
        telephone="01632 960188",
    ),
    condition(
        4,
        "FB1",
        text_of("FB1", sessions=Wording("2 meetings", "2 gyfarfod"), due=DUE),
        first_meeting=at((2, 5), 14),
        place="Otter Advice Centre, 3 Otter Square, Haverfordwest, SA61 9ZY",
        directions=Wording(
            "It is next to the library. There is a lift.",
            "Mae drws nesaf i’r llyfrgell. Mae lifft yno.",
        ),
    ),
    condition(
        5,
        "VO1",
        text_of("VO1", hours=Wording("24 hours", "24 awr"), due=DUE),
        first_meeting=at((2, 14), 10),
        place="Heron Garden, Marsh Lane, Haverfordwest, SA61 9ZX",
        directions=Wording("Bus 99 stops at the gate.", "Mae bws 99 yn stopio wrth y giât."),
    ),
)

CONTRACT = ContractContents(
    number=NUMBER,
    issue=2,
    participant="Osian Thistlewood",
    born=dt.date(1998, 2, 3),
    offences=(OFFENCE,),
    assessor=ASSESSOR,
    starts=START,
    ends=END,
    conditions=CONDITIONS,
)
SUPPORTED = replace(CONTRACT, appropriate_adult="Mair Fernhill", interpreter="Łucja Sparrowhawk")

PAYING = replace(
    CONTRACT,
    conditions=CONDITIONS[:4],
    contribution=Account(125_00, dt.date(2026, 4, 30)),
)
SPARED = replace(PAYING, contribution=replace(PAYING.contribution, waived=True))

EASY_READ = EasyReadContents(
    number=NUMBER,
    issue=2,
    assessor=ASSESSOR,
    starts=START,
    ends=END,
    conditions=tuple(
        PlainPrinted(one.position, picture, SCHEME.condition(one.code).plain, **amount)
        for one, picture, amount in zip(
            CONDITIONS,
            ("stop", "talk", "glass", "coin", "plant"),
            (
                {},
                {},
                {"amounts": (Wording("6 meetings", "6 chyfarfod"),), "due": dt.date(2026, 5, 6)},
                {"amounts": (Wording("2 meetings", "2 gyfarfod"),), "due": dt.date(2026, 5, 6)},
                {"amounts": (Wording("24 hours", "24 awr"),), "due": dt.date(2026, 5, 6)},
            ),
            strict=True,
        )
    ),
    meetings=(
        CardMeeting(
            at((1, 26), 10, 30),
            "14 Pebble Lane, Haverfordwest, SA61 9ZZ",
            CONDITIONS[2].directions,
        ),
        CardMeeting(at((2, 5), 14), "3 Otter Square, Haverfordwest, SA61 9ZY"),
        CardMeeting(at((2, 14), 10), "Marsh Lane, Haverfordwest, SA61 9ZX"),
    ),
)
EASY_READ_PAYING = replace(
    EASY_READ, conditions=EASY_READ.conditions[:4], contribution=PAYING.contribution
)
EASY_READ_BARE = replace(EASY_READ, conditions=EASY_READ.conditions[:3], meetings=())

INFORMATION = InformationContents("2026-11", NUMBER, "Osian Thistlewood", ASSESSOR)
INFORMATION_SUPPORTED = replace(
    INFORMATION, appropriate_adult="Mair Fernhill", interpreter="Łucja Sparrowhawk"
)
ADDRESS = ("2 Curlew Row", "Haverfordwest", "SA61 9ZW")

MISSED = MeetingPrinted(
    at((2, 16), 10, 30),
    SCHEME.condition("DA2").title,
    "Pebble Lane Recovery, 14 Pebble Lane, Haverfordwest",
)
COMING = (
    replace(MISSED, starts=at((2, 23), 10, 30)),
    MeetingPrinted(at((2, 26), 12), SCHEME.condition("FB1").title, "Otter Advice Centre"),
)
WARNING = WarningContents(
    number=NUMBER,
    participant="Osian Thistlewood",
    address=ADDRESS,
    assessor=ASSESSOR,
    missed=(MISSED,),
    coming=COMING,
    ends=END,
    answer_by=dt.date(2026, 2, 25),
)
NOT_BREACH = NotBreachContents(
    number=NUMBER,
    participant="Osian Thistlewood",
    address=ADDRESS,
    assessor=ASSESSOR,
    supervisor="Eleri Nightingale",
    decided_on=BREACH_DAY,
    ends=END,
    coming=COMING,
    reason="",
)

CHARGED = Charged("CJ88116", "Assault by beating", "CS", OFFENCE_DAY)
CASE = CasePrinted(
    number=NUMBER,
    custody_record="HW-2026-00311",
    suite=SCHEME.suite("haverfordwest").name,
    participant="Osian Thistlewood",
    born=dt.date(1998, 2, 3),
    offences=(OFFENCE,),
    officer=OfficerPrinted("PC Dylan Wagtail", "0417", "dylan.wagtail@police.example"),
    assessor=ASSESSOR,
    clock=charge_clock([CHARGED], INDEX, 28, BREACH_DAY),
)
REASONS = {one.code: one.name for one in SCHEME.ways_out}
NOT_TAKEN_ON = NotTakenOnContents(
    case=CASE,
    code="declined",
    reason=REASONS["declined"],
    note="Wants to put the case to a court.",
    decided_by="Mared Hawthorn",
    decided_on=BREACH_DAY,
    services_offered=True,
    services_accepted=True,
    referred_to=("Pebble Lane Recovery", "Otter Advice Centre"),
)
DID_NOT_ATTEND = replace(
    NOT_TAKEN_ON,
    code="did_not_attend",
    reason=REASONS["did_not_attend"],
    note="Rang each time; no answer.",
    missed=(dt.date(2026, 4, 7), dt.date(2026, 4, 9), dt.date(2026, 4, 13)),
    services_offered=None,
    services_accepted=None,
    referred_to=(),
)
NO_SAFE_TERM = replace(
    NOT_TAKEN_ON, code="no_safe_term", reason=REASONS["no_safe_term"], note="", shortest_days=60
)
PUT_RIGHT = PutRightContents(
    case=CASE,
    told_on=dt.date(2026, 4, 10),
    reason=REASONS["declined"],
    why="The answer belonged to another case of the same day.",
    decided_by="Eleri Nightingale",
    decided_on=BREACH_DAY,
)
STANDINGS = tuple(
    ConditionStanding(one.position, one.code, one.title, standing, facts)
    for one, standing, facts in zip(
        CONDITIONS,
        (Standing.KEPT, Standing.WAITING, Standing.MISSED, Standing.MISSED, Standing.DOING),
        (
            "No new offence found.",
            "Not asked.",
            "Came to 1 of 6 meetings. Missed 16 February and 2 March, no reason given.",
            "Came to 1 of 2 meetings. Missed 5 and 19 March, no reason given.",
            "3 of 24 hours done.",
        ),
        strict=True,
    )
)
KEPT = tuple(
    replace(one, standing=Standing.KEPT, facts=facts)
    for one, facts in zip(
        STANDINGS,
        ("No new offence found.", "Not asked.", "6 of 6.", "2 of 2.", "24 of 24 hours."),
        strict=True,
    )
)
COMPLETED = CompletedContents(
    case=CASE,
    starts=START,
    ends=END,
    confirmed_by="Mared Hawthorn",
    confirmed_on=dt.date(2026, 5, 21),
    outcome=SCHEME.outcomes[0].name,
    conditions=KEPT,
)
WITHDRAWN = WithdrawnContents(
    case=CASE,
    starts=START,
    ends=END,
    withdrew_on=dt.date(2026, 4, 13),
    how="telephone",
    reason="I have work on those days now.",
    recorded_by="Mared Hawthorn",
    recorded_on=BREACH_DAY,
    conditions=STANDINGS,
)
VISITS = (
    VisitPrinted(dt.date(2026, 1, 26), 3, Attended.CAME),
    VisitPrinted(dt.date(2026, 2, 5), 4, Attended.CAME),
    VisitPrinted(dt.date(2026, 2, 14), 5, Attended.CAME),
    VisitPrinted(dt.date(2026, 2, 16), 3, Attended.MISSED),
    VisitPrinted(dt.date(2026, 3, 2), 3, Attended.MISSED),
    VisitPrinted(dt.date(2026, 3, 5), 4, Attended.MISSED),
    VisitPrinted(dt.date(2026, 3, 19), 4, Attended.MISSED),
)
BREACH = BreachContents(
    case=CASE,
    starts=START,
    ends=END,
    conditions=STANDINGS,
    broken=(3, 4),
    evidence="Attendance reported by both services, 20 March. Letter given on 18 February.",
    alternatives="Other days and a meeting by telephone were offered on 20 March, and not taken.",
    view="He will not put time into this.",
    reoffences=(),
    proposed_by="Mared Hawthorn",
    decided_by="Eleri Nightingale",
    decided_on=BREACH_DAY,
    reason="Four misses, none excused.",
    visits=VISITS,
    answer_by=dt.date(2026, 4, 28),
)
RECOVERY = RecoveryContents(
    "4T7K-QX2M-9WHD-J3CV", "Haverfordwest 2026", SCHEME.suite("haverfordwest").name
)
REMINDER = ReminderContents(
    number=NUMBER,
    participant="Osian Thistlewood",
    address=ADDRESS,
    assessor=ASSESSOR,
    meeting="assessment",
    starts=at((1, 22), 10, 30),
    minutes=90,
    place=Wording("Otter House", "Tŷ Dyfrgi"),
    address_there=Wording(
        "3 Otter Square, Haverfordwest, SA61 9ZY", "3 Sgwâr y Dyfrgi, Hwlffordd, SA61 9ZY"
    ),
    room="2",
    directions=Wording(
        "It is next to the library, five minutes on foot from the bus station. There is a lift.",
        "Mae drws nesaf i’r llyfrgell, bum munud ar droed o’r orsaf fysiau. Mae lifft yno.",
    ),
)
REMINDER_CHANGED = replace(
    REMINDER,
    address=(),
    starts=at((3, 29), 9),
    place=None,
    elsewhere="The library, Haverfordwest, SA61 9ZX",
    address_there=None,
    room="",
    moved_from=at((3, 27), 14),
    clocks=(dt.date(2026, 3, 29), True),
    appropriate_adult="Mair Fernhill",
    interpreter="",
)
HOME = Wording("Accommodation", "Llety")
MONEY = Wording("Money, benefits, debt", "Arian, budd-dal, dyled")
WORK = Wording("Work and training", "Gwaith a hyfforddiant")
OWN_PAGE = OwnPageContents(
    number=NUMBER,
    participant="Osian Thistlewood",
    assessor=ASSESSOR,
    asked_on=dt.date(2026, 1, 22),
    matters=(
        MatterPrinted(HOME, "I want my own front door, and to sleep.", "needs_help"),
        MatterPrinted(MONEY, "The letters frighten me.", "thinking"),
        MatterPrinted(WORK, "", "making_changes"),
    ),
    strengths=((WORK, "A trained baker"), (HOME, "A sister nearby <b> & ŵ")),
)
OWN_PAGE_CHANGED = replace(
    OWN_PAGE,
    asked_on=dt.date(2026, 4, 2),
    change=ChangePrinted(
        ("entry", "exit"),
        (dt.date(2026, 1, 22), dt.date(2026, 4, 2)),
        (
            ChangedPrinted(HOME, 0.7, 0.2, "less"),
            ChangedPrinted(MONEY, 0.4, 0.0, "nothing_left"),
            ChangedPrinted(WORK, 0.3, 0.5, "more"),
            ChangedPrinted(Wording("Alcohol", "Alcohol"), None, 0.2, "not_asked_before"),
            ChangedPrinted(Wording("Mental health", "Iechyd meddwl"), 0.5, 0.5, "same"),
            ChangedPrinted(Wording("Drugs", "Cyffuriau"), 0.3, None, "not_asked_now"),
        ),
    ),
)
