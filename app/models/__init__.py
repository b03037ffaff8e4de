"""The domain: what happened, what is asked, and what the rules say about it."""
