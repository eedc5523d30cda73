"""What the rules found, put into words: of the rule, of the verdict, and of what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from triage_app.domain.charge_clock import ChargeClock, OffenceLimit
from triage_app.domain.eligibility import Facts, Finding
from triage_app.domain.wording import Language, Wording
from triage_app.services.desk import Desk
from triage_app.services.judgements import Judged, ScoredBy
from triage_app.services.offence_titles import title_of
from triage_app.services.said import Said, plain, say, wording
from triage_app.texts import Texts


def rule_name(desk: Desk, finding: Finding) -> Said:
    """Name the rule; one that wording knows nothing of goes by its code."""
    code = f"eligibility.rule_{finding.rule}"
    return say(desk, code) if _texts(desk).has(code) else plain(finding.rule)


def found(desk: Desk, finding: Finding) -> Said:
    """Say what was found; an offence of the list goes by its name in each language."""
    values = dict(finding.values)
    if code := str(values.pop("code", "")):
        values["offence"] = title_of(desk, code, str(values.get("offence", "")))
    category = f"offence.said_{values.get('category')}"
    if _texts(desk).has(category):
        values["category"] = wording(desk, category)
    orders = values.get("orders")
    if isinstance(orders, Sequence):
        values["orders"] = tuple(order(desk, one) for one in orders)
    if isinstance(whom := values.get("whom"), Sequence):
        values["whom"] = Wording(*whom)
    if "vintage" in values:
        values |= _place(desk, finding)
    return say(desk, f"eligibility.why_{finding.reason}", **values)


def _place(desk: Desk, finding: Finding) -> dict[str, object]:
    """Say what a postcode file answered by: the postcode, its district by name, and the month."""
    postcode, district = finding.values["postcode"], f"district.{finding.values['district']}"
    place: tuple[Said, ...] = (plain(str(postcode)),)
    if _texts(desk).has(district):
        place = (
            say(desk, "eligibility.place_in", postcode=postcode, district=wording(desk, district)),
        )
    month = date.fromisoformat(f"{finding.values['vintage']}-01")
    english, welsh = (desk.texts(one).month(month) for one in Language)
    return {"place": place, "vintage": Wording(english, welsh)}


def order(desk: Desk, told: Mapping[str, str]) -> Said:
    """Say an order or bail in a few words: its kind, court or force, and last day."""
    kind, court = wording(desk, f"order.kind_{told['kind']}"), told["court"]
    code = "order.line" + ("_court" if court else "") + ("_until" if told["until"] else "")
    until = {"until": date.fromisoformat(told["until"])} if told["until"] else {}
    return say(desk, code, **({"kind": kind} | ({"court": court} if court else {}) | until))


def answers(desk: Desk, finding: Finding, facts: Facts) -> Iterator[Said]:
    """Say of each question the rule rests on what was answered, by whom and when, and why."""
    for question in finding.asks:
        given = facts.answers.get(question)
        if given is None or given.at is None:
            continue
        word = {True: "yes", False: "no", None: "not_known"}[given.said]
        answer = wording(desk, _answer_code(desk, question, word))
        values: dict[str, object] = {"answer": answer, "by": given.by, "at": given.at}
        code = "question.answered"
        if len(finding.asks) > 1:  # each is named where there are several
            code, values["question"] = f"{code}_one", wording(desk, f"question.{question}")
        if given.reason:
            code, values["reason"] = f"{code}_because", given.reason
        yield say(desk, code, **values)


def answer_word(texts: Texts, question: str, word: str) -> str:
    """Word an answer; Welsh has no single yes, so a question may have words of its own."""
    own = f"question.{question}_{word}"
    return texts(own if texts.has(own) else f"question.{word}")


def limits(desk: Desk, clock: ChargeClock) -> Iterator[Said]:
    """Say of each offence what limits the charge, and on what authority."""
    for limit in clock.limits:
        yield _limit(desk, limit)
    day, last = clock.last_working_day, clock.last_day
    if day and day != last:
        yield say(desk, "eligibility.working_day", day=day)


def gravity(desk: Desk, given: ScoredBy | None) -> Iterator[Said]:
    """Say how grave the offending was scored, what weighed, and who scored it."""
    if given is None:
        yield say(desk, "eligibility.gravity_none")
        return
    one = given.scored
    yield say(desk, "eligibility.gravity_score", base=one.base, final=one.final)
    for name in ("aggravating", "mitigating"):
        factors = getattr(one, name)
        if factors:
            listed = tuple(plain(factor) for factor in factors)
            yield say(desk, f"eligibility.gravity_{name}", factors=listed)
    yield plain(one.rationale)
    yield say(desk, "eligibility.by_at", by=given.by, at=given.at)


def suitability(desk: Desk, judged: Judged | None) -> Iterator[Said]:
    """Say whether the person was judged suitable, why, by whom and when."""
    if judged is None:
        yield say(desk, "eligibility.suitability_none")
        return
    yield say(desk, f"eligibility.judged_{'suitable' if judged.suitable else 'not_suitable'}")
    yield plain(judged.reason)
    yield say(desk, "eligibility.by_at", by=judged.by, at=judged.at)


def _limit(desk: Desk, limit: OffenceLimit) -> Said:
    title = limit.offence.title or limit.offence.code
    values: dict[str, object] = {
        "offence": title_of(desk, limit.offence.code, title),
        "reason": wording(desk, f"offence.limit_{limit.reason}"),
        "source": limit.limit.source,
    }
    if limit.last_day:
        return say(desk, "eligibility.limit_line", last_day=limit.last_day, **values)
    code = "eligibility.limit_line_none" if limit.known else "eligibility.limit_line_unknown"
    return say(desk, code, **values)


def _answer_code(desk: Desk, question: str, word: str) -> str:
    own = f"question.{question}_{word}"
    return own if _texts(desk).has(own) else f"question.{word}"


def _texts(desk: Desk) -> Texts:
    return desk.texts("en")
