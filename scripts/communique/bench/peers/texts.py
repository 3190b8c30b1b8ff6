"""What the peers' scripts share: words, texts in, clusters out. Imports nothing of the package."""

import re
import sys
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.parquet as pq

WORD = re.compile(r"\w+")
GRAM = 5
BANDS, ROWS = 16, 8


def words(text: str) -> list[str]:
    """Runs of letters and digits, lower case."""
    return WORD.findall(text.lower())


def grams(text: str) -> list[str]:
    """Runs of five words; all words of a shorter text."""
    found = words(text)
    return [" ".join(found[at : at + GRAM]) for at in range(max(1, len(found) - GRAM + 1))]


def read() -> pa.Table:
    """The texts of the file that the script was given."""
    return pq.read_table(sys.argv[1], columns=["id", "text"])


def write(ids: pa.ChunkedArray, clusters: Iterable[int]) -> None:
    """Write a row for each text to the file that the script was given."""
    pq.write_table(pa.table({"id": ids, "cluster": pa.array(clusters, pa.int64())}), sys.argv[2])


class Clusters:
    """Disjoint sets of the numbers below `count`."""

    def __init__(self, count: int) -> None:
        self.parents = list(range(count))

    def find(self, number: int) -> int:
        """The least number of its set."""
        while self.parents[number] != number:
            self.parents[number] = self.parents[self.parents[number]]
            number = self.parents[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        low, high = sorted((self.find(one), self.find(other)))
        self.parents[high] = low

    def labels(self) -> list[int]:
        """The set of each number."""
        return [self.find(number) for number in range(len(self.parents))]
