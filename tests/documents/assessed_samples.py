"""An invented assessment for the file: everything that can stand on it, once."""

import datetime as dt
from dataclasses import replace

from tests.documents import samples
from tests.documents.samples import HOME, MONEY, WORK
from triage_app.config import RESOURCES
from triage_app.documents.assessed import (
    AnswerPrinted,
    Assessed,
    FlagPrinted,
    PathwayPrinted,
    RiskPrinted,
    ScreenedPrinted,
    VersionPrinted,
)
from triage_app.documents.contents import AssessmentContents
from triage_app.domain.drug_test import ArrestTest, DrugResult, DrugTest
from triage_app.domain.needs import Level, Motivation, Risk, View
from triage_app.domain.safety import Flag, Report
from triage_app.domain.wording import Wording
from triage_app.instruments_file import load_instruments

NEEDS = load_instruments(RESOURCES / "instruments")["needs-2026-11"]
BY = "Mared Hawthorn"
DAY = dt.date(2026, 1, 22)
LINKED = View(
    linked_to_offending=True,
    linked_to_harm=False,
    strength="A sister nearby <b> & ŵ",
    own_view="I want my own front door, and to sleep.",
    motivation=Motivation.NEEDS_HELP,
)


def answered(code, option, **more):
    """A question of our own instrument with one of its options."""
    question = NEEDS.question(code)
    return AnswerPrinted(question.text, question.option(option).text, **more)


ACCOMMODATION = PathwayPrinted(
    name=HOME,
    points=5,
    most=10,
    view=LINKED,
    rank=1,
    because=((NEEDS.question("AC1").brief, NEEDS.question("AC1").option("outside").text),),
    tied_with=(MONEY,),
    answers=(
        answered(
            "AC1",
            "outside",
            words="Behind the leisure centre since the rent went up.",
            note="Seen there by PC Kestrel on 17 January.",
            is_fact=True,
        ),
        answered("AC2", "not_sure", note="May be hopeful rather than sure."),
        AnswerPrinted(NEEDS.question("AC4").text, None),
        answered("AC3", "no", hidden=True),
    ),
)
DEBT = PathwayPrinted(
    name=MONEY,
    points=5,
    most=10,
    view=replace(LINKED, linked_to_harm=True, motivation=Motivation.THINKING),
    rank=2,
    tied_with=(HOME,),
    answers=(answered("FI1", NEEDS.question("FI1").options[0].code),),
)
TRAINING = PathwayPrinted(
    name=WORK,
    points=0,
    most=12,
    view=View(strength="A trained baker"),
    answers=(
        AnswerPrinted(NEEDS.question("ED1").text, Wording("Will not say", "Ddim eisiau dweud")),
    ),
)
HEALTH = PathwayPrinted(Wording("Physical health", "Iechyd corfforol"), None, 10, View())
FLAGS = (
    FlagPrinted(
        Flag.CHILD_AT_RISK,
        Wording("Children safe and well: No", "Plant yn ddiogel ac yn iach: Nac ydyn"),
        "A call to the family support team",
        BY,
        DAY,
        reports=((Report(True, DAY, "Pembrokeshire child care assessment team", "PCC/118"), BY),),
    ),
    FlagPrinted(
        Flag.ADULT_AT_RISK,
        Wording("Says that his landlord keeps his bank card", "Says that his landlord keeps it"),
        "",
        BY,
        DAY,
        wants_report=True,
    ),
    FlagPrinted(
        Flag.SELF_HARM,
        Wording("Thoughts of self-harm", "Meddyliau am hunan-niweidio"),
        "",
        BY,
        DAY,
        ended_by="Osian Plover",
        ended_on=dt.date(2026, 3, 3),
        end_reason="Seen by the crisis team; nothing since",
    ),
)
ASSESSED = Assessed(
    occasion="entry",
    instrument=NEEDS.name,
    code=NEEDS.code,
    language="cy",
    started_on=DAY,
    started_by=BY,
    versions=(VersionPrinted(DAY, BY),),
    pathways=(TRAINING, ACCOMMODATION, DEBT, HEALTH),
    risk=Risk(
        Level.MEDIUM,
        Level.HIGH,
        "His former partner, and himself",
        "Two thefts this spring, both for food; a threat in the queue.",
        "Food bank voucher, a debt adviser, and the crisis team told.",
        dt.date(2026, 3, 20),
    ),
    drug_test=ArrestTest(DrugTest.TESTED, DrugResult.COCAINE, dt.date(2026, 1, 17)),
    contradictions=(NEEDS.contradictions[0].text,),
    flags=FLAGS,
    screened=(
        ScreenedPrinted(
            Wording("AUDIT-C", "AUDIT-C"),
            DAY,
            9,
            12,
            Wording("Higher risk", "Risg uwch"),
            Wording("Go on to AUDIT.", "Ewch ymlaen at AUDIT."),
        ),
        ScreenedPrinted(Wording("PHQ-9", "PHQ-9"), DAY, None),
        ScreenedPrinted(
            Wording("GAD-7", "GAD-7"),
            DAY,
            None,
            closed="He would not speak of the rest <b> & left.",
            unanswered=(Wording("Restless", "Aflonydd"), Wording("Afraid", "Ofnus")),
        ),
    ),
)
ASSESSMENT = AssessmentContents(samples.CASE, ASSESSED)
ASSESSMENT_AGAIN = AssessmentContents(
    samples.CASE,
    replace(
        ASSESSED,
        occasion="midway",
        versions=(
            VersionPrinted(dt.date(2026, 4, 2), BY),
            VersionPrinted(samples.BREACH_DAY, "Osian Plover", "The rent had been paid in March."),
        ),
        order_reason="Work comes with a place to live, she says.",
        reviews=(
            RiskPrinted(
                replace(ASSESSED.risk, harm=Level.LOW, review=dt.date(2026, 5, 1)),
                samples.BREACH_DAY,
                "Osian Plover",
            ),
        ),
        left_out=(Wording("Drugs: compared on 3 of 6.", "Cyffuriau: cymharwyd 3 o 6."),),
        change=samples.OWN_PAGE_CHANGED.change,
    ),
)
BARE = AssessmentContents(
    samples.CASE,
    replace(
        ASSESSED,
        pathways=(HEALTH,),
        contradictions=(),
        flags=(),
        screened=(),
        risk=Risk(Level.LOW, Level.LOW, rationale="First offence, and sorry for it."),
        drug_test=ArrestTest(None),
    ),
)
