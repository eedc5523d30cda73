"""What of a person somebody outside the office may be told: each by a permanent code."""

from collections.abc import Collection
from enum import StrEnum
from typing import Final


class Told(StrEnum):
    """What a service may be told; it is told nothing else."""

    CONTACT = "contact"  # name, and how to reach them safely
    BORN = "born"
    NEED = "need"  # what help is asked for, in the words of the referral
    ACCESS = "access"  # language, interpreter, appropriate adult, access needs
    HEALTH = "health"
    SAFETY = "safety"  # what keeps a worker, or the person, safe
    OFFENCE = "offence"


LEAST: Final = frozenset({Told.CONTACT})  # without which nobody can be helped


def in_order(codes: Collection[str]) -> tuple[Told, ...]:
    """Return codes once each, in the order they are asked and printed in."""
    return tuple(one for one in Told if one in codes)


def withheld(codes: Collection[str]) -> tuple[Told, ...]:
    """Return what is left out on purpose where these codes are told."""
    return tuple(one for one in Told if one not in codes)
