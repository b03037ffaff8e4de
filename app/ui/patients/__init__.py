"""Patients: found, registered, ordered for, and brought to a chair."""
