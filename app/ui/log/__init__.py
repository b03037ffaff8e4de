"""The daily log on the screen."""
