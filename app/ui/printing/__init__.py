"""Papers on the way to a printer, a file or the preview."""
