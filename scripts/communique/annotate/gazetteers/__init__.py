"""Names that are known beforehand: countries, cities, regions, bodies, peoples.

`en.tsv` is built by `build` from open packages and the lists in `own/`; LICENCES.md says what
came from where. Looking up needs none of those packages.
"""

from communique.annotate.gazetteers.entries import Entry, GazetteerError
from communique.annotate.gazetteers.lookup import Gazetteer, Match, gazetteer

__all__ = ["Entry", "Gazetteer", "GazetteerError", "Match", "gazetteer"]
