"""Work on shards in this machine's processes.

Each worker loads its models once. Results come back in the order of the shards, whatever the
order in which they are done.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")


def worked(work: Callable[[In], Out], shards: Sequence[In], workers: int = 0) -> Iterator[Out]:
    """`work` on every shard, in `workers` processes (0: one a core; one shard needs none).

    Raises:
        ValueError: `workers` is negative.
    """
    if workers < 0:
        raise ValueError(f"workers is {workers}; give 0 for one a core, or a number of processes")
    processes = min(workers or os.cpu_count() or 1, len(shards))
    if processes <= 1:
        yield from map(work, shards)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(work, shards)
