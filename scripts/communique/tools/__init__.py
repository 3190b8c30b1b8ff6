"""Bridges to annotation tools; what one of them needs stands in its own folder."""
