"""PINs are kept as Argon2 hashes only."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_hasher = PasswordHasher()

SHORTEST = 4
"""Digits; a shorter PIN is refused when it is chosen."""


def hash_pin(pin: str) -> str:
    """The hash to keep; takes some tens of milliseconds, as it should."""
    return _hasher.hash(pin)


def right_pin(pin_hash: str, pin: str) -> bool:
    """Whether the PIN is the one that was hashed."""
    try:
        return _hasher.verify(pin_hash, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False
