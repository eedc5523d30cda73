"""Something put right in a referral on which somebody has decided already."""

from dataclasses import replace

from triage_app.practice.sayings import PUT_RIGHT
from triage_app.practice.scene import Scene
from triage_app.services import referrals


def put_right(scene: Scene) -> None:
    """Put right where the first offence was, openly: the decision stays as it was made."""
    desk, actor, case_id = scene.desk, scene.assessor, scene.case_id
    seen = referrals.view(desk, actor, case_id)
    first, *others = seen.referral.offences
    right = replace(first, place=f"Quay Street, {scene.house.town}")
    given = replace(seen.referral, offences=(right, *others))
    referrals.amend(desk, actor, case_id, given, seen.versions, scene.said(PUT_RIGHT))
