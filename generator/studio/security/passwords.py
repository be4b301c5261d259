"""Passwords: only their Argon2id hashes are stored."""

from __future__ import annotations

import secrets
import threading
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, Final

from generator.core.messages import Message, msg

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_LENGTH: Final = 10
#: Longer ones are no better, and cost time.
MAX_LENGTH: Final = 200
_LEAST_DIFFERENT: Final = 5
#: OWASP's second choice (19 MiB, two passes, one lane), with one pass more.
#: Source: OWASP Password Storage Cheat Sheet, Argon2id.
_COST_KIB: Final = 19 * 1024
_PASSES: Final = 3
#: Hashes at a time: 38 MiB, however many people sign in at once.
_AT_ONCE: Final = 2
#: Without letters and figures that look alike; 16 of 30 have 78 bits.
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"


class Passwords:
    """Hashes and verifies; a login that nobody has takes as long as one with a wrong password."""

    def __init__(self) -> None:
        self._turn = threading.BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """The hash to be stored."""
        with self._turn:
            return self._hasher.hash(_normalized(password))

    def verify(self, password: str, stored: str | None) -> bool:
        """True if the hash is that of the password; ``None`` takes as long, and is never right."""
        from argon2.exceptions import InvalidHashError, VerificationError

        is_known = stored is not None
        compared = stored if stored is not None else self._nobodys
        with self._turn:
            try:
                self._hasher.verify(compared, _normalized(password[:MAX_LENGTH]))
            except (VerificationError, InvalidHashError):
                return False
        return is_known

    def is_outdated(self, stored: str) -> bool:
        """True if the hash was made with parameters that are no longer ours."""
        return self._hasher.check_needs_rehash(stored)

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher(time_cost=_PASSES, memory_cost=_COST_KIB, parallelism=1)

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe(24))


def new_password() -> str:
    """A random password that can be read out and typed."""
    parts = ("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    return "-".join(parts)


def weakness(password: str, login: str) -> Message | None:
    """The reason why a password is not taken; None if it is."""
    if len(password) < MIN_LENGTH:
        return msg("a password needs at least {least} characters", least=MIN_LENGTH)
    if len(password) > MAX_LENGTH:
        return msg("a password has at most {most} characters", most=MAX_LENGTH)
    is_login = bool(login) and password.casefold() == login.casefold()
    if is_login or len(set(password.casefold())) < _LEAST_DIFFERENT:
        return msg("this password is too easy to guess")
    return None


def _normalized(password: str) -> str:
    """One keyboard writes "ế" as one character, another as three: it is one password."""
    return unicodedata.normalize("NFC", password)
