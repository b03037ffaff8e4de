"""The board: every chair at a glance."""
