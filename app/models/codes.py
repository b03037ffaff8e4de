"""Codes read off a wristband or a vial: MRNs and lots, and names of staff: when two are the same."""

from __future__ import annotations

import unicodedata


def tidy(code: str) -> str:
    """The code as it is kept: ordinary figures and letters, no white space, nothing invisible.

    A full-width `\uff11` is a `1` (Unicode's NFKC), and `00 412` is `00412`. Hyphens count.
    """
    plain = unicodedata.normalize("NFKC", code)
    return "".join(sign for sign in plain if not (sign.isspace() or _invisible(sign)))


def key(code: str) -> str:
    """What two writings of the same code share, capital or small."""
    return tidy(tidy(code).casefold())


def same(code: str, other: str) -> bool:
    """Whether both are the same code; two empty ones are not."""
    return bool(key(code)) and key(code) == key(other)


def _invisible(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"
