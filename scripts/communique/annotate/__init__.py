"""What is said about a document's text by machine: sentences, and later the four layers."""
