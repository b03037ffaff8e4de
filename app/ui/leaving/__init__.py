"""The way home: observation, teach-back, discharge sheet, discharge."""
