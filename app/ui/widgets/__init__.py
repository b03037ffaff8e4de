"""The pieces every screen is put together from: plain values in, signals out."""
