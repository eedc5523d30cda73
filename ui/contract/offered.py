"""Why a condition is proposed, and why a service: in words beside each."""

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QComboBox

from triage_app.domain import bespoke
from triage_app.domain.bespoke import ruling_on
from triage_app.domain.condition import Condition
from triage_app.domain.fit import Fit
from triage_app.domain.scheme import ConditionText
from triage_app.services.contract_reasons import Reason
from triage_app.services.contracts import Proposed, Sheet
from triage_app.texts import Texts
from ui.fields import PickField
from ui.room import Room

LETTERS = 34  # of a service that its box shows: what fits stands below it in full
MOST_ANSWERS = 3


def hold_width(field: PickField) -> None:
    """Keep a box as wide as a name; its list, once open, is as wide as it needs."""
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(LETTERS)


def offered_for(text: ConditionText | None, need: str | None) -> str:
    """Return what a service must offer for a condition: its pathway, or its kind."""
    if text is None:
        return ""
    own = need if text.code == bespoke.CODE else None
    return own or text.pathway or text.kind


def service_choices(room: Room, sheet: Sheet, found: Sequence[Proposed]) -> list[tuple[int, str]]:
    """Return each service with what speaks for and against it."""
    return [
        (
            one.row.id,
            room.texts("fit.choice", name=one.row.name, why=fit_words(room, sheet, one.fit)),
        )
        for one in found
    ]


def fit_words(room: Room, sheet: Sheet, fit: Fit) -> str:
    """Say how a service fits: its language, where it is, what it lacks, its places."""
    return ", ".join(_fit_parts(room.texts, sheet, fit))


def _fit_parts(texts: Texts, sheet: Sheet, fit: Fit) -> Iterator[str]:
    wishes = sheet.around.wishes
    if fit.why_not is not None:
        yield texts(f"fit.{fit.why_not}")
    if fit.speaks is not None:
        yield texts(f"fit.{'speaks' if fit.speaks else 'not'}_{wishes.language}")
    if fit.near is not None:
        area = next(one.name for one in sheet.scheme.areas if one.code == wishes.area)
        yield texts("fit.near" if fit.near else "fit.not_near", area=area)
    for one in fit.lacks:
        yield texts(f"fit.lacks_{one}")
    if fit.free:
        yield texts("fit.places", n=fit.free, capacity=fit.capacity)


def reason_words(texts: Texts, reason: Reason) -> str:
    """Say what made a need critical."""
    said = [texts("condition.why_linked" if reason.linked else "condition.why_not_linked")]
    if reason.points is not None:
        said.append(texts("condition.why_score", points=reason.points, most=reason.most))
    said += [
        texts("condition.why_answer", brief=one.brief, answer=one.answer)
        for one in reason.answers[:MOST_ANSWERS]
    ]
    if reason.re_ordered:
        said.append(texts("condition.why_re_ordered", reason=reason.re_ordered))
    return texts("condition.why", rank=reason.rank, reasons=" · ".join(said))


def ruling_words(texts: Texts, sheet: Sheet, one: Condition) -> str:
    """Say how bespoke words stand with whoever approves them; nothing, of any other condition."""
    if one.code != bespoke.CODE or not (one.words.en or one.words.cy):
        return ""
    ruling = ruling_on(one.words, sheet.around.rulings)
    if ruling is None:
        saved = sheet.draft.at(one.position)
        is_saved = saved is not None and saved.code == one.code and saved.words == one.words
        return texts(f"condition.{'waits_for_approval' if is_saved else 'to_be_approved'}")
    code = "condition.was_approved" if ruling.approved else "condition.was_returned"
    return texts(code, by=ruling.by, reason=ruling.reason)
