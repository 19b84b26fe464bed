"""Checks of forms against other forms of the batch, from a small digest of every document."""
