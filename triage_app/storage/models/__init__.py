"""The tables, a file for each part of the work."""

from triage_app.storage.models.after import (
    Erased,
    FoundOffence,
    ReoffendingCheck,
    RetentionReview,
)
from triage_app.storage.models.assessment import (
    Answer,
    Assessment,
    LoadedWording,
    PathwayView,
    RiskReview,
    SafeguardingReport,
    SafetyFlag,
    Service,
)
from triage_app.storage.models.base import Base
from triage_app.storage.models.calling import ArrestCheck, PuttingOff
from triage_app.storage.models.consent import (
    Consent,
    ServiceReferral,
    Sharing,
    WayOut,
    Withdrawal,
    WithdrawalTold,
)
from triage_app.storage.models.contract import (
    BespokeRuling,
    Condition,
    Contract,
    Paper,
    Printing,
    Signature,
)
from triage_app.storage.models.cover import Absence, Handover
from triage_app.storage.models.custody import (
    CustodyColumns,
    CustodyEntry,
    CustodyImport,
    CustodyLook,
    CustodyRow,
)
from triage_app.storage.models.deciding import CaseAnswer, Gravity, Suitability
from triage_app.storage.models.ending import EndingTold, FormerOfficer
from triage_app.storage.models.finding import (
    CaseKey,
    FormerPerson,
    NameSlip,
    NameWord,
    PersonKey,
    PersonLink,
)
from triage_app.storage.models.imported import Edition, ListedOffence, OutwardCode
from triage_app.storage.models.keeping import (
    AttendanceChange,
    Contribution,
    ContributionPart,
    TagEvent,
)
from triage_app.storage.models.office import AuditEntry, Draft, Member, Pin, Revision, Setting
from triage_app.storage.models.partners import PartnerReferral, PartnerReply
from triage_app.storage.models.prosecution import FileSent
from triage_app.storage.models.referral import (
    Authorisation,
    Case,
    CaseOrder,
    Correction,
    EligibilityDecision,
    Offence,
    Person,
)
from triage_app.storage.models.scan import Scan, ScanFile, ScanPage
from triage_app.storage.models.tracking import (
    Appointment,
    Breach,
    ContactAttempt,
    Ending,
    HoursEntry,
    MeetingMove,
    Reoffence,
    Warned,
)
from triage_app.storage.models.varying import Variation, VariationApproval
from triage_app.storage.models.victim import (
    NoVictim,
    Victim,
    VictimCorrection,
    VictimSheet,
    VictimTold,
    VictimWish,
)

__all__ = [
    "Absence",
    "Answer",
    "Appointment",
    "ArrestCheck",
    "Assessment",
    "AttendanceChange",
    "AuditEntry",
    "Authorisation",
    "Base",
    "BespokeRuling",
    "Breach",
    "Case",
    "CaseAnswer",
    "CaseKey",
    "CaseOrder",
    "Condition",
    "Consent",
    "ContactAttempt",
    "Contract",
    "Contribution",
    "ContributionPart",
    "Correction",
    "CustodyColumns",
    "CustodyEntry",
    "CustodyImport",
    "CustodyLook",
    "CustodyRow",
    "Draft",
    "Edition",
    "EligibilityDecision",
    "Ending",
    "EndingTold",
    "Erased",
    "FileSent",
    "FormerOfficer",
    "FormerPerson",
    "FoundOffence",
    "Gravity",
    "Handover",
    "HoursEntry",
    "ListedOffence",
    "LoadedWording",
    "MeetingMove",
    "Member",
    "NameSlip",
    "NameWord",
    "NoVictim",
    "Offence",
    "OutwardCode",
    "Paper",
    "PartnerReferral",
    "PartnerReply",
    "PathwayView",
    "Person",
    "PersonKey",
    "PersonLink",
    "Pin",
    "Printing",
    "PuttingOff",
    "Reoffence",
    "ReoffendingCheck",
    "RetentionReview",
    "Revision",
    "RiskReview",
    "SafeguardingReport",
    "SafetyFlag",
    "Scan",
    "ScanFile",
    "ScanPage",
    "Service",
    "ServiceReferral",
    "Setting",
    "Sharing",
    "Signature",
    "Suitability",
    "TagEvent",
    "Variation",
    "VariationApproval",
    "Victim",
    "VictimCorrection",
    "VictimSheet",
    "VictimTold",
    "VictimWish",
    "Warned",
    "WayOut",
    "Withdrawal",
    "WithdrawalTold",
]
