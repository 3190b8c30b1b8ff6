"""What is true and what was predicted, side by side: each has one partner at most."""

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
P = TypeVar("P")


def aligned(
    true: Sequence[T], predicted: Sequence[P], are_one: Callable[[T, P], bool]
) -> list[tuple[int, int]]:
    """Places of partners: each true one in its turn takes the first that is left and fits."""
    left = list(range(len(predicted)))
    pairs = []
    for at, one in enumerate(true):
        other = next((each for each in left if are_one(one, predicted[each])), None)
        if other is not None:
            left.remove(other)
            pairs.append((at, other))
    return pairs
