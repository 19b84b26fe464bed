"""Pictures of single lines to text: the engines, and what one is."""
