"""Benchmarks: this package and its peers side by side, on the same data in the same run."""
