"""Files in: bytes to tables, tables to rows or faults, rows to a plan of what would change. Reads only."""
