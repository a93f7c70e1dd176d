"""The catalogue of Vietnamese texts, kept without gettext's programs."""
