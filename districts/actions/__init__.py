"""Every write: keyword-only arguments, `by=`, one transaction, and its Event in the same transaction."""
