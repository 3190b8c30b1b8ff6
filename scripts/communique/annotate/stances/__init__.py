"""Stances: who is for or against what (guidelines, §4)."""
