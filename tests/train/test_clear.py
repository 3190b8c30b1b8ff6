from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.train.clear import clear
from communique.train.conllu import Word

Parse = Callable[[str], tuple[Word, ...]]

IN_THE_CITY = """
    The DET DT 2 det
    envoy NOUN NN 6 nsubj
    was AUX VBD 6 cop
    not PART RB 6 advmod
    in ADP IN 6 case
    Keldra PROPN NNP 0 root
    . PUNCT . 6 punct
"""
TALL_AND_TIRED = """
    Nobody PRON NN 4 nsubj
    was AUX VBD 4 cop
    very ADV RB 4 advmod
    calm ADJ JJ 0 root
    , PUNCT , 8 punct
    and CCONJ CC 8 cc
    he PRON PRP 8 nsubj
    left VERB VBD 4 conj
"""
BY_THE_GUARD = """
    She PRON PRP 3 nsubj:pass
    was AUX VBD 3 aux:pass
    seen VERB VBN 0 root
    by ADP IN 6 case
    Mara PROPN NNP 6 nmod:desc
    Joe PROPN NNP 3 obl:agent
    Tolwin PROPN NNP 6 flat
    's PART POS 6 case
"""
FISH = """
    Boats NOUN NNS 0 root
    , PUNCT , 3 punct
    nets NOUN NNS 1 conj
    and CCONJ CC 5 cc
    fish NOUN NN 1 conj
    from ADP IN 8 case
    the DET DT 8 det
    strait NOUN NN 1 nmod
"""
THE_PLAN = """
    The DET DT 2 det
    plan NOUN NN 5 nsubj:outer
    is AUX VBZ 5 cop
    to PART TO 5 mark
    wait VERB VB 0 root
    . PUNCT . 5 punct
"""
OUT_OF_THE_WAY = """
    He PRON PRP 2 nsubj
    ran VERB VBD 0 root
    only ADV RB 6 advmod
    from ADP IN 6 case
    under ADP IN 6 case
    it PRON PRP 2 obl
"""
AN_ENVOY = """
    Quell PROPN NNP 6 nsubj
    , PUNCT , 4 punct
    an DET DT 4 det
    envoy NOUN NN 1 appos
    , PUNCT , 4 punct
    spoke VERB VBD 0 root
"""


IN_THE_CITY_CLEAR = """
    The<envoy det
    envoy<was nsubj
    was ROOT
    not<was neg
    in<was prep
    Keldra<in pobj
    .<was punct
"""
TALL_AND_TIRED_CLEAR = """
    Nobody<was nsubj
    was ROOT
    very<calm advmod
    calm<was acomp
    ,<was punct
    and<was cc
    he<left nsubj
    left<was conj
"""
BY_THE_GUARD_CLEAR = """
    She<seen nsubjpass
    was<seen auxpass
    seen ROOT
    by<seen agent
    Mara<Tolwin compound
    Joe<Tolwin compound
    Tolwin<by pobj
    's<Tolwin case
"""
FISH_CLEAR = """
    Boats ROOT
    ,<Boats punct
    nets<Boats conj
    and<nets cc
    fish<nets conj
    from<Boats prep
    the<strait det
    strait<from pobj
"""
THE_PLAN_CLEAR = """
    The<plan det
    plan<is nsubj
    is ROOT
    to<wait aux
    wait<is xcomp
    .<is punct
"""
OUT_OF_THE_WAY_CLEAR = """
    He<ran nsubj
    ran ROOT
    only<from advmod
    from<ran prep
    under<from prep
    it<under pobj
"""
AN_ENVOY_CLEAR = """
    Quell<spoke nsubj
    ,<Quell punct
    an<envoy det
    envoy<Quell appos
    ,<envoy punct
    spoke ROOT
"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (IN_THE_CITY, IN_THE_CITY_CLEAR),
        (TALL_AND_TIRED, TALL_AND_TIRED_CLEAR),
        (BY_THE_GUARD, BY_THE_GUARD_CLEAR),
        (FISH, FISH_CLEAR),
        (THE_PLAN, THE_PLAN_CLEAR),
        (OUT_OF_THE_WAY, OUT_OF_THE_WAY_CLEAR),
        (AN_ENVOY, AN_ENVOY_CLEAR),
    ],
)
def test_a_tree_is_labelled_as_english_rules_expect(
    parse: Parse, lines: str, expected: str
) -> None:
    words = parse(lines)

    found = [
        f"{word.form} {label}" if head == at else f"{word.form}<{words[head].form} {label}"
        for at, (word, (head, label)) in enumerate(zip(words, clear(words), strict=True))
    ]

    assert [line.strip() for line in expected.strip().splitlines()] == found


LABELS = "nsubj obj obl nmod case cop flat conj cc punct mark advmod amod det appos list obl:agent"
POS = ("NOUN", "PROPN", "VERB", "ADJ", "ADP", "AUX", "PART")


@st.composite
def trees(draw: st.DrawFn) -> tuple[Word, ...]:
    """Any tree with any labels, however absurd."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: 0}
    for at in range(1, size):
        heads[order[at]] = order[draw(st.integers(0, at - 1))] + 1
    return tuple(
        Word(
            form=draw(st.sampled_from(["a", ",", "not", "é😀", '"'])),
            lemma="a",
            upos=draw(st.sampled_from(POS)),
            xpos=draw(st.sampled_from(["NN", "TO", "POS", "IN"])),
            feats="_",
            head=heads[word],
            label="root" if heads[word] == 0 else draw(st.sampled_from(LABELS.split())),
        )
        for word in range(size)
    )


@given(trees())
def test_a_converted_tree_is_a_tree_with_one_root(words: tuple[Word, ...]) -> None:
    heads = [head for head, _ in clear(words)]

    roots = [at for at, head in enumerate(heads) if head == at]
    reached = {at for at in range(len(heads)) if _top(heads, at) == roots[0]}
    assert len(roots) == 1
    assert reached == set(range(len(words)))


def _top(heads: list[int], at: int) -> int:
    for _ in heads:
        at = heads[at]
    return at


@given(trees())
def test_the_root_alone_is_labelled_root(words: tuple[Word, ...]) -> None:
    assert [label == "ROOT" for _, label in clear(words)] == [
        head == at for at, (head, _) in enumerate(clear(words))
    ]
