"""The rules as data: the pack, the policies that tighten it, and what a day adopted."""
