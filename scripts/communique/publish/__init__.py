"""The release: Parquet, card, datasheet, Croissant, and joining withheld text."""
