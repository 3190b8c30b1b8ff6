"""Level 4, labels: what the guidelines ask of each layer, where a program can tell."""
