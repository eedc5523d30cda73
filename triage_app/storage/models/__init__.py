"""The tables, a file for each part of the work."""

from triage_app.storage.models.assessment import (
    Answer,
    Assessment,
    LoadedWording,
    PathwayView,
    SafeguardingReport,
    SafetyFlag,
    Service,
)
from triage_app.storage.models.base import Base
from triage_app.storage.models.consent import (
    Consent,
    ServiceReferral,
    Sharing,
    WayOut,
    Withdrawal,
    WithdrawalTold,
)
from triage_app.storage.models.contract import Condition, Contract, Paper, Printing, Signature
from triage_app.storage.models.custody import (
    CustodyColumns,
    CustodyEntry,
    CustodyImport,
    CustodyLook,
    CustodyRow,
)
from triage_app.storage.models.deciding import CaseAnswer, Gravity, Suitability
from triage_app.storage.models.finding import (
    CaseKey,
    FormerPerson,
    NameSlip,
    NameWord,
    PersonKey,
    PersonLink,
)
from triage_app.storage.models.office import AuditEntry, Draft, Member, Revision, Setting
from triage_app.storage.models.referral import (
    Authorisation,
    Case,
    CaseOrder,
    EligibilityDecision,
    Offence,
    Person,
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
    "CaseAnswer",
    "CaseKey",
    "CaseOrder",
    "Condition",
    "Consent",
    "ContactAttempt",
    "Contract",
    "CustodyColumns",
    "CustodyEntry",
    "CustodyImport",
    "CustodyLook",
    "CustodyRow",
    "Draft",
    "EligibilityDecision",
    "Ending",
    "FormerPerson",
    "Gravity",
    "HoursEntry",
    "LoadedWording",
    "Member",
    "NameSlip",
    "NameWord",
    "Offence",
    "Paper",
    "PathwayView",
    "Person",
    "PersonKey",
    "PersonLink",
    "Printing",
    "Reoffence",
    "Revision",
    "SafeguardingReport",
    "SafetyFlag",
    "Service",
    "ServiceReferral",
    "Setting",
    "Sharing",
    "Signature",
    "Suitability",
    "Warned",
    "WayOut",
    "Withdrawal",
    "WithdrawalTold",
]
