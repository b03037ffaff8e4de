"""The patient's discharge sheet: value, words and page."""
