"""Which documents repeat which: exact, near and contained copies, and what derives from what."""
