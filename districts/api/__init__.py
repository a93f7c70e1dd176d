"""What is published as JSON for programs, under /api/v1/: read-only, described by /api/v1/openapi.json."""
