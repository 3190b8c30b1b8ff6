"""Passages and quotations that stand in two documents."""
