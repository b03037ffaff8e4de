"""Vital signs: the sheet that takes them, and how a gate shows the last set."""
