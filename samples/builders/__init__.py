"""From one readable source to the sample PDFs, one renderer a file."""
