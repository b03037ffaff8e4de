"""The bag: prepared, and checked by a second person."""
