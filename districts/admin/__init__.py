"""The pages behind the log-in: read-only looks at what is stored, and the work of staff."""
