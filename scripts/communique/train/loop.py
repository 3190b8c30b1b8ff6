"""Training of one pipeline: seeded, by batches of words, the best step by its development score."""

import random
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_model_from_config
from thinc.api import Adam, Config, fix_random_seed

from communique.records import Record

FIRST_BATCH, LAST_BATCH, GROWTH = 100, 1000, 1.001
"""Words of the first and the largest batch, and by how much each is larger than the one before."""
LEARN_RATE = 0.001
WARM_UP = 100
"""Steps until the rate is full; from there it falls in a straight line to a tenth."""
DROPOUT = 0.1
LOOKS = 10
"""How often a training looks at the development set."""


class Plan(Record, frozen=True, kw_only=True):
    """How long and from which seed a pipeline is trained."""

    steps: int
    seed: int = 0


class Step(Record, frozen=True):
    """The development score, between 0 and 1, after so many steps of so many."""

    number: int
    of: int
    score: float


Score = Callable[[Language], float]
Report = Callable[[Step], None]


def blank(name: str) -> Language:
    """The untrained pipeline of `configs/<name>.cfg`."""
    text = (files(__package__) / "configs" / f"{name}.cfg").read_text("utf-8")
    return load_model_from_config(Config().from_str(text, interpolate=False), auto_fill=True)


def train(nlp: Language, docs: Sequence[Doc], score: Score, plan: Plan, report: Report) -> Language:
    """Train `nlp` on `docs`, which share its vocabulary, and give it as it was at its best step.

    The same documents, plan and versions of spaCy, thinc and numpy give the same weights on one
    machine with one thread; another processor may round differently and end elsewhere.
    """
    fix_random_seed(plan.seed)
    optimizer = Adam(LEARN_RATE, L2=0.01, grad_clip=1.0, use_averages=True)
    nlp.initialize(lambda: [example(nlp, doc) for doc in docs], sgd=optimizer)
    best, kept = -1.0, b""
    for number, batch in enumerate(batches(docs, plan), 1):
        optimizer.learn_rate = LEARN_RATE * rate(number, plan.steps)
        nlp.update([example(nlp, doc) for doc in batch], drop=DROPOUT, sgd=optimizer)
        if is_look(number, plan.steps):
            with nlp.use_params(optimizer.averages):
                found = score(nlp)
                best, kept = (found, nlp.to_bytes()) if found > best else (best, kept)
            report(Step(number, plan.steps, found))
    return nlp.from_bytes(kept)


def example(nlp: Language, doc: Doc) -> Example:
    """`doc` beside a bare copy with the same tokens."""
    bare = Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])
    return Example(bare, doc)


def is_look(number: int, steps: int) -> bool:
    """Whether the training looks at the development set after step `number`."""
    return number % max(1, steps // LOOKS) == 0 or number == steps


def rate(number: int, steps: int) -> float:
    """The share of the learning rate at step `number`: up, then slowly down."""
    warm_up = min(WARM_UP, steps // 2)
    if number <= warm_up:
        return number / warm_up
    return 1 - 0.9 * (number - warm_up) / max(1, steps - warm_up)


def batches(docs: Sequence[Doc], plan: Plan) -> Iterator[list[Doc]]:
    """`plan.steps` batches of documents; each pass over them has an order of its own."""
    stream = _passes(docs, random.Random(plan.seed))
    size: float = FIRST_BATCH
    for _ in range(plan.steps):
        batch = [next(stream)]
        while sum(map(len, batch)) < size:
            batch.append(next(stream))
        yield batch
        size = min(size * GROWTH, LAST_BATCH)


def _passes(docs: Sequence[Doc], chance: random.Random) -> Iterator[Doc]:
    while True:
        yield from chance.sample(docs, len(docs))
