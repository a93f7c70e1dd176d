"""One page a file: parse the request, ask queries, hand to a template."""
