"""Checks of what a submission says: one family of rules a module, every rule declared with its id and its basis."""
