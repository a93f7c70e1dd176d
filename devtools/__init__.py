"""The rooms behind dev.py, one command or one tool a file; the standard library only."""
