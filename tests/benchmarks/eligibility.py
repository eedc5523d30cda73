"""The advice on ten thousand cases, against a bare loop over the same predicates."""

from tests.benchmarks.ratio import Ratio, beside
from tests.domain.generated_cases import cases
from triage_app.config import RESOURCES
from triage_app.domain.rules import RULES, assess
from triage_app.reference import load_schemes

CASES = 10_000
ROUNDS = 7
AT_MOST = 1.5


def measure(_asked):
    facts, schemes = list(cases(CASES)), load_schemes(RESOURCES / "schemes").schemes
    pairs = [[(RULES[rule.code], rule) for rule in scheme.rules] for scheme in schemes]

    def ours():
        for scheme in schemes:
            for one in facts:
                _ = assess(one, scheme, None).verdict

    def floor():
        for predicates in pairs:
            for one in facts:
                for look, rule in predicates:
                    look(one, rule)

    what = f"eligibility of {CASES} cases, {len(schemes)} files"
    yield Ratio(what, *beside(ours, floor, ROUNDS), AT_MOST)
