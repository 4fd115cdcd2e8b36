"""One module per command group of `baton`."""
