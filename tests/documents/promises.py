"""What each sample paper promises its reader: for the checker to hold it to."""

from itertools import chain

from tests.documents import (
    assessed_samples,
    breach_samples,
    end_samples,
    morning_samples,
    partner_samples,
    samples,
    timeline_samples,
    varied_samples,
    victim_samples,
)
from tests.documents.page_checker import Promise
from triage_app.documents.conditions import facts_of
from triage_app.documents.contents import Kind
from triage_app.documents.layout import FRAME, LARGE_FRAME
from triage_app.documents.running import SENSITIVE
from triage_app.documents.voice import Voice

NEVER = ("caution", "rhybudd")
OFFICERS = (
    Kind.NOT_TAKEN_ON,
    Kind.PUT_RIGHT,
    Kind.WITHDRAWN,
    Kind.COMPLETED,
    Kind.BREACH,
    Kind.PROSECUTION,
    Kind.ENDED,
    Kind.HANDED_OVER,
    Kind.REOPENED,
    Kind.NEW_OFFICER,
    Kind.ASSESSMENT,
    Kind.TIMELINE,
)
LANGUAGES = ("en", "cy")
LARGE = ("en_large", "cy_large")
EVERY = (*LANGUAGES, "both", *LARGE)
SIZED = (*LANGUAGES, *LARGE)
LARGE_SMALLEST = (
    11  # points: the mark that the Welsh awaits a reader; what is to be read is 16 or more
)


def _of(scheme):
    return samples.replace(samples.MARK, scheme=scheme)


ON_THE_DAY = samples.replace(samples.MARK, made_on=samples.BREACH_DAY)
# name → contents, its mark, the languages it is made in
PAPERS = {
    "information": (samples.INFORMATION, samples.MARK, EVERY),
    "information_supported": (samples.INFORMATION_SUPPORTED, samples.MARK, SIZED),
    "information_durham": (samples.INFORMATION, _of(samples.DURHAM), LANGUAGES),
    "information_services": (samples.INFORMATION, _of(samples.WITHOUT_CONTRACT), LANGUAGES),
    "information_deferred": (samples.INFORMATION, _of(samples.DEFERRED), LANGUAGES),
    "contract": (samples.CONTRACT, samples.MARK, EVERY),
    "contract_supported": (samples.SUPPORTED, samples.MARK, EVERY),
    "contract_paying": (samples.PAYING, _of(samples.DEFERRED), EVERY),
    "contract_spared": (samples.SPARED, _of(samples.DEFERRED), LANGUAGES),
    "easy_read_paying": (samples.EASY_READ_PAYING, _of(samples.DEFERRED), LANGUAGES),
    "easy_read": (samples.EASY_READ, samples.MARK, LANGUAGES),
    "easy_read_bare": (samples.EASY_READ_BARE, samples.REAL, LANGUAGES),
    "contract_real": (samples.CONTRACT, samples.REAL, LANGUAGES),
    "contract_draft": (samples.CONTRACT, samples.DRAFT, LANGUAGES),
    "variation": (varied_samples.VARIATION, samples.MARK, EVERY),
    "variation_paying": (varied_samples.VARIATION_PAYING, samples.MARK, EVERY),
    "variation_met": (varied_samples.VARIATION_MET, samples.MARK, LANGUAGES),
    "warning": (samples.WARNING, ON_THE_DAY, SIZED),
    "not_breach": (samples.NOT_BREACH, ON_THE_DAY, SIZED),
    "not_taken_on": (samples.NOT_TAKEN_ON, ON_THE_DAY, LANGUAGES),
    "did_not_attend": (samples.DID_NOT_ATTEND, ON_THE_DAY, LANGUAGES),
    "no_safe_term": (samples.NO_SAFE_TERM, ON_THE_DAY, LANGUAGES),
    "put_right": (samples.PUT_RIGHT, ON_THE_DAY, LANGUAGES),
    "withdrawn": (samples.WITHDRAWN, ON_THE_DAY, LANGUAGES),
    "completed": (samples.COMPLETED, ON_THE_DAY, LANGUAGES),
    "breach": (breach_samples.BREACH, ON_THE_DAY, LANGUAGES),
    "prosecution": (breach_samples.PROSECUTION, ON_THE_DAY, LANGUAGES),
    "reminder": (samples.REMINDER, samples.MARK, EVERY),
    "reminder_changed": (samples.REMINDER_CHANGED, samples.MARK, SIZED),
    "own_page": (samples.OWN_PAGE, samples.MARK, SIZED),
    "own_page_changed": (samples.OWN_PAGE_CHANGED, ON_THE_DAY, SIZED),
    "assessment": (assessed_samples.ASSESSMENT, samples.MARK, LANGUAGES),
    "assessment_again": (assessed_samples.ASSESSMENT_AGAIN, ON_THE_DAY, LANGUAGES),
    "assessment_bare": (assessed_samples.BARE, samples.MARK, LANGUAGES),
    "timeline": (timeline_samples.ALL, samples.MARK, LANGUAGES),
    "timeline_filtered": (timeline_samples.FILTERED, samples.MARK, LANGUAGES),
    "timeline_one": (timeline_samples.ONE, samples.REAL, LANGUAGES),
    "timeline_nothing": (timeline_samples.NOTHING, samples.MARK, LANGUAGES),
    "referral": (partner_samples.REFERRAL, samples.MARK, LANGUAGES),
    "referral_outside": (partner_samples.REFERRAL_OUTSIDE, samples.MARK, LANGUAGES),
    "morning": (morning_samples.MORNING, samples.MARK, LANGUAGES),
    "victim_sheet": (victim_samples.SHEET, samples.MARK, LANGUAGES),
    "victim_sheet_arrange": (victim_samples.SHEET_ARRANGE, samples.MARK, LANGUAGES),
    "victim_letter": (
        victim_samples.LETTER,
        samples.MARK,
        (*LANGUAGES, "both", "en_large", "cy_large"),
    ),
    "victim_letter_company": (victim_samples.LETTER_COMPANY, samples.MARK, LANGUAGES),
    **{
        f"ended_{code}": (contents, ON_THE_DAY, LANGUAGES)
        for code, contents in end_samples.ENDS.items()
    },
    "handed_over": (end_samples.TRANSFERRED, ON_THE_DAY, LANGUAGES),
    "reopened": (end_samples.REOPENED, ON_THE_DAY, LANGUAGES),
    "new_officer": (end_samples.NEW_OFFICER, ON_THE_DAY, LANGUAGES),
    "partner_ended": (end_samples.PARTNER_ENDED, ON_THE_DAY, LANGUAGES),
    "partner_goes_on": (end_samples.GOES_ON, ON_THE_DAY, LANGUAGES),
    "partner_open_again": (end_samples.PARTNER_REOPENED, ON_THE_DAY, LANGUAGES),
    "consent_withdrawn": (end_samples.WITHDRAWN, ON_THE_DAY, LANGUAGES),
    "consent_withdrawn_in_part": (end_samples.WITHDRAWN_IN_PART, ON_THE_DAY, LANGUAGES),
    "partner_stops": (end_samples.STOPS, ON_THE_DAY, LANGUAGES),
    **{
        f"end_letter_{code}": (contents, ON_THE_DAY, SIZED)
        for code, contents in end_samples.LETTERS.items()
    },
    "end_letter": (end_samples.END_LETTER, ON_THE_DAY, SIZED),
    "kept_letter": (end_samples.KEPT_LETTER, ON_THE_DAY, SIZED),
    "recovery": (samples.RECOVERY, samples.MARK, LANGUAGES),
}
EACH = [(name, language) for name, (_, _, some) in PAPERS.items() for language in some]


def frame_of(language):
    """Return the frame that an edition's text must stay in."""
    return LARGE_FRAME if Voice.of(language, samples.texts).large else FRAME


def promise_of(contents, mark, language):
    """Return what the finished paper must hold to."""
    voice = Voice.of(language, samples.texts)
    conditions = contents.conditions if contents.kind is Kind.CONTRACT else ()
    plain = contents.conditions if contents.kind is Kind.EASY_READ else ()
    whole = [list(_said(one, texts)) for one in conditions for texts in voice.texts]
    whole += [[one.told[texts.language]] for one in plain for texts in voice.texts]
    return Promise(
        kept_whole=whole,
        signing=[texts("paper_running.signature") for texts in voice.texts],
        vouched=list(_vouched(contents, voice)),
        unbroken=_unbroken(contents),
        every_page=list(_every_page(contents, mark, voice)),
        smallest=LARGE_SMALLEST if voice.large else 9.5,
        never=() if contents.kind in OFFICERS or mark.scheme.defers_caution else NEVER,
    )


def _said(one, texts):
    yield one.title[texts.language]
    yield one.text[texts.language]
    yield from (value for _, value in facts_of(one, texts))


def _vouched(contents, voice):
    """What must stand on a page where anybody signs: what it is that they sign."""
    for texts in voice.texts:
        yield texts("sheet_2026-11.decide_told")
        yield texts("paper_letter.sincerely")
        if contents.kind is Kind.CONTRACT:
            codes = ", ".join(f"{one.position} {one.code}" for one in contents.conditions)
            yield texts("paper_contract.declare", codes=codes)
            yield f"{contents.number}: {codes}"


def _unbroken(contents):
    if contents.kind is not Kind.CONTRACT:
        return ("01632 960147", "SA61 9ZW")
    # With the comma they have in the declaration: elsewhere a number stands in a disc.
    codes = [f"{one.position} {one.code}," for one in contents.conditions[:-1]]
    return (*codes, "20 May 2026", "20 Mai 2026", "01632 960188", "SA61 9ZZ")


def _every_page(contents, mark, voice):
    yield mark.scheme.code
    yield (
        mark.scheme.office.telephone
        if contents.kind in (Kind.RECOVERY, Kind.MORNING)
        else "01632 960147"
    )
    for texts in voice.texts:
        yield mark.scheme.force[texts.language]
        if contents.kind in SENSITIVE:
            yield "OFFICIAL-SENSITIVE"
        if mark.practice:
            yield texts("paper_running.practice")
        if not mark.code:
            yield texts("paper_running.draft")
    yield from chain([mark.code] if mark.code else [])
    if voice.welsh:
        yield from (samples.texts(one)("paper_running.proof") for one in LANGUAGES)
