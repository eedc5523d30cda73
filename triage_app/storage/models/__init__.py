"""The tables, a file for each part of the work."""

from triage_app.storage.models.assessment import Answer, Assessment, PathwayView, Service
from triage_app.storage.models.base import Base
from triage_app.storage.models.contract import Condition, Contract, Paper, Printing, Signature
from triage_app.storage.models.office import AuditEntry, Draft, Member, Revision, Setting
from triage_app.storage.models.referral import (
    Authorisation,
    Case,
    Consent,
    EligibilityDecision,
    Offence,
    Person,
    WayOut,
)
from triage_app.storage.models.tracking import (
    Appointment,
    Breach,
    ContactAttempt,
    Ending,
    HoursEntry,
    Reoffence,
    Warned,
)

__all__ = [
    "Answer",
    "Appointment",
    "Assessment",
    "AuditEntry",
    "Authorisation",
    "Base",
    "Breach",
    "Case",
    "Condition",
    "Consent",
    "ContactAttempt",
    "Contract",
    "Draft",
    "EligibilityDecision",
    "Ending",
    "HoursEntry",
    "Member",
    "Offence",
    "Paper",
    "PathwayView",
    "Person",
    "Printing",
    "Reoffence",
    "Revision",
    "Service",
    "Setting",
    "Signature",
    "Warned",
    "WayOut",
]
