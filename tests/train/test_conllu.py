import pytest

from communique.jsonl import DataError
from communique.train.conllu import sentences

TEXT = """\
# newdoc id = d1
# newpar
# text = They can't go — ever.
1\tThey\tthey\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
4.1\tgone\tgo\tVERB\tVB\t_\t_\t_\t_\t_
5\t—\t—\tPUNCT\t:\t_\t6\tpunct\t_\t_
6-7\tever.\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
6\tever\tever\tADV\tRB\t_\t4\tadvmod\t_\t_
7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = שלום 😀
1\tשלום\tשלום\tINTJ\tUH\t_\t0\troot\t_\t_
2\t😀\t😀\tSYM\tNFP\t_\t1\tdiscourse\t_\t_
"""


def test_the_words_spell_the_text_of_each_sentence() -> None:
    found = list(sentences(TEXT.splitlines(keepends=True), "a.conllu"))

    spelled = ["".join(w.form + " " * w.is_spaced for w in s.words).strip() for s in found]
    assert spelled == [s.text for s in found] == ["They can't go — ever.", "שלום 😀"]


def test_empty_nodes_and_multiword_lines_are_no_words() -> None:
    first, second = sentences(TEXT.splitlines(), "a.conllu")

    assert [w.form for w in first.words] == ["They", "ca", "n't", "go", "—", "ever", "."]
    assert [first.opens_document, first.opens_paragraph] == [True, True]
    assert [second.opens_document, second.opens_paragraph] == [False, False]


@pytest.mark.parametrize("line", ["1\tonly\tfour\tcolumns", "\t".join("1abcdexghi")])
def test_a_line_that_is_none_is_named_with_its_place(line: str) -> None:
    with pytest.raises(DataError, match=r"a\.conllu:2: .*ten columns"):
        list(sentences(["# text = x", line], "a.conllu"))
