"""Who signs a paper: those who agree, those who were there, and a witness where nobody signs."""

from collections.abc import Iterator
from typing import Final

from triage_app.documents.contents import ContractContents, InformationContents

ROLES: Final = ("appropriate_adult", "interpreter")


def attending(contents: ContractContents | InformationContents) -> Iterator[tuple[str, str]]:
    """Yield the role and name of whoever sits beside the person; a name may not be known yet."""
    for role in ROLES:
        name: str | None = getattr(contents, role)
        if name is not None:
            yield role, name


def not_needed(contents: ContractContents | InformationContents) -> list[str]:
    """Return the roles nobody is needed for: they are named as such, never left out."""
    return [role for role in ROLES if getattr(contents, role) is None]
