"""Codes read off a wristband or a vial: MRNs and lots, and names of staff: when two are the same."""

from __future__ import annotations

import unicodedata


def tidy(code: str) -> str:
    """The code as it is kept: ordinary figures and letters, no white space, nothing invisible.

    A full-width `\uff11` is a `1` (Unicode's NFKC), as is the same figure of any other script,
    and `00 412` is `00412`. Hyphens count, but all dashes are one hyphen.
    """
    plain = unicodedata.normalize("NFKC", code)
    return "".join(_plain(sign) for sign in plain if not (sign.isspace() or _invisible(sign)))


def key(code: str) -> str:
    """What two writings of the same code share, capital or small."""
    return tidy(tidy(code).casefold())


def same(code: str, other: str) -> bool:
    """Whether both are the same code; two empty ones are not."""
    return bool(key(code)) and key(code) == key(other)


def _plain(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return "-" if unicodedata.category(sign) == "Pd" or sign == MINUS else sign


MINUS = "\N{MINUS SIGN}"
"""Looks like a dash, though Unicode counts it among the signs of mathematics."""


def _invisible(sign: str) -> bool:
    """Whether it adds nothing that can be seen; half a character counts as well."""
    joins = sign == "\N{COMBINING GRAPHEME JOINER}"
    selects = unicodedata.name(sign, "").startswith("VARIATION SELECTOR")
    return joins or selects or unicodedata.category(sign) in ("Cf", "Cs")
