"""One file per feature; this list is their order in help."""
