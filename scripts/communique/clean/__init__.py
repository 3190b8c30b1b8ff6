"""From the bytes of a source to a clean, aligned document."""
