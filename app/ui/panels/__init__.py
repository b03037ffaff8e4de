"""The right half of a gate: one panel for each thing it asks."""
