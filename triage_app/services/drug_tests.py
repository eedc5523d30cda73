"""The test for drugs on arrest, for whoever assesses the need that may lie behind it."""

from sqlalchemy.orm import Session

from triage_app.domain.drug_test import ArrestTest
from triage_app.storage.models import Case


def of_case(session: Session, case_id: int) -> ArrestTest:
    """Return what became of the test, within a use case that logs its own look."""
    case = session.get_one(Case, case_id)
    return ArrestTest(case.drug_test, case.drug_result, case.drug_test_day)
