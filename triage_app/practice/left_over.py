"""What is left for later: a paper of which nobody has said that it came out, a thing put off."""

import datetime as dt
from typing import Final

from triage_app.domain.attention import Kind
from triage_app.practice.sayings import COMES_WITH_SISTER
from triage_app.practice.scene import PRINTER, Scene
from triage_app.services import attention, printings, putting_off

PUT_OFF_FOR: Final = dt.timedelta(days=4)


def leave_at_printer(scene: Scene, paper_id: int) -> None:
    """Send a paper to the printer, and be called away before it comes out."""
    printings.begin(scene.desk, scene.assessor, paper_id, PRINTER)


def put_services_off(scene: Scene) -> None:
    """Put off offering services until the person comes back with somebody they trust."""
    who = scene.desk, scene.assessor, scene.case_id
    waits = attention.due_in(*who)
    services = next(one for one in waits if one.kind is Kind.SERVICES)
    until = scene.desk.today() + PUT_OFF_FOR
    putting_off.put_off(*who, services, (until, scene.said(COMES_WITH_SISTER)))
