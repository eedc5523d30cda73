"""How findings stand on the screen, in which order, and how each can be settled."""

from collections.abc import Sequence
from dataclasses import dataclass

from triage_app.domain.eligibility import TERM, Facts, Finding, Verdict
from triage_app.domain.questions import BY_HAND
from triage_app.domain.scheme import Effect
from triage_app.services.shown import RuleShown
from triage_app.texts import Texts
from ui.theme import Standing, Tone

# What is settled elsewhere: the field of the referral that a finding waits for.
FIELDS = {
    "adult_unknown": "born",
    "offence_unknown": "offences",
    "offence_none": "offences",
    "offended_no_offence": "offences",
    "offence_day_unknown": "offences",
    "arrest_unknown": "arrested",
    "term_unknown": "offences",
    "cohort_unknown": "sex",
}
LOOKS = {
    Verdict.MET: ("good", Tone.GOOD),
    Verdict.NOT_MET: ("not-met", Tone.BAD),
    Verdict.NOT_KNOWN: ("unknown", Tone.WARN),
}
# What waits for an answer comes first; then what is not met; a prompt after what bars.
ORDER = (Verdict.NOT_KNOWN, Verdict.NOT_MET, Verdict.MET)
ORDERS = "no_order_or_bail"


@dataclass(frozen=True)
class Way:
    """How a finding can be settled: the button's code, and the referral's field if it is there."""

    code: str
    field: str = ""


def in_order(rules: Sequence[RuleShown]) -> list[RuleShown]:
    """Return the rules with what needs somebody first."""
    return sorted(rules, key=lambda one: (ORDER.index(one.verdict), one.effect is Effect.PROMPTS))


def standing_of(texts: Texts, one: RuleShown) -> Standing:
    """Return icon, word and tone of a verdict."""
    icon, tone = LOOKS[one.verdict]
    return Standing(icon, one.word.text(texts), tone)


def open_questions(finding: Finding, facts: Facts) -> tuple[str, ...]:
    """Return the questions to be answered right beside a finding: those nobody was asked yet.

    Where all were asked and it is still not known, they are asked again.
    """
    if finding.verdict is not Verdict.NOT_KNOWN:
        return ()
    asked = [one for one in finding.asks if one not in BY_HAND]
    fresh = [one for one in asked if one not in facts.answers]
    return tuple(fresh or (one for one in asked if facts.said(one) is None))


def knows_of_no_order(finding: Finding) -> bool:
    """Say whether nothing at all is known of orders and bail: none of either is then one key."""
    return finding.rule == ORDERS and finding.reason == "order_bail_unknown"


def waits(finding: Finding, facts: Facts) -> bool:
    """Say whether a finding waits for somebody: a term to be set, or what nobody was asked yet."""
    if finding.verdict is Verdict.NOT_KNOWN:
        return not finding.asks or any(one not in facts.answers for one in finding.asks)
    return finding.verdict is Verdict.NOT_MET and finding.rule == TERM


def way_to_settle(finding: Finding) -> Way | None:
    """Return how a finding can be settled by a button, if at all."""
    if finding.rule == TERM and finding.reason in ("term_too_long", "term_none_fits"):
        return Way("eligibility.settle_term")
    if set(finding.asks) & set(BY_HAND):
        return Way("eligibility.settle_by_hand")
    if finding.rule == ORDERS:
        known = finding.verdict is not Verdict.NOT_KNOWN
        return Way("eligibility.change_orders" if known else "eligibility.settle_orders")
    if finding.reason in FIELDS:
        return Way("eligibility.settle_referral", FIELDS[finding.reason])
    if finding.asks and finding.verdict is not Verdict.NOT_KNOWN:
        return Way("eligibility.answer_again")
    return None
