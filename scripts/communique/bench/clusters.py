"""Clusters against true ones: pairs of texts that are, or ought to be, in one cluster."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc


class BenchError(ValueError):
    """The data of a benchmark do not fit together; the message says where."""


@dataclass(frozen=True)
class PairwiseScore:
    """Precision, recall and F1 over pairs of texts, and recall of copies by kind, if known."""

    precision: float
    recall: float
    f1: float
    kinds: Mapping[str, float]


def pairwise(gold: pa.Table, predicted: pa.Table) -> PairwiseScore:
    """The score of `predicted` (id, cluster) against `gold` (id, cluster, and perhaps kind, src).

    `src` names the text that a copy was made from, empty for an original.

    Raises:
        BenchError: a text of the gold has no prediction.
    """
    ids = pc.cast(gold["id"], pa.large_string()), pc.cast(predicted["id"], pa.large_string())
    if gold["cluster"].null_count:
        raise BenchError(f"{gold['cluster'].null_count} texts of the gold have no cluster")
    place = pc.index_in(*ids)
    if place.null_count:
        raise BenchError(f"{place.null_count} texts of the gold have no predicted cluster")
    found = _numbers(predicted["cluster"].take(place))
    true = _numbers(gold["cluster"])
    both = _pairs(true * (int(found.max(initial=0)) + 1) + found)
    all_found, all_true = _pairs(found), _pairs(true)
    precision = both / all_found if all_found else 1.0
    recall = both / all_true if all_true else 1.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return PairwiseScore(precision, recall, f1, _by_kind(gold, found))


def _by_kind(gold: pa.Table, found: np.ndarray) -> dict[str, float]:
    """For each kind of copy the share that is in the cluster of what it was made from."""
    if not {"kind", "src"} <= set(gold.column_names):
        return {}
    source = pc.index_in(gold["src"], gold["id"])
    copies = np.flatnonzero(pc.is_valid(source).to_numpy())
    hits = found[copies] == found[source.take(pa.array(copies)).to_numpy()]
    kinds = gold["kind"].take(pa.array(copies)).to_numpy()
    return {str(kind): float(hits[kinds == kind].mean()) for kind in np.unique(kinds.astype(str))}


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    return np.unique(column.to_numpy(), return_inverse=True)[1].astype(np.int64)


def _pairs(labels: np.ndarray) -> int:
    counts = np.unique(labels, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())
