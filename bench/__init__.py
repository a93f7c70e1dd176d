"""Measurements: what a page costs its reader and the server. Run by hand, never by the tests."""
