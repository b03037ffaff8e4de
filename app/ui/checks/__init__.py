"""Checks: any question the pack declares, asked and decided on in one panel."""
