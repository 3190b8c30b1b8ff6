"""A dependency tree that is being rebuilt: the steps by which conversions change it.

Each step turns a tree into a tree: `rotate` swaps a word and one of its children, `move` hangs a
child of one word under another that does not stand below it.
"""

from collections.abc import Callable, Iterable

from communique.train.conllu import Word

ROOT = -1
"""The head of the root."""


class Tree:
    """Heads and labels of one sentence, changed in place; words count from 0."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = tuple(words)
        self.heads = [word.head - 1 for word in self.words]
        self.labels = [word.label for word in self.words]

    def children(self, head: int) -> list[int]:
        """The words that hang under `head`, in the order of the text."""
        return [word for word, its_head in enumerate(self.heads) if its_head == head]

    def labelled(self, head: int, *labels: str) -> list[int]:
        """The children of `head` with one of `labels`, subtypes aside."""
        return [child for child in self.children(head) if self.plain(child) in labels]

    def plain(self, word: int) -> str:
        """The label of `word` without its subtype."""
        return self.labels[word].partition(":")[0]

    def rotate(self, child: int, label: str) -> None:
        """Put `child` in its head's place, and its head under it with `label`."""
        head = self.heads[child]
        self.heads[child], self.labels[child] = self.heads[head], self.labels[head]
        self.heads[head], self.labels[head] = child, label

    def move(self, source: int, target: int, which: Callable[[int], bool]) -> None:
        """Hang those children of `source` that `which` accepts under `target`.

        `target` must not stand below any of them; it is never hung under itself.
        """
        for child in self.children(source):
            if child != target and which(child):
                self.heads[child] = target

    def arcs(self) -> list[tuple[int, str]]:
        """Head and label of each word, as spaCy wants them: the root is its own head."""
        return [
            (word, "ROOT") if head == ROOT else (head, label)
            for word, (head, label) in enumerate(zip(self.heads, self.labels, strict=True))
        ]
