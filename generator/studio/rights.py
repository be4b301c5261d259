"""Roles of people, and the rights that each has on a project."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """The work of a person: in the office (``ADMIN``), or on one project."""

    VIEW = "xem"
    EDIT = "soan"
    APPROVE = "duyet"
    ADMIN = "quan-tri"


class Right(StrEnum):
    """The permission that an endpoint asks of the person who calls it."""

    ANYONE = "anyone"
    SIGNED_IN = "signed-in"
    CREATE = "create"
    VIEW = "view"
    EDIT = "edit"
    APPROVE = "approve"
    ADMIN = "admin"


#: Who approves answers for texts that others wrote; who writes does not approve.
_RIGHTS: Final = {
    Role.VIEW: frozenset({Right.VIEW}),
    Role.EDIT: frozenset({Right.VIEW, Right.EDIT, Right.CREATE}),
    Role.APPROVE: frozenset({Right.VIEW, Right.APPROVE}),
    Role.ADMIN: frozenset(Right),
}


def rights_of(role: Role) -> frozenset[Right]:
    """The rights that ``role`` has."""
    return _RIGHTS[role] | {Right.ANYONE, Right.SIGNED_IN}
