"""spaCy's documents of chunks: what the tagger, lemmatizer and parser learn from."""

from collections.abc import Iterable

from spacy.tokens import Doc
from spacy.vocab import Vocab

from communique.records import Record
from communique.train.chunks import Chunk
from communique.train.clear import clear
from communique.train.conllu import Word

PARAGRAPH = "\n\n"
LEFT_OUT = frozenset(["Typo", "ExtPos", "Style", "Abbr", "NumForm"])
"""Features that say how a word is written or used as part of a phrase, not what form it is."""


class Token(Record, frozen=True, kw_only=True):
    """A token of a document to be; `head` counts from 0 within the document."""

    text: str
    is_spaced: bool
    tag: str
    upos: str
    feats: str
    lemma: str
    head: int
    label: str
    is_first: bool = False


def doc(chunk: Chunk, vocab: Vocab) -> Doc:
    """The document of a chunk, fully annotated; paragraphs are two line ends apart."""
    tokens = tokens_of(chunk)
    return Doc(
        vocab,
        words=[token.text for token in tokens],
        spaces=[token.is_spaced for token in tokens],
        tags=[token.tag for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=[token.feats for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=[token.head for token in tokens],
        deps=[token.label for token in tokens],
        sent_starts=[token.is_first for token in tokens],
    )


def tokens_of(chunk: Chunk) -> list[Token]:
    """The tokens of a chunk, one sentence after the other."""
    tokens: list[Token] = []
    for sentence in chunk:
        if sentence.opens_paragraph and tokens:
            tokens.append(_break(len(tokens)))
        tokens.extend(_tokens(sentence.words, len(tokens)))
    return tokens


def _break(at: int) -> Token:
    """A paragraph break, hung on the token before it as spaCy's own pipelines do."""
    return Token(
        text=PARAGRAPH,
        is_spaced=False,
        tag="_SP",
        upos="SPACE",
        feats="",
        lemma=PARAGRAPH,
        head=at - 1,
        label="dep",
    )


def _tokens(words: Iterable[Word], start: int) -> list[Token]:
    words = tuple(words)
    return [
        Token(
            text=word.form,
            is_spaced=word.is_spaced,
            tag=word.xpos,
            upos=word.upos,
            feats=features(word.feats),
            lemma=word.form if word.lemma == "_" else word.lemma,
            head=start + head,
            label=label,
            is_first=position == 0,
        )
        for position, (word, (head, label)) in enumerate(zip(words, clear(words), strict=True))
    ]


def features(feats: str) -> str:
    """Morphological features without those that say nothing about a word's form."""
    kept = [pair for pair in feats.split("|") if pair.partition("=")[0] not in LEFT_OUT]
    return "" if feats == "_" else "|".join(kept)
