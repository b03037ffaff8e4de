"""The unit and its staff: first start, sign-in, enrolling and removing."""
