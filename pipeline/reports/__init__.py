"""Findings for people and programs: a table on a terminal, JSON, CSV, SARIF, and GitHub's annotations."""
