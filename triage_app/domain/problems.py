"""Why something cannot be done, as codes the interface puts into words."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as with_default


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field; the values fill the blanks of the code's wording."""

    field: str
    code: str
    values: Mapping[str, object] = with_default(default_factory=dict)


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """The rules do not allow it, for a reason the user should read."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Invalid(Exception):  # noqa: N818
    """What was filled in needs correcting."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class Stale(Refused):
    """Somebody else saved the record first: their version stands beside this one."""

    def __init__(self, theirs: Mapping[str, object], by: str) -> None:
        super().__init__("record.changed_by_another", by=by)
        self.theirs = theirs


class BadFile(Refused):
    """A file of ours that cannot be used: which file, which key of it, and why.

    The reason is a code of `resources/wording/reference.toml`, whose sentence names file and key.
    """

    def __init__(self, file: str, key: str, reason: str, /, **values: object) -> None:
        super().__init__(f"reference.{reason}", file=file, key=key, **values)
        self.file = file
        self.key = key
        self.reason = reason

    def __str__(self) -> str:
        """Name the mistake for a log or a console that has no wording at hand."""
        return f"{self.file}: {self.key}: {self.reason}"
