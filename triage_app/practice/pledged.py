"""What the people of the practice caseload agree to pay, where their scheme asks for it."""

from datetime import date
from typing import Final

from triage_app.domain.contribution import Asked
from triage_app.services import contributions
from triage_app.services.contracts import Sheet
from triage_app.services.desk import Actor, Desk

PAYS: Final = 60_00  # pence


def agree_to_pay(desk: Desk, actor: Actor, sheet: Sheet, by: date | None) -> None:
    """Say how much is paid and by which day, otherwise by the end of the contract."""
    if sheet.pays:
        asked = Asked(PAYS, by or sheet.draft.ends)
        contributions.ask_contribution(desk, actor, sheet.case_id, asked)
