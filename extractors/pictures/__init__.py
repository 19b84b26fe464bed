"""Files to pixels: pages of a PDF, pictures as documents."""
