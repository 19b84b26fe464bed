"""Pixels to pages: what a picture shows is cleaned, levelled, searched for rulings and lines of text, and read."""
