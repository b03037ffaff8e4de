"""The record on disk: an encrypted, append-only journal and what is derived from it."""
