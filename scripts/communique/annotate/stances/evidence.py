"""The smallest clause that shows a stance."""

from spacy.tokens import Token

from communique.annotate.stances.conditions import is_condition
from communique.annotate.stances.places import is_verb
from communique.annotate.stances.scene import Scene
from communique.annotate.stances.way import Attitude
from communique.records import Range


def evidence(scene: Scene, target: Token, attitude: Attitude) -> Range:
    """The clause of the word that shows an attitude, in code points; no more than the quotation."""
    clause = attitude.clause
    while not is_verb(clause) and clause.dep_ != "ROOT" and clause.head != clause:
        clause = clause.head
    path = attitude.path[:-1] if attitude.is_reported else attitude.path
    within = {token.i for token in path} | {target.i}
    first = min([clause.i, *within])
    last = max([clause.i, *within])
    for child in clause.children:
        if child.dep_ == "punct" or (child.i not in within and _is_apart(scene, child)):
            continue
        first = min(first, child.left_edge.i)
        last = max(last, child.right_edge.i)
    for token in path:
        if not is_verb(token):
            last = max(last, token.right_edge.i if token.head != clause else last)
    return _bounded(scene, attitude.clause, first, last)


def _is_apart(scene: Scene, child: Token) -> bool:
    return child.dep_ in {"advcl", "conj", "cc", "ccomp", "parataxis"} and not is_condition(
        child, scene.words
    )


def _bounded(scene: Scene, by: Token, first: int, last: int) -> Range:
    """Without blanks and marks at the ends, and within the quotation that the word stands in."""
    doc = scene.doc
    while first < last and (doc[first].is_punct or doc[first].is_space):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space):
        last -= 1
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    number = scene.quote(by)
    if number is not None:
        content = scene.quotes[number].content
        start, end = max(start, content.start), min(end, content.end)
    return Range(start, end) if start < end else Range(by.idx, by.idx + len(by))
