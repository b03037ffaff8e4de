"""What each screen shows and offers, as plain values; no Qt."""
