"""Datasketch: MinHash of five-word runs, LSH of 16 bands with 8 rows, unverified."""

import xxhash
from datasketch import MinHash, MinHashLSH
from texts import BANDS, ROWS, Clusters, grams, read, write

table = read()
clusters = Clusters(len(table))
index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
for number, text in enumerate(table["text"].to_pylist()):
    sketch = MinHash(num_perm=BANDS * ROWS, hashfunc=xxhash.xxh32_intdigest)
    sketch.update_batch([gram.encode() for gram in grams(text)])
    for other in index.query(sketch):
        clusters.join(number, other)
    index.insert(number, sketch, check_duplication=False)
write(table["id"], clusters.labels())
