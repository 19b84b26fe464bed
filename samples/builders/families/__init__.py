"""Invented forms of the national and the evaluation families: what they say, how they look, what must be read."""
