"""Who works here, and what each may do."""

from enum import StrEnum


class Role(StrEnum):
    """What a member of staff does."""

    ASSESSOR = "assessor"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Permission(StrEnum):
    """Something a member of staff may be allowed to do."""

    SEE_CASES = "see_cases"
    SEE_VICTIMS = "see_victims"
    REFER = "refer"
    LINK_PEOPLE = "link_people"
    MERGE_PEOPLE = "merge_people"
    IMPORT_CUSTODY_LOG = "import_custody_log"
    DECIDE_ELIGIBILITY = "decide_eligibility"
    RECORD_CONSENT = "record_consent"
    BOOK = "book"
    ASSESS = "assess"
    AGREE_CONTRACT = "agree_contract"
    TRACK = "track"
    PROPOSE_BREACH = "propose_breach"
    CONFIRM_COMPLETION = "confirm_completion"
    RECORD_OUTCOME = "record_outcome"
    MAKE_PAPERS = "make_papers"
    DECIDE_BREACH = "decide_breach"
    APPROVE_WORDS = "approve_words"
    OVERRIDE_TERM = "override_term"
    APPROVE_VARIATION = "approve_variation"
    PUT_RIGHT = "put_right"
    SEE_EVERYONES_CASES = "see_everyones_cases"
    EXPORT_CASELOAD = "export_caseload"
    GIVE_CASES = "give_cases"
    SEE_DIRECTORY = "see_directory"
    MANAGE_SERVICES = "manage_services"
    MANAGE_USERS = "manage_users"
    MANAGE_REFERENCE = "manage_reference"
    BACK_UP = "back_up"
    READ_LOG = "read_log"
    REVIEW_RETENTION = "review_retention"
    CONFIRM_DISPOSAL = "confirm_disposal"


_CASEWORK = frozenset(
    {
        Permission.SEE_CASES,
        Permission.SEE_VICTIMS,
        Permission.REFER,
        Permission.LINK_PEOPLE,
        Permission.IMPORT_CUSTODY_LOG,
        Permission.DECIDE_ELIGIBILITY,
        Permission.RECORD_CONSENT,
        Permission.BOOK,
        Permission.ASSESS,
        Permission.AGREE_CONTRACT,
        Permission.TRACK,
        Permission.PROPOSE_BREACH,
        Permission.CONFIRM_COMPLETION,
        Permission.RECORD_OUTCOME,
        Permission.MAKE_PAPERS,
        Permission.SEE_DIRECTORY,
    }
)

# The one table of who may what: services enforce it, screens ask it what to show.
PERMISSIONS = {
    Role.ASSESSOR: _CASEWORK,
    Role.SUPERVISOR: _CASEWORK
    | {
        Permission.MERGE_PEOPLE,
        Permission.DECIDE_BREACH,
        Permission.APPROVE_WORDS,
        Permission.OVERRIDE_TERM,
        Permission.APPROVE_VARIATION,
        Permission.PUT_RIGHT,
        Permission.SEE_EVERYONES_CASES,
        Permission.EXPORT_CASELOAD,
        Permission.GIVE_CASES,
        Permission.MANAGE_SERVICES,
        Permission.REVIEW_RETENTION,
        Permission.CONFIRM_DISPOSAL,
    },
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.MANAGE_USERS,
            Permission.SEE_DIRECTORY,
            Permission.MANAGE_SERVICES,
            Permission.MANAGE_REFERENCE,
            Permission.BACK_UP,
        }
    ),
    Role.AUDITOR: frozenset({Permission.READ_LOG}),
}


def may(role: Role, permission: Permission) -> bool:
    """Say whether a role carries a permission."""
    return permission in PERMISSIONS[role]
