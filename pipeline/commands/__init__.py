"""The commands, one a file: thin shells over what Python programs call too."""
