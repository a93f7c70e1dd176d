"""The Content-Security-Policy: nothing inline, nothing from elsewhere."""

# plotly.js adds an empty <style> and fills it rule by rule; the hash is that of the empty string.
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
# The map library inside plotly.js adds its style sheet when the script loads, whether or not there is a map.
# A test computes it from the installed package.
MAP_STYLE = "'sha256-ji27qzEtxXZW+7dun6UwjHXJ18e6WAin1VvNtkzIE/o='"


def policy(*styles: str) -> str:
    """`img-src data:` is for the drawings inside style sheets."""
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            " ".join(["style-src 'self'", *styles]),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        ]
    )


POLICY = policy()
CHART_POLICY = policy(EMPTY_STYLE, MAP_STYLE)  # of the pages with a chart, which say so themselves
