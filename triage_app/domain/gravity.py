"""How grave the offending is, as a person scores it.

The national matrix is not ours to copy: a force's scheme may load a score for an offence's code,
which is then proposed; what aggravates and what mitigates is written in words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage_app.domain.offences import bare
from triage_app.domain.problems import Problem
from triage_app.domain.scheme import Scheme

LINE, AREA = 300, 2000


@dataclass(frozen=True, slots=True)
class Scored:
    """A score before and after what aggravates and what mitigates, and why it is so."""

    base: int | None
    aggravating: tuple[str, ...] = ()
    mitigating: tuple[str, ...] = ()
    final: int | None = None
    rationale: str = ""


def proposed(codes: Iterable[str], scheme: Scheme) -> int | None:
    """Return the gravest score the scheme has for some offences; None where it has none."""
    scores = [scheme.gravity[bare(code)] for code in codes if bare(code) in scheme.gravity]
    return max(scores, default=None)


def problems_in(scored: Scored, scheme: Scheme) -> Iterator[Problem]:
    """Yield what must be put right before a score is kept."""
    least, most = scheme.gravity_scale
    for name in ("base", "final"):
        score = getattr(scored, name)
        if score is None:
            yield Problem(name, "problem.missing")
        elif not least <= score <= most:
            yield Problem(name, "problem.out_of_range", {"least": least, "most": most})
    for name in ("aggravating", "mitigating"):
        if any(len(factor) > LINE for factor in getattr(scored, name)):
            yield Problem(name, "problem.too_long", {"most": LINE})
    if not scored.rationale.strip():
        yield Problem("rationale", "eligibility.reason_missing")
    elif len(scored.rationale) > AREA:
        yield Problem("rationale", "problem.too_long", {"most": AREA})
