"""Level 3, text: documents hold together, spans cover what they say, references resolve."""
