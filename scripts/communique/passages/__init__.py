"""What two texts share: words, n-grams, fingerprints, common runs; marks of quotation."""
