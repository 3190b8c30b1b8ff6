"""Level 5, release: splits, freshness, rights and versions of the corpus as a whole."""
