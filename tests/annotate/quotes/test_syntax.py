"""Each construction of reported speech, in a sentence of its own with its parse."""

import pytest
from parses import parsed, shown

REPORTED = {
    "a clause behind the cue, with a second one coordinated": (
        """
            Venn|NNP|nsubj|1 said|VBD|ROOT|1 the|DT|det|3 talks|NNS|nsubj|5 had|VBD|aux|5
            failed|VBN|ccomp|1 and|CC|cc|5 that|IN|mark|9 nobody|NN|nsubj|9 was|VBD|conj|5
            to|TO|aux|11 blame|VB|xcomp|9 .|.|punct|1
        """,
        [
            ("indirect", "the talks had failed and that nobody was to blame", "said", "Venn"),
        ],
    ),
    "a clause before the cue": (
        """
            The|DT|det|1 talks|NNS|nsubj|3 had|VBD|aux|3 failed|VBN|ROOT|3 ,|,|punct|3
            officials|NNS|nsubj|6 said|VBD|parataxis|3 on|IN|prep|6 Tuesday|NNP|pobj|7 .|.|punct|3
        """,
        [
            ("indirect", "The talks had failed", "said", "officials"),
        ],
    ),
    "a clause around the cue: two pieces of one act": (
        """
            The|DT|det|1 pact|NN|nsubj|6 ,|,|punct|1 she|PRP|nsubj|4 added|VBD|parataxis|6
            ,|,|punct|4 is|VBZ|ROOT|6 dead|JJ|acomp|6 .|.|punct|6
        """,
        [
            ("indirect", "The pact", "added", "she"),
            ("indirect", "is dead", "added", "she"),
        ],
    ),
    "according to, behind": (
        """
            Two|CD|nummod|1 boats|NNS|nsubjpass|3 were|VBD|auxpass|3 lost|VBN|ROOT|3 ,|,|punct|5
            according|VBG|prep|3 to|IN|fixed|5 the|DT|det|9 harbour|NN|compound|9 office|NN|pobj|5
            .|.|punct|3
        """,
        [
            ("indirect", "Two boats were lost", "according", "the harbour office"),
        ],
    ),
    "according to, before": (
        """
            According|VBG|prep|9 to|IN|fixed|0 the|DT|det|4 harbour|NN|compound|4 office|NN|pobj|0
            ,|,|punct|4 two|CD|nummod|7 boats|NNS|nsubjpass|9 were|VBD|auxpass|9 lost|VBN|ROOT|9
            .|.|punct|9
        """,
        [
            ("indirect", "two boats were lost", "According", "the harbour office"),
        ],
    ),
    "a clause between a cue that begins the sentence and its main clause": (
        """
            As|IN|mark|2 Venn|NNP|nsubj|2 noted|VBD|advcl|6 ,|,|punct|2 the|DT|det|5 port|NN|nsubj|6
            is|VBZ|ROOT|6 small|JJ|acomp|6 .|.|punct|6
        """,
        [
            ("indirect", "the port is small", "noted", "Venn"),
        ],
    ),
    "control: the subject of the verb above speaks": (
        """
            The|DT|det|1 minister|NN|nsubj|2 refused|VBD|ROOT|2 to|TO|aux|4 say|VB|xcomp|2
            whether|IN|mark|8 the|DT|det|7 bridge|NN|nsubj|8 was|VBD|ccomp|4 open|JJ|acomp|8
            .|.|punct|2
        """,
        [
            ("indirect", "whether the bridge was open", "say", "The minister"),
        ],
    ),
    "a passive has no speaker but an agent": (
        """
            Tarn|NNP|nsubjpass|2 was|VBD|auxpass|2 told|VBN|ROOT|2 that|IN|mark|7 the|DT|det|5
            bridge|NN|nsubjpass|7 was|VBD|auxpass|7 closed|VBN|ccomp|2 .|.|punct|2
        """,
        [
            ("indirect", "that the bridge was closed", "told", None),
        ],
    ),
    "the agent of a passive": (
        """
            Tarn|NNP|nsubjpass|2 was|VBD|auxpass|2 told|VBN|ROOT|2 by|IN|agent|2 Venn|NNP|pobj|3
            that|IN|mark|7 it|PRP|nsubj|7 sank|VBD|ccomp|2 .|.|punct|2
        """,
        [
            ("indirect", "that it sank", "told", "Venn"),
        ],
    ),
    "an order, with its negation": (
        """
            Venn|NNP|nsubj|1 urged|VBD|ROOT|1 the|DT|det|3 navy|NN|dobj|1 not|RB|neg|6 to|TO|aux|6
            leave|VB|xcomp|1 .|.|punct|1
        """,
        [
            ("indirect", "not to leave", "urged", "Venn"),
        ],
    ),
    "an aside before the clause": (
        """
            Officials|NNS|nsubj|1 said|VBD|ROOT|1 ,|,|punct|3 however|RB|advmod|1 ,|,|punct|3
            that|IN|mark|8 the|DT|det|7 port|NN|nsubj|8 was|VBD|ccomp|1 open|JJ|acomp|8 .|.|punct|1
        """,
        [
            ("indirect", "that the port was open", "said", "Officials"),
        ],
    ),
    "a participle that goes on": (
        """
            Tarn|NNP|nsubj|1 left|VBD|ROOT|1 the|DT|det|3 room|NN|dobj|1 ,|,|punct|5
            saying|VBG|advcl|1 that|IN|mark|8 he|PRP|nsubj|8 was|VBD|ccomp|5 tired|JJ|acomp|8
            .|.|punct|1
        """,
        [
            ("indirect", "that he was tired", "saying", "Tarn"),
        ],
    ),
    "a noun, its clause and whoever issues it": (
        """
            In|IN|prep|11 a|DT|det|2 statement|NN|pobj|0 that|IN|mark|7 the|DT|det|5
            port|NN|nsubjpass|7 was|VBD|auxpass|7 closed|VBN|acl|2 ,|,|punct|2 the|DT|det|10
            ministry|NN|nsubj|11 blamed|VBD|ROOT|11 the|DT|det|13 wind|NN|dobj|11 .|.|punct|11
        """,
        [
            ("indirect", "that the port was closed", "statement", "the ministry"),
        ],
    ),
    "two who report in one sentence": (
        """
            Venn|NNP|nsubj|1 said|VBD|ROOT|1 she|PRP|nsubj|3 saw|VBD|ccomp|1 the|DT|det|5
            ship|NN|dobj|3 and|CC|cc|3 Tarn|NNP|nsubj|8 added|VBD|conj|3 that|IN|mark|11
            it|PRP|nsubj|11 was|VBD|ccomp|8 empty|JJ|acomp|11 .|.|punct|1
        """,
        [
            ("indirect", "she saw the ship", "said", "Venn"),
            ("indirect", "that it was empty", "added", "Tarn"),
        ],
    ),
    "what the author adds with while is no content": (
        """
            Venn|NNP|nsubj|1 said|VBD|ROOT|1 the|DT|det|3 port|NN|nsubj|4 was|VBD|ccomp|1
            open|JJ|acomp|4 ,|,|punct|9 while|IN|mark|9 Tarn|NNP|nsubj|9 feared|VBD|advcl|4
            a|DT|det|11 strike|NN|dobj|9 .|.|punct|1
        """,
        [
            ("indirect", "the port was open", "said", "Venn"),
        ],
    ),
    "a title is no part of a name, and a quoted part makes it mixed": (
        """
            Foreign|JJ|amod|1 Minister|NNP|compound|3 Orla|NNP|compound|3 Venn|NNP|nsubj|4
            said|VBD|ROOT|4 the|DT|det|6 crews|NNS|nsubj|7 were|VBD|ccomp|4 “|``|punct|9
            warm|JJ|acomp|7 and|CC|cc|9 fed|VBN|conj|9 ”|''|punct|9 .|.|punct|4
        """,
        [
            ("mixed", "the crews were “warm and fed”", "said", "Orla Venn"),
        ],
    ),
    "a noun phrase with a quoted part": (
        """
            The|DT|det|1 envoy|NN|nsubj|2 called|VBD|ROOT|2 the|DT|det|4 plan|NN|dobj|2 “|``|punct|8
            a|DT|det|8 dead|JJ|amod|8 letter|NN|appos|4 ”|''|punct|8 on|IN|prep|2 Monday|NNP|pobj|10
            .|.|punct|2
        """,
        [
            ("mixed", "the plan “a dead letter”", "called", "The envoy"),
        ],
    ),
    "a statement that ends in quoted words": (
        """
            The|DT|det|1 offer|NN|nsubj|2 was|VBD|ROOT|2 “|``|punct|5 a|DT|det|5 joke|NN|attr|2
            ,|,|punct|5 ”|''|punct|5 said|VBD|parataxis|2 Tarn|NNP|nsubj|8 .|.|punct|2
        """,
        [
            ("mixed", "The offer was “a joke,”", "said", "Tarn"),
        ],
    ),
    "somebody else's words inside a direct quotation": (
        """
            “|``|punct|2 Tarn|NNP|nsubj|2 told|VBD|ccomp|10 me|PRP|dative|2 the|DT|det|5
            boat|NN|nsubj|6 sank|VBD|ccomp|2 ,|,|punct|2 ”|''|punct|2 Venn|NNP|nsubj|10
            said|VBD|ROOT|10 .|.|punct|10
        """,
        [
            ("direct", "Tarn told me the boat sank,", "said", "Venn"),
            ("indirect", "the boat sank", "told", "Tarn"),
        ],
    ),
    "a name in apposition to an office": (
        """
            The|DT|det|2 foreign|JJ|amod|2 minister|NN|nsubj|7 ,|,|punct|2 Ilse|NNP|compound|5
            Morka|NNP|appos|2 ,|,|punct|2 said|VBD|ROOT|7 it|PRP|nsubj|9 sank|VBD|ccomp|7
            .|.|punct|7
        """,
        [
            ("indirect", "it sank", "said", "Ilse Morka"),
        ],
    ),
}

NOTHING = {
    "a noun phrase without marks": """
        The|DT|det|1 council|NN|nsubj|2 accused|VBD|ROOT|2 the|DT|det|4 navy|NN|dobj|2
        of|IN|prep|4 theft|NN|pobj|5 .|.|punct|2
    """,
    "scare quotes": """
        The|DT|det|2 “|``|punct|3 quiet|JJ|amod|5 zone|NN|nsubj|6 ”|''|punct|3 here|RB|advmod|3
        was|VBD|ROOT|6 noisy|JJ|acomp|6 .|.|punct|6
    """,
    "a verb of saying alone": """
        Venn|NNP|nsubj|2 did|VBD|aux|2 answer|VB|ROOT|2 on|IN|prep|2 Monday|NNP|pobj|3
        .|.|punct|2
    """,
}


@pytest.mark.parametrize(("rows", "expected"), REPORTED.values(), ids=REPORTED)
def test_reported_words_are_found_with_their_cue_and_speaker(
    rows: str, expected: list[tuple[str, str, str | None, str | None]]
) -> None:
    assert expected == shown(parsed(rows))


@pytest.mark.parametrize("rows", NOTHING.values(), ids=NOTHING)
def test_where_nobody_says_anything_there_is_no_quotation(rows: str) -> None:
    assert shown(parsed(rows)) == []
