"""People in the practice caseload who agree in part, will not sign, stop, or want other help."""

from triage_app.domain.sharing import How
from triage_app.domain.signature import Manner
from triage_app.domain.support import Request
from triage_app.domain.withdrawal import Given
from triage_app.practice.left_over import put_services_off
from triage_app.practice.sayings import ASKED, QUESTION, STOPPED, STOPPED_EARLY
from triage_app.practice.scene import Scene, all_shares
from triage_app.practice.stage import Story
from triage_app.practice.stories import authorised, consented, fresh
from triage_app.practice.tracked import Run
from triage_app.services import directory, support, withdrawal_telling, withdrawals

WITNESS = "PC Rowan Kestrel"
# Whom somebody may well agree to help from, and not to be told of the rest.
REFUSED_PARTNERS = (("restorative_justice", "restorative_justice"), ("evaluation", "evaluation"))


def read_over(scene: Scene) -> Story:
    """Had the sheet read over, with a witness; agrees to help, and not to two of the partners."""
    yield from authorised(scene)
    yield scene.on(0, 12, scene.number)
    refused = dict.fromkeys(REFUSED_PARTNERS, False)
    scene.consent(
        manner=Manner.READ_OVER,
        witness=WITNESS,
        asked=True,
        questions=scene.said(QUESTION),
        shares=all_shares(scene) | refused,
    )
    scene.book()


def unsigned(scene: Scene) -> Story:
    """Would neither agree nor sign; a witness saw it; services will be offered later."""
    yield from authorised(scene)
    yield scene.on(0, 12, scene.number)
    scene.consent(given=False, manner=Manner.REFUSED, witness=WITNESS)
    put_services_off(scene)


def supported(scene: Scene) -> Story:
    """Said no to the scheme, and yes to a service: referred under their own consent."""
    yield from authorised(scene)
    yield scene.on(0, 12, scene.number)
    scene.consent(given=False)
    scene.leave(wants_help=True)
    refer_to_service(scene)


def withdrew(scene: Scene) -> Story:
    """Agreed, and took it back the next day, before a contract; nobody has been told yet."""
    yield from consented(scene)
    yield scene.on(1, 9, scene.number)
    told = Given(scene.desk.today(), How.TELEPHONE, scene.said(STOPPED_EARLY))
    withdrawals.withdraw(scene.desk, scene.assessor, scene.case_id, told)


def stopped(scene: Scene) -> Story:
    """Withdrew today under a contract: with the officer again, the services still to be told."""
    scene.last_held = 5
    yield from fresh(scene)
    run = Run(scene)
    yield from run.meet({}, run.held_by(0))
    yield scene.ago(0, 8, scene.number)
    told = Given(scene.desk.today(), How.IN_PERSON, scene.said(STOPPED))
    desk, actor, case_id = scene.desk, scene.assessor, scene.case_id
    letter = withdrawals.withdraw(desk, actor, case_id, told, scene.player.reads)
    if letter is not None:
        scene.put_on_paper(letter)
    yield scene.ago(0, 9, scene.number)
    seen = withdrawal_telling.view(desk, actor, case_id)
    first = next((one.id for one in seen.left if one.id is not None), None) if seen else None
    if first is not None:
        withdrawal_telling.tell(desk, actor, first, desk.today(), How.IN_PERSON)


def refer_to_service(scene: Scene) -> None:
    """Refer somebody to the nearest service for the gravest need."""
    need = scene.player.needs[0]
    nearest = directory.services_for(scene.desk, scene.assessor, need, scene.player.area)[0]
    wanted = Request(
        service_id=nearest.id,
        purpose=need,
        asks=scene.said(ASKED),
        shared=("contact", "need"),
        consent_day=scene.desk.today(),
        consent_how=How.IN_PERSON,
        consent_language=scene.player.speaks,
    )
    support.refer(scene.desk, scene.assessor, scene.case_id, wanted)
