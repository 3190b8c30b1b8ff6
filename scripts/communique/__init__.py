"""Communiqué: news articles about diplomacy as an annotated, validated, publishable data set."""

from importlib.metadata import version

__version__ = version("communique")
