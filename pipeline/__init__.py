"""Runs over documents, checks, loads and shows: the only layer that touches disks and catches failures."""
