"""The window: presenters that say what is shown, widgets that show it."""
