"""Universal Dependencies to labels in the manner of ClearNLP, which spaCy's English rules expect.

With UD labels `doc.noun_chunks` and most published rules lose objects without a word, and the
first name heads the whole one. The label set is that of ClearNLP (Choi and Palmer, 2012, Guidelines
for the Clear Style Constituent to Dependency Conversion, technical report 01-12, University of
Colorado Boulder) as far as UD decides it; labels without a counterpart keep their UD name, subtypes
aside.
"""

from collections.abc import Iterable

from communique.train import lists
from communique.train.conllu import Word
from communique.train.tree import ROOT, Tree

NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "DET", "SYM", "X"])
CLAUSAL = frozenset(["VERB", "AUX"])
OF_THE_CLAUSE = frozenset(
    [
        *("nsubj", "csubj", "expl", "aux", "mark", "cc", "punct", "discourse", "vocative"),
        *("dislocated", "parataxis", "advcl", "cop"),
    ]
)
"""What a copula takes over from its predicate."""
SOFT = frozenset(["punct", "cc", "advmod", "obl", "parataxis", "discourse"])
"""What stays with the predicate where its arc would cross others."""
HEIRS = frozenset(
    ["root", "conj", "parataxis", "advcl", "ccomp", "csubj", "acl", "list", "reparandum", "dep"]
)
"""Labels of clauses: a preposition inherits them, otherwise it becomes `prep`."""

LABELS = {
    "nsubj:pass": "nsubjpass",
    "csubj:pass": "csubjpass",
    "aux:pass": "auxpass",
    "obj": "dobj",
    "iobj": "dative",
    "acl:relcl": "relcl",
    "advcl:relcl": "advcl",
    "compound:prt": "prt",
    "obl:unmarked": "npadvmod",
    "obl:tmod": "npadvmod",
    "obl:npmod": "npadvmod",
    "nmod:unmarked": "npadvmod",
    "nmod:tmod": "npadvmod",
    "nmod:npmod": "npadvmod",
    "nmod:desc": "compound",
    "nmod:poss": "poss",
    "det:predet": "predet",
    "cc:preconj": "preconj",
    "discourse": "intj",
    "obl": "npadvmod",
}


def clear(words: Iterable[Word]) -> list[tuple[int, str]]:
    """Head (from 0) and label of each word; the root is its own head, labelled `ROOT`.

    The order of the steps matters: a copula must stand in its place before a preposition looks
    for the verb, and names are turned round last, when nothing hangs on their first word any more.
    """
    tree = Tree(words)
    for step in (_copulas, _prepositions, _names, _labels, _coordinations, _additions):
        step(tree)
    return tree.arcs()


def _copulas(tree: Tree) -> None:
    for copula, label in enumerate(tree.labels):
        if label == "cop" and tree.heads[copula] != ROOT:
            _raise_copula(tree, copula)


def _raise_copula(tree: Tree, copula: int) -> None:
    predicate = tree.heads[copula]
    tree.rotate(copula, _predicate_label(tree, predicate))
    children = tree.children(predicate)
    has_outer = any(tree.labels[child].endswith(":outer") for child in children)
    taken = {c for c in children if _is_taken(tree, c, predicate, has_outer=has_outer)}
    stays = [child for child in children if child not in taken]
    within = {c for c in taken if tree.plain(c) in SOFT and _is_enclosed(c, predicate, stays)}

    def belongs(child: int) -> bool:
        return _is_beyond(child, copula, predicate) or child in taken - within

    tree.move(predicate, copula, belongs)


def _is_enclosed(child: int, predicate: int, stays: Iterable[int]) -> bool:
    """Whether a child that stays lies further out, so that the arcs would cross."""
    return any(predicate < child < other or other < child < predicate for other in stays)


def _is_taken(tree: Tree, child: int, predicate: int, *, has_outer: bool) -> bool:
    if has_outer:
        is_end = tree.plain(child) == "punct" and child > predicate
        return is_end or tree.labels[child].endswith(":outer")
    return _is_of_the_clause(tree, child, predicate)


def _predicate_label(tree: Tree, predicate: int) -> str:
    upos = tree.words[predicate].upos
    if upos in CLAUSAL:
        has_to = any(tree.words[child].xpos == "TO" for child in tree.children(predicate))
        return "xcomp" if has_to else "ccomp"
    if upos == "ADJ":
        return "acomp"
    return "attr" if upos in NOMINAL else "advmod"


def _is_beyond(child: int, copula: int, predicate: int) -> bool:
    """Whether the copula stands between the two, so that their arc would cross its own."""
    return child < copula < predicate or predicate < copula < child


def _is_of_the_clause(tree: Tree, child: int, predicate: int) -> bool:
    label, word = tree.plain(child), tree.words[child]
    if label == "punct":
        return not _is_bracketed(tree, child, predicate)
    if label in {"advmod", "obl"} and tree.words[predicate].upos != "ADJ":
        return True
    if label == "advmod":
        return word.form.lower() in lists.words().clause_adverbs
    if label == "conj":
        return word.upos in CLAUSAL or bool(tree.labelled(child, "nsubj", "cop", "aux", "expl"))
    return label in OF_THE_CLAUSE


def _is_bracketed(tree: Tree, mark: int, predicate: int) -> bool:
    """Whether a mark stands before the predicate and so belongs to its phrase."""
    return mark < predicate and tree.words[mark].form in {"(", "[", '"', "“", "‘", "``", "-"}


def _prepositions(tree: Tree) -> None:
    for word in range(len(tree.words)):
        cases = [c for c in tree.labelled(word, "case") if tree.words[c].xpos != "POS"]
        if cases:
            _raise_preposition(tree, word, cases)


def _raise_preposition(tree: Tree, noun: int, cases: list[int]) -> None:
    first, last = cases[0], cases[-1]
    is_agent = tree.labels[noun] == "obl:agent"
    tree.rotate(first, "pobj")
    if tree.plain(first) not in HEIRS:
        tree.labels[first] = "agent" if is_agent else "prep"
    if last != first:
        tree.heads[noun] = last
        for case in cases[1:]:
            tree.heads[case], tree.labels[case] = cases[cases.index(case) - 1], "prep"
    tree.move(noun, first, lambda child: _is_beyond(child, first, noun))


def _names(tree: Tree) -> None:
    for word in range(len(tree.words)):
        parts = [part for part in tree.labelled(word, "flat") if _is_name(tree, part)]
        if parts and _is_name(tree, word) and parts[-1] > word:
            _turn_name(tree, word, parts)


def _is_name(tree: Tree, word: int) -> bool:
    return tree.words[word].upos == "PROPN"


def _turn_name(tree: Tree, first: int, parts: list[int]) -> None:
    last = parts[-1]
    tree.rotate(last, "compound")
    tree.move(first, last, lambda _: True)
    for part in parts[:-1]:
        tree.labels[part] = "compound"


def _labels(tree: Tree) -> None:
    for word in range(len(tree.words)):
        tree.labels[word] = _label(tree, word)


def _label(tree: Tree, word: int) -> str:
    label, form = tree.labels[word], tree.words[word].form.lower()
    if label == "advmod" and form in {"not", "n't", "n’t"}:
        return "neg"
    if label == "mark" and tree.words[word].xpos == "TO":
        return "aux"
    return LABELS.get(label) or LABELS.get(tree.plain(word)) or tree.plain(word)


def _coordinations(tree: Tree) -> None:
    """Chain the conjuncts; the conjunction and the comma before one hang on the one before it."""
    for word in range(len(tree.words)):
        before = word
        for conjunct in tree.labelled(word, "conj"):
            if conjunct > before:
                tree.heads[conjunct] = before
                _lower_conjunctions(tree, conjunct, before)
                before = conjunct


def _lower_conjunctions(tree: Tree, conjunct: int, before: int) -> None:
    def joins(child: int) -> bool:
        is_comma = tree.words[child].form in {",", ";"}
        return before < child < conjunct and (tree.plain(child) == "cc" or is_comma)

    tree.move(conjunct, before, joins)


def _additions(tree: Tree) -> None:
    """The marks before an apposition hang on its head, so that its noun chunk has none."""
    for word, label in enumerate(tree.labels):
        if label in {"appos", "list", "parataxis"} and tree.heads[word] < word:
            _lift_marks(tree, word)


def _lift_marks(tree: Tree, word: int) -> None:
    for child in tree.children(word):
        if tree.plain(child) != "punct" or child > word:
            return
        tree.heads[child] = tree.heads[word]
