"""The whole-window screens."""
