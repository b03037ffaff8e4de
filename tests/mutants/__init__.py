"""Mutation testing of `app/models`: each mutant is one small change that the tests must catch."""
