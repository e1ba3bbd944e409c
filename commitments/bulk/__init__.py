"""Many commitments at once, as a file: export, preview and import."""
