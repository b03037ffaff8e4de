"""The window: presenters, screens, widgets and the theme; the only part that knows Qt."""
