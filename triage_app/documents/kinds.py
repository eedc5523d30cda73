"""Every kind of paper there is, by its permanent code."""

from enum import StrEnum


class Kind(StrEnum):
    """A paper's permanent code: it stands in the file, the log and the document's subject."""

    INFORMATION = "INFO"
    CONTRACT = "CONTRACT"
    EASY_READ = "EASY_READ"
    WARNING = "WARNING"
    NOT_BREACH = "NOT_BREACH"
    NOT_TAKEN_ON = "NOT_TAKEN_ON"
    COMPLETED = "COMPLETED"
    BREACH = "BREACH"
    PUT_RIGHT = "PUT_RIGHT"
    WITHDRAWN = "WITHDRAWN"
    RECOVERY = "RECOVERY"
    REMINDER = "REMINDER"
    OWN_PAGE = "OWN_PAGE"
    VARIATION = "VARIATION"
    REFERRAL = "REFERRAL"
    VICTIM_SHEET = "VICTIM_SHEET"
    VICTIM_LETTER = "VICTIM_LETTER"
    ASSESSMENT = "ASSESSMENT"
    MORNING = "MORNING"
    PROSECUTION = "PROSECUTION"
