"""What addresses and staff may say, checked: one file for each side that asks."""
