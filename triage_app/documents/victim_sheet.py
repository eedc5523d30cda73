"""The sheet about a victim to the service that looks after them: only what it needs.

It goes under the police's own basis, never under the participant's consent, and names them only
where a meeting is to be arranged. Its head and title carry the number alone.
"""

from collections.abc import Iterator

from triage_app.documents.contents import Mark
from triage_app.documents.for_victims import VictimSheetContents
from triage_app.documents.page import Paper
from triage_app.documents.service_sheet import ServiceSheet
from triage_app.documents.voice import Voice, long_date, offence, opening
from triage_app.texts import Texts


def victim_sheet(contents: VictimSheetContents, mark: Mark, voice: Voice) -> Paper:
    """Return the sheet: for whom it is, on which basis, the victim, and what is asked."""
    sheet = ServiceSheet("paper_victim_sheet", voice)
    by = opening(long_date(sheet.texts, contents.answer_by))
    items = [
        *sheet.facts("victim", _victim(sheet, contents)),
        *sheet.facts("work", _work(sheet, contents)),
        *sheet.facts("basis", _basis(sheet, contents)),
        sheet.answer(sheet.say("answer", day=by), ("wants", "not", "later"), "day_said"),
    ]
    title = sheet.say(f"title_{contents.purpose}")
    return sheet.paper(contents, mark, contents.number, title, items)


def _victim(sheet: ServiceSheet, contents: VictimSheetContents) -> Iterator[tuple[str, str]]:
    texts = sheet.texts
    yield sheet.say("who"), contents.victim
    yield sheet.say("contact_person"), contents.contact_person
    answer = {True: "yes", False: "no", None: "not_known"}[contents.enhanced]
    why = ", ".join(texts(f"victims.enhanced_{code}").lower() for code in contents.enhanced_why)
    yield sheet.say("rights"), texts(f"victims.rights_{answer}", why=why)
    spoken = contents.language_name or texts(f"consent.language_{contents.language}")
    needs = texts("victims.in_large_print") if contents.large_print else ""
    yield sheet.say("language"), f"{spoken}. {needs}" if needs else spoken
    yield sheet.say("told_by"), texts(f"victims.how_{contents.told_by}")
    yield sheet.say("reaching"), " ".join(_reaching(texts, contents))


def _reaching(texts: Texts, contents: VictimSheetContents) -> Iterator[str]:
    said = contents.reached
    for words in (said.telephone, contents.email, ", ".join(contents.address)):
        if words:
            yield f"{words}."
    may = {True: "yes", False: "no", None: "not_known"}[said.message_may_be_left]
    if said.telephone:
        yield texts(f"victims.message_{may}")
    if said.who_answers:
        yield texts("victims.others_answer", who=said.who_answers.rstrip("."))
    if said.safe_times:
        yield texts("victims.at_times", times=said.safe_times.rstrip("."))


def _work(sheet: ServiceSheet, contents: VictimSheetContents) -> Iterator[tuple[str, str]]:
    texts = sheet.texts
    yield sheet.say("asked"), sheet.say(f"asked_{contents.purpose}")
    yield sheet.say("offence"), " ".join(offence(texts, one) for one in contents.offences)
    yield sheet.say("participant"), contents.participant
    yield sheet.say("asks"), contents.asks


def _basis(sheet: ServiceSheet, contents: VictimSheetContents) -> Iterator[tuple[str, str]]:
    yield sheet.say("law"), sheet.say("law_told")
    left_out = "left_out_named" if contents.participant else "left_out_told"
    yield sheet.say("left_out"), sheet.say(left_out)
