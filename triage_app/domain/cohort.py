"""Whom a scheme takes: its cohorts, and what is asked of a person to say who belongs."""

from dataclasses import dataclass
from datetime import date

from triage_app.domain.wording import Wording


@dataclass(frozen=True, slots=True)
class Somebody:
    """What is asked of a person to say whether a scheme takes them. None: not yet known."""

    sex: str | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True)
class Cohort:
    """Whom a scheme takes: everybody, or people of some sexes or ages."""

    code: str
    name: Wording
    sexes: tuple[str, ...] = ()  # none named: of any
    youngest: int | None = None  # years on the day of the referral
    oldest: int | None = None

    def takes(self, one: Somebody) -> bool | None:
        """Say whether somebody belongs; None: what decides it is not known yet."""
        answers = (self._by_sex(one.sex), self._by_age(one.age))
        return False if False in answers else None if None in answers else True

    def _by_sex(self, sex: str | None) -> bool | None:
        return True if not self.sexes else None if sex is None else sex in self.sexes

    def _by_age(self, age: int | None) -> bool | None:
        if self.youngest is None and self.oldest is None:
            return True
        if age is None:
            return None
        return (self.youngest or 0) <= age and (self.oldest is None or age <= self.oldest)


@dataclass(frozen=True, slots=True)
class CohortStart:
    """The first day on which a suite takes one cohort, where it is not the suite's own."""

    cohort: str
    starts: date
