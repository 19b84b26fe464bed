"""Office files: their tables and lines, as they show them."""
