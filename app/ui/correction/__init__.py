"""Corrections: the wrong entry stays readable beside the right one."""
