"""The program as a nurse, IT and the power cut meet it."""
