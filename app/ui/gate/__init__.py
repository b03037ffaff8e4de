"""A gate: its list of requirements, the panel of the one chosen, and overrides."""
