"""Files to pages to tables: knows geometry, pixels and PDF, and has never heard of a budget."""
