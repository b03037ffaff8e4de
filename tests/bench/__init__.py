"""Measures the claims of speed, as ratios within one run: python -m tests.bench."""
