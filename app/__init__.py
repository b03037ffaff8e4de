"""Chairside: the record of an infusion day, kept at the chair."""

__version__ = "0.1.0"
