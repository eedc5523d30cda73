"""What each rule found, in words, and what can be done about it."""

from dataclasses import dataclass
from datetime import date

from triage_app.domain.eligibility import TERM, Finding, Verdict
from triage_app.services.offence_titles import title_of
from triage_app.texts import Texts
from ui.room import Room
from ui.theme import Standing, Tone

BY_HAND = {"lives_in_area", "offended_in_area"}
# What is settled elsewhere: the field of the referral that a finding waits for.
FIELDS = {
    "adult": "born",
    "offence_suitable": "offences",
    "offended_in_area": "offences",
    TERM: "offences",
}
LOOKS = {
    Verdict.MET: ("good", Tone.GOOD),
    Verdict.NOT_MET: ("not-met", Tone.BAD),
    Verdict.NOT_KNOWN: ("unknown", Tone.WARN),
}
# What calls for somebody comes first.
ORDER = (Verdict.NOT_MET, Verdict.NOT_KNOWN, Verdict.MET)


@dataclass(frozen=True)
class Way:
    """How a finding can be settled: the button's code, and the referral's field if it is there."""

    code: str
    field: str = ""


def in_order(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return the findings with what needs somebody first."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.verdict))


def standing_of(texts: Texts, verdict: Verdict) -> Standing:
    """Return icon, word and tone of a verdict."""
    icon, tone = LOOKS[verdict]
    return Standing(icon, texts(f"eligibility.verdict_{verdict}"), tone)


def rule_words(texts: Texts, finding: Finding) -> str:
    """Name the rule; one that wording knows nothing of goes by its code."""
    code = f"eligibility.rule_{finding.rule}"
    return texts(code) if texts.has(code) else finding.rule


def finding_words(room: Room, finding: Finding) -> str:
    """Say what was found; an offence of the list goes by its name in this language."""
    texts, values = room.texts, dict(finding.values)
    if values.get("code"):
        title = str(values.get("offence", ""))
        values["offence"] = title_of(room.desk, str(values["code"]), title)
    category = f"offence.said_{values.get('category')}"
    if texts.has(category):
        values["category"] = texts(category)
    if "vintage" in values:
        values |= _place_words(texts, finding)
    return texts(f"eligibility.why_{finding.reason}", **values).strip()


def _place_words(texts: Texts, finding: Finding) -> dict[str, str]:
    """Say what a postcode file answered by: the postcode, its district by name, and the month."""
    postcode, district = finding.values["postcode"], f"district.{finding.values['district']}"
    place = str(postcode)
    if texts.has(district):
        place = texts("eligibility.place_in", postcode=postcode, district=texts(district))
    vintage = date.fromisoformat(f"{finding.values['vintage']}-01")
    return {"place": place, "vintage": texts.month(vintage)}


def way_to_settle(finding: Finding) -> Way | None:
    """Return how a finding can be settled from here, if at all."""
    if finding.rule == TERM and finding.reason in ("term_too_long", "term_none_fits"):
        return Way("eligibility.settle_term")
    answered = finding.reason.partition("_")[2] in ("said_inside", "said_outside")
    if finding.rule in BY_HAND and (answered or _is_open(finding)):
        return Way("eligibility.settle_by_hand")
    if finding.rule == "no_order_or_bail" and finding.verdict is Verdict.NOT_KNOWN:
        return Way("eligibility.settle_orders")
    if finding.verdict is Verdict.NOT_KNOWN and finding.rule in FIELDS:
        return Way("eligibility.settle_referral", FIELDS[finding.rule])
    return None


def _is_open(finding: Finding) -> bool:
    return finding.verdict is Verdict.NOT_KNOWN and not finding.reason.endswith("no_offence")
