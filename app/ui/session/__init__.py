"""One day at one chair: the screen everything else opens from."""
