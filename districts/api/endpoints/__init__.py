"""What there is to read: one noun a file, thin like views."""
