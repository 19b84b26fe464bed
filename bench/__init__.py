"""Speed and accuracy beside the peers; nothing of the program imports it."""
