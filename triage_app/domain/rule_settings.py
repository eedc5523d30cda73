"""What each rule must be told by a scheme's file, and of what form."""

from collections.abc import Mapping
from dataclasses import dataclass

# On which day the age of an offence is measured.
MEASURED_AT = ("arrest", "referral", "decision")
# Whether bail is looked at: for another matter only, for any, or not at all.
BAIL = ("another_matter", "any", "not_asked")
# What stands for the person's part in the offence.
ACCEPTS = ("admission", "evidence")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a rule: its type, and for words the ones there are."""

    kind: type
    among: tuple[str, ...] = ()

    def fits(self, value: object) -> bool:
        """Say whether a value of a scheme's file may stand for it."""
        if type(value) is not self.kind:
            return False
        if isinstance(value, int):
            return value >= 1
        words = value if isinstance(value, list) else [value]
        known = self.among or words
        return bool(words) and all(isinstance(one, str) and one in known for one in words)


SETTINGS: Mapping[str, Mapping[str, Setting]] = {
    "adult": {"minimum_age": Setting(int)},
    "lives_in_area": {},
    "offended_in_area": {},
    "offence_suitable": {"categories": Setting(list)},
    "no_order_or_bail": {"bail": Setting(str, BAIL)},
    "offence_recent": {"months": Setting(int), "measured_at": Setting(str, MEASURED_AT)},
    "admission_or_evidence": {"accepts": Setting(list, ACCEPTS)},
    "no_co_accused": {},
    "no_hate_crime": {},
    "no_domestic_abuse": {},
    "not_highest_risk": {},
    "not_held_for_court": {},
    "not_under_mental_health_act": {},
    "adult_at_offence": {},
    "first_time_or_low_risk": {},
    "caution_appropriate": {},
}
