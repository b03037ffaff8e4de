"""The chart of the day: readings against time, with what happened marked on it."""
