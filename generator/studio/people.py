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
        role: On the project of the request; without one, in the office.
        office_role: In the office, if that is another one.
        csrf: What each form must bring back.
    """

    id: int
    name: str
    role: Role
    language: Language = "vi"
    csrf: str = ""
    is_signed_in: bool = True
    office_role: Role | None = None

    def has(self, right: Right) -> bool:
        """True if the person has the right; to create or to administer is a right in the office."""
        if not self.is_signed_in:
            return right is Right.ANYONE
        is_of_office = right in (Right.CREATE, Right.ADMIN)
        return right in rights_of((is_of_office and self.office_role) or self.role)
