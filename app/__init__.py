"""Chairside: the record of a Lemtrada day, kept at the infusion chair."""

__version__ = "0.1.0"
