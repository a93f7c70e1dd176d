"""Every read for a page: typed dataclasses out, no request in, a fixed number of queries."""
