"""Columns, sorting and paging of every table."""
