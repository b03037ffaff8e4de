"""The papers: what is printed, first as a value and then as a page."""
