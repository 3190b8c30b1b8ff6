"""All quotations of a parsed text."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from communique.annotate.quotes import reported
from communique.annotate.quotes.found import Found
from communique.annotate.quotes.names import names
from communique.annotate.quotes.nested import nested
from communique.annotate.quotes.page import Page, page
from communique.annotate.quotes.pieces import Piece, contains, crosses
from communique.annotate.quotes.pieces import reported as pieces_of
from communique.annotate.quotes.references import whole
from communique.annotate.quotes.spoken import spoken
from communique.languages.naming import Naming
from communique.languages.quoting import Quoting
from communique.records import Range


def quotations(doc: Doc, words: Quoting, naming: Naming | None = None) -> list[Found]:
    """The quotations of a text, by place, the outer ones before those inside them.

    Offsets are those of `doc.text`. Without a parser, only what quotation marks and "that" show is
    found; without a tagger, less of that. With `naming`, and the mentions of `communique_entities`
    in a parsed `doc`, speakers are who pronouns, offices and short names refer to.
    """
    here = page(doc, words, naming)
    found = _unlike(here, _ordered(_all(here)))
    return list(_found(here, found))


def _all(here: Page) -> Iterator[Piece]:
    """Every quotation; of those that cross, the first counts."""
    direct = list(spoken(here))
    yield from direct
    used = frozenset(piece.act.cue for piece in direct if not piece.act.is_led)
    indirect = [piece for each in _reports(here, used) for piece in pieces_of(here, *each)]
    yield from indirect
    known = [piece.content for piece in (*direct, *indirect)]
    cues = used | {piece.act.cue for piece in indirect}
    yield from _mixed(here, known, cues)
    for piece in direct:
        yield from nested(here, piece)


def _reports(here: Page, used: frozenset[int]) -> Iterator[reported.Reported]:
    yield from reported.by_verbs(here, used)
    yield from reported.according(here, used)
    yield from reported.by_nouns(here)
    yield from reported.by_phrases(here)


def _mixed(here: Page, known: Sequence[Range], cues: frozenset[int]) -> Iterator[Piece]:
    """The quotations that quoted parts of phrases make which are in none yet."""
    for number, region in enumerate(here.quoted):
        if any(contains(one, region) for one in known):
            continue
        report = reported.by_marks(here, number)
        if report is not None and report[0].cue not in cues:
            yield from pieces_of(here, *report)


def _ordered(pieces: Iterable[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in pieces:
        if not any(crosses(piece.content, one.content) for one in kept):
            kept.append(piece)
    return sorted(kept, key=lambda piece: (piece.content.start, -piece.content.end))


def _unlike(here: Page, pieces: Sequence[Piece]) -> list[tuple[Piece, str | None]]:
    """The pieces with their speakers' names, but those inside another of the same speaker."""
    kept: list[tuple[Piece, str | None]] = []
    for piece, name in zip(pieces, names(here, pieces), strict=True):
        around = [one for one in kept if contains(one[0].content, piece.content)]
        if not any(_is_same(here, piece, name, *one) for one in around):
            kept.append((piece, name))
    return kept


def _is_same(
    here: Page, piece: Piece, name: str | None, outer: Piece, outer_name: str | None
) -> bool:
    if name is not None and outer_name is not None:
        return name == outer_name
    one, other = piece.act.speaker, outer.act.speaker
    if one is None or other is None:
        return False
    return (
        here.doc[one.start : one.end].text.lower() == here.doc[other.start : other.end].text.lower()
    )


def _found(here: Page, pieces: Sequence[tuple[Piece, str | None]]) -> Iterator[Found]:
    acts: dict[int, int] = {}
    for piece, name in pieces:
        speaker = piece.act.speaker and whole(piece.act.speaker, here.people)
        yield Found(
            kind=piece.kind,
            content=piece.content,
            cue=None if piece.is_carried else here.stretch(piece.act.cue, piece.act.cue + 1),
            speaker=here.stretch(speaker.start, speaker.end)
            if speaker and not piece.is_carried
            else None,
            tokens=speaker,
            speaker_name=name,
            act=acts.setdefault(piece.act.cue, len(acts)),
        )
