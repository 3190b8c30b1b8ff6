"""Quotations: who says what, by marks, reporting words and syntax (guidelines, §2)."""
