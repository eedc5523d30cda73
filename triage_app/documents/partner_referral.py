"""A partner's referral sheet: what it needs for what it is asked to do, and nothing else.

Its head and title carry the number alone: what a provider is called can tell of somebody's health.
"""

from collections.abc import Iterator

from triage_app.documents.contents import Mark, ReferralContents
from triage_app.documents.for_partners import AccessPrinted
from triage_app.documents.page import Paper
from triage_app.documents.service_sheet import ServiceSheet
from triage_app.documents.voice import (
    Voice,
    day_and_hour,
    long_date,
    offence,
    on_date,
    opening,
    plain_date,
)
from triage_app.domain.told import withheld
from triage_app.texts import Texts


def referral(contents: ReferralContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet: to whom it is confidential, the person, what is asked, what was agreed."""
    sheet = ServiceSheet("paper_referral", voice)
    by = long_date(sheet.texts, contents.answer_by)
    items = [
        *sheet.facts("person", _person(sheet, contents)),
        *sheet.facts("work", _work(sheet, contents)),
        *sheet.facts("sharing", _sharing(sheet, contents)),
        sheet.answer(sheet.say("answer", day=by), ("takes", "cannot", "talk"), "why_not"),
    ]
    title = sheet.say("title", purpose=contents.purpose[sheet.texts.language])
    return sheet.paper(contents, mark, contents.number, title, items)


def _person(sheet: ServiceSheet, contents: ReferralContents) -> Iterator[tuple[str, str]]:
    texts = sheet.texts
    yield sheet.say("who"), _who(sheet, contents)
    yield sheet.say("reaching"), " ".join(_reaching(texts, contents))
    if contents.access is not None:
        yield sheet.say("access"), " ".join(_access(sheet, contents.access))
    yield sheet.say("health"), contents.health
    yield sheet.say("safety"), contents.safety
    yield sheet.say("offence"), " ".join(offence(texts, one) for one in contents.offences)


def _who(sheet: ServiceSheet, contents: ReferralContents) -> str:
    texts = sheet.texts
    name = contents.participant
    if contents.born is not None:
        born = plain_date(texts, contents.born)
        name = texts("paper_running.born", name=name, born=born)
    known_as = sheet.say("known_as", name=contents.known_as) if contents.known_as else ""
    return " ".join(filter(None, (f"{name}.", known_as)))


def _reaching(texts: Texts, contents: ReferralContents) -> Iterator[str]:
    """Yield the number and everything to heed; that nobody has asked is to be heeded too."""
    said = contents.reached
    yield f"{said.telephone or texts('safe_contact.no_number')}."
    may = {True: "may", False: "never", None: "not_asked"}[said.message_may_be_left]
    yield texts(f"safe_contact.message_{may}")
    for name, words in (("who_answers", said.who_answers), ("safe_times", said.safe_times)):
        if words:
            yield texts(f"safe_contact.{name}", said=words.rstrip(".")) + "."


def _access(sheet: ServiceSheet, said: AccessPrinted) -> Iterator[str]:
    texts = sheet.texts
    if said.speaks:
        yield sheet.say(f"speaks_{said.speaks}")
    if said.interpreter is not None:
        code = "interpreter_of" if said.interpreter else "interpreter"
        yield sheet.say(code, language=said.interpreter)
    if said.appropriate_adult is not None:
        code = "adult_named" if said.appropriate_adult else "adult"
        yield sheet.say(code, name=said.appropriate_adult)
    for code in said.codes:
        yield f"{texts(f'access_needs.{code}')}."
    if said.words:
        yield said.words
    if said == AccessPrinted():
        yield sheet.say("access_none")


def _work(sheet: ServiceSheet, contents: ReferralContents) -> Iterator[tuple[str, str]]:
    texts = sheet.texts
    agreed = contents.condition
    if agreed is None:
        yield sheet.say("outside"), sheet.say("outside_told")
    else:
        language = texts.language
        title = agreed.title[language].rstrip(".")
        yield sheet.say("condition"), f"{agreed.code}: {title}. {agreed.text[language]}"
        if agreed.first_meeting:
            yield sheet.say("first_meeting"), opening(day_and_hour(texts, agreed.first_meeting))
        yield sheet.say("place"), agreed.place
        yield sheet.say("tell_us"), sheet.say("tell_us_told")
    yield sheet.say("asks"), contents.asks


def _sharing(sheet: ServiceSheet, contents: ReferralContents) -> Iterator[tuple[str, str]]:
    texts = sheet.texts
    day, how = contents.consent
    said = {"day": on_date(texts, day), "how": sheet.say(f"how_{how}")}
    yield sheet.say("consent"), sheet.say("consent_told", **said)
    yield sheet.say("taken_back"), sheet.say("taken_back_told")
    out = ", ".join(sheet.say(f"out_{code}") for code in withheld(contents.told))
    always = sheet.say("out_always")
    yield sheet.say("left_out"), f"{opening(out)}. {always}" if out else always
