"""Datatrove: its four MinHash stages; words by a regular expression unless `as-shipped`."""

import struct
import sys
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.pipeline.dedup import MinhashDedupSignature
from datatrove.pipeline.dedup.minhash import (
    MinhashConfig,
    MinhashDedupBuckets,
    MinhashDedupCluster,
    MinhashDedupFilter,
)
from datatrove.pipeline.readers import ParquetReader
from datatrove.utils.hashing import HashConfig
from datatrove.utils.word_tokenizers import WordTokenizer
from texts import BANDS, GRAM, ROWS, read, words, write

WORKERS = 2


class Words(WordTokenizer):
    """Words by a regular expression, as the other peers have them."""

    def word_tokenize(self, text: str) -> list[str]:
        return words(text)

    def sent_tokenize(self, text: str) -> list[str]:
        return [text]

    def span_tokenize(self, text: str) -> list[tuple[int, int]]:
        return [(0, len(text))]


def main(folder: Path) -> None:
    table = read()
    step = -(-len(table) // WORKERS)
    (folder / "in").mkdir()
    for task in range(WORKERS):
        pq.write_table(table.slice(task * step, step), folder / "in" / f"{task:05}.parquet")
    config = MinhashConfig(
        n_grams=GRAM,
        num_buckets=BANDS,
        hashes_per_bucket=ROWS,
        hash_config=HashConfig(precision=64),
    )
    places = {name: str(folder / name) for name in ("signatures", "buckets", "clusters")}
    signing = MinhashDedupSignature(output_folder=places["signatures"], config=config)
    if sys.argv[3:] != ["as-shipped"]:
        signing.word_tokenizer = Words("en")
    reader = ParquetReader(str(folder / "in"), text_key="text", id_key="id")
    buckets = MinhashDedupBuckets(places["signatures"], places["buckets"], config=config)
    cluster = MinhashDedupCluster(
        places["buckets"], places["clusters"], config=config, save_cluster_id=True
    )
    stages = (
        ("sign", [reader, signing], WORKERS),
        ("bucket", [buckets], BANDS),
        ("cluster", [cluster], 1),
        ("filter", [reader, MinhashDedupFilter(places["clusters"])], WORKERS),
    )
    for name, pipeline, tasks in stages:
        LocalPipelineExecutor(
            pipeline, tasks=tasks, workers=WORKERS, logging_dir=str(folder / "logs" / name)
        ).run()
    labels = list(range(len(table)))
    for path in Path(places["clusters"]).glob("*.clusters"):
        first = int(path.stem) * step
        for number, label in struct.iter_unpack("<2I", path.read_bytes()):
            labels[first + number] = len(table) + label
    write(table["id"], labels)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        main(Path(name))
