"""The embedded English pipeline: trained from open treebanks and named-entity sets."""
