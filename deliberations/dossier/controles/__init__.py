"""What a document says against itself, beyond what the rules of a séance already judge."""
