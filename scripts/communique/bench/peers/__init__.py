"""Peers, each as a script that an interpreter of its own runs: SCRIPT IN.parquet OUT.parquet."""
