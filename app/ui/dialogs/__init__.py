"""The sheets laid over a screen, each for one task."""
