"""The charge nurse's log of a day: value, exceptions and page."""
