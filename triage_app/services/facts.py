"""The facts of a case as the rules may ask for them, gathered on the day they are put to it."""

from sqlalchemy.orm import Session

from triage_app.domain.eligibility import ChargedWith, Facts
from triage_app.domain.scheme import Scheme
from triage_app.services.answers import answers_of
from triage_app.services.desk import LONDON, Desk
from triage_app.services.orders import ordered_of
from triage_app.services.whereabouts import locator
from triage_app.storage.models import Case, Offence


def facts_of(desk: Desk, session: Session, case: Case, scheme: Scheme) -> Facts:
    """Return what is known of a case today."""

    located = locator(session, scheme)

    def charged(one: Offence) -> ChargedWith:
        place = located(one.postcode)
        return ChargedWith(
            one.title, one.code, one.category, one.first_day, place, one.domestic_abuse
        )

    arrested = case.arrested.astimezone(LONDON).date() if case.arrested else None
    return Facts(
        day=desk.today(),
        born=case.person.born,
        home=located(case.person.postcode),
        offences=tuple(charged(one) for one in case.offences),
        ordered=ordered_of(case),
        arrested=arrested,
        referred=case.opened,
        co_accused=case.co_accused,
        answers=answers_of(session, case.id),
        sex=case.person.sex,
    )
