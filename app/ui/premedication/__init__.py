"""Premedication: given, running, finished, or not given and why."""
