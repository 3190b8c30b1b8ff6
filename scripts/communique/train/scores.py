"""Scores of tags, lemmas, trees and names: what was found of what is true.

Tokens are compared by where they stand in the text, so that a pipeline can be scored on the
treebank's own tokens or on those of spaCy's tokenizer. White space counts for nothing.
"""

from collections.abc import Callable, Iterable

from spacy.tokens import Doc, Token

from communique.records import Record

Place = tuple[int, int]
Found = frozenset[tuple[Place, str]]
Facts = Callable[[Doc], Found]


class Tally(Record, frozen=True):
    """What was found rightly, found at all, and true."""

    hits: int
    found: int
    true: int

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall; 1 where there was nothing to find."""
        return 2 * self.hits / (self.found + self.true) if self.found + self.true else 1.0

    @property
    def precision(self) -> float:
        """Hits of those found; 1 where nothing was."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Hits of those true; 1 where nothing is."""
        return self.hits / self.true if self.true else 1.0


def tally(pairs: Iterable[tuple[Doc, Doc]], facts: Facts) -> Tally:
    """How many `facts` of each pair, first gold and then predicted, agree."""
    return _sum(_counts(facts(gold), facts(found)) for gold, found in pairs)


def _sum(counts: Iterable[tuple[int, int, int]]) -> Tally:
    columns = list(zip(*counts, strict=True))
    return Tally(*map(sum, columns)) if columns else Tally(0, 0, 0)


def _counts(gold: Found, found: Found) -> tuple[int, int, int]:
    return len(gold & found), len(found), len(gold)


def place(token: Token) -> Place:
    """Where a token stands in its text."""
    return token.idx, token.idx + len(token)


def tags(doc: Doc) -> Found:
    """Each token's part of speech."""
    return frozenset((place(token), token.pos_) for token in words(doc))


def lemmas(doc: Doc) -> Found:
    """Each token's lemma."""
    return frozenset((place(token), token.lemma_) for token in words(doc))


def heads(doc: Doc) -> Found:
    """Where each token's head begins; punctuation marks aside, as in spaCy's own scores."""
    return frozenset((place(token), str(token.head.idx)) for token in _hung(doc))


def arcs(doc: Doc) -> Found:
    """Where each token's head begins, with the label; punctuation marks aside."""
    return frozenset((place(token), f"{token.head.idx} {token.dep_}") for token in _hung(doc))


def all_arcs(doc: Doc) -> Found:
    """`arcs` with punctuation marks, as the CoNLL shared tasks count."""
    return frozenset((place(token), f"{token.head.idx} {token.dep_}") for token in words(doc))


def sentences(doc: Doc) -> Found:
    """Where each sentence begins and ends, white space at the edges aside."""
    spans = ([token for token in span if not token.is_space] for span in doc.sents)
    return frozenset((_from_to(span), "") for span in spans if span)


def name_tally(pairs: Iterable[tuple[Doc, Doc]], labels: Iterable[str]) -> Tally:
    """Names with one of `labels` that are right to the letter and of the right kind.

    A name that was found where nobody can say (missing in gold) counts neither for nor against.
    """
    wanted = frozenset(labels)
    return _sum(
        _counts(names(gold, wanted), _certain(gold, names(found, wanted))) for gold, found in pairs
    )


def names(doc: Doc, labels: frozenset[str]) -> Found:
    """The named entities with one of `labels`."""
    spans = (span for span in doc.ents if span.label_ in labels)
    return frozenset(((span.start_char, span.end_char), span.label_) for span in spans)


def _certain(gold: Doc, found: Found) -> Found:
    missing = {at for token in gold if token.ent_iob == 0 for at in range(*place(token))}
    return frozenset(fact for fact in found if missing.isdisjoint(range(*fact[0])))


def words(doc: Doc) -> list[Token]:
    """The tokens that are no white space."""
    return [token for token in doc if not token.is_space]


def _hung(doc: Doc) -> list[Token]:
    return [token for token in words(doc) if token.dep_ != "punct"]


def _from_to(span: list[Token]) -> Place:
    return span[0].idx, place(span[-1])[1]
