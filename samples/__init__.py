"""Sample documents with the dataset that is expected of them."""
