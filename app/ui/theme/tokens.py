"""The colours of the program, light and dim, as two frozen sets of named values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme: every colour a screen may use, by its purpose."""

    name: str
    background: str
    surface: str
    raised: str
    ink: str
    ink2: str
    ink3: str
    line: str
    # The outline of anything that can be pressed or typed into: `line` is too faint for the
    # 3:1 that controls need, so it stays for hairlines between things.
    edge: str
    accent: str
    on_accent: str
    accent_soft: str
    high: str
    on_high: str
    medium: str
    on_medium: str
    low: str
    on_low: str
    scrim: str


LIGHT = Tokens(
    name="light",
    background="#EEF2F4",
    surface="#FFFFFF",
    raised="#F7F9FA",
    ink="#14212B",
    ink2="#4A5B67",
    ink3="#73838E",
    line="#D5DEE3",
    edge="#7F8D97",
    accent="#0B6470",
    on_accent="#FFFFFF",
    accent_soft="#DCEEEF",
    high="#B3141D",
    on_high="#FFFFFF",
    medium="#F2B200",
    on_medium="#241A00",
    low="#0A9CC2",
    # White on this cyan is 3.2:1, too little to read; the dark ink is 5.2:1.
    on_low="#06202A",
    scrim="#AA14212B",
)

DIM = Tokens(
    name="dim",
    background="#0E151A",
    surface="#172129",
    raised="#1D2932",
    ink="#E7EEF2",
    ink2="#A9B8C2",
    ink3="#7F909B",
    line="#2B3942",
    edge="#667782",
    accent="#46B3BE",
    on_accent="#062226",
    accent_soft="#17343A",
    high="#FF5A5F",
    on_high="#1D0506",
    medium="#FFC93C",
    on_medium="#241A00",
    low="#39C3E6",
    on_low="#06202A",
    scrim="#C0030608",
)
