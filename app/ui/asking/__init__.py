"""What every panel and sheet shares: one question, its time, its request, and the refusal."""
