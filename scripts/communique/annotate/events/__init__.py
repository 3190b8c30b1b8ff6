"""Events: who did what to whom, by patterns of words and syntax (guidelines, §3)."""
