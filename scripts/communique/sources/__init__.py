"""Source items: where they are, what is known of them, and their bytes."""
