"""The data of a page as a file."""
