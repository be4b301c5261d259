"""The person behind a request."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.messages import Language
from generator.studio.rights import Right, Role, rights_of


@dataclass(frozen=True, slots=True)
class Person:
    """Who calls.

    Attributes:
        id: 0 of the only person of a server without accounts, and of one who has not signed in.
        name: As it stands in revisions, approvals and the audit log.
        csrf: What each form must bring back.
    """

    id: int
    name: str
    role: Role
    language: Language = "vi"
    csrf: str = ""
    is_signed_in: bool = True

    def has(self, right: Right) -> bool:
        """True if the role of the person in the office has the right."""
        if not self.is_signed_in:
            return right is Right.ANYONE
        return right in rights_of(self.role)
