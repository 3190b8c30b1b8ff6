"""Each construction by which a name is known, in an invented text of its own."""

from collections.abc import Sequence
from itertools import permutations
from typing import NamedTuple

import pytest
from recognizing import recognized, shown


class Case(NamedTuple):
    """A text, what is found in it, and what a recognizer says of it wherever that stands."""

    text: str
    found: list[tuple[str, str, str | None]]
    ents: Sequence[tuple[str, str]] = ()


PEOPLE = {
    "a title before a name, and none of it in the name": Case(
        "On Friday President Orla Venn met Captain Joss Tarn and Dr. Ilse Brandt.",
        [
            ("Friday", "DATE", None),
            ("Orla Venn", "PERSON", "Orla Venn"),
            ("Joss Tarn", "PERSON", "Joss Tarn"),
            ("Ilse Brandt", "PERSON", "Ilse Brandt"),
        ],
    ),
    "a surname and a first name alone behind a full name": Case(
        "They met Governor Orla Venn. At dusk they saw Venn again, and missed Orla.",
        [
            ("Orla Venn", "PERSON", "Orla Venn"),
            ("dusk", "TIME", None),
            ("Venn", "PERSON", "Orla Venn"),
            ("Orla", "PERSON", "Orla Venn"),
        ],
    ),
    "a surname alone before the full name": Case(
        "They waited for Ms. Venn. At last came Governor Orla Venn.",
        [("Venn", "PERSON", "Orla Venn"), ("Orla Venn", "PERSON", "Orla Venn")],
    ),
    "a surname that two people share is nobody's": Case(
        "They saw Orla Venn and Joss Venn, and then Venn left.",
        [
            ("Orla Venn", "PERSON", "Orla Venn"),
            ("Joss Venn", "PERSON", "Joss Venn"),
            ("Venn", "PERSON", "Venn"),
        ],
        [("Orla Venn", "PERSON"), ("Joss Venn", "PERSON"), ("Venn", "PERSON")],
    ),
    "an office behind a name": Case(
        "They met Quillo Brast, the foreign minister, and Orin Vale, its envoy.",
        [
            ("Quillo Brast", "PERSON", "Quillo Brast"),
            ("Orin Vale", "PERSON", "Orin Vale"),
        ],
    ),
    "an office before a name": Case(
        "The board heard its chairman, Quillo Brast, and the skipper, Ann Loor.",
        [
            ("Quillo Brast", "PERSON", "Quillo Brast"),
            ("Ann Loor", "PERSON", "Ann Loor"),
        ],
    ),
    "an age, which is a time": Case(
        "In May they asked Dunya Marr, 52, and waited.",
        [("May", "DATE", None), ("Dunya Marr", "PERSON", "Dunya Marr"), ("52", "DATE", None)],
    ),
    "a number behind another name is no age": Case(
        "They met in Nairobi, 52, by their own count.",
        [("Nairobi", "GPE", "Nairobi"), ("52", "CARDINAL", None)],
    ),
    "a recognizer's title is left out": Case(
        "By noon President Orla Venn slept.",
        [("noon", "TIME", None), ("Orla Venn", "PERSON", "Orla Venn")],
        [("President Orla Venn", "PERSON")],
    ),
    "an office that a recognizer takes for a person": Case(
        "He asked the Minister and the Mayor.", [], [("Minister", "PERSON"), ("Mayor", "PERSON")]
    ),
    "somebody called like a month": Case(
        "In May they saw May Venn, and soon May had left.",
        [
            ("May", "DATE", None),
            ("May Venn", "PERSON", "May Venn"),
            ("May", "PERSON", "May Venn"),
        ],
        [("May Venn", "PERSON")],
    ),
}

STATES = {
    "what a state owns": Case(
        "A letter reached Keldra's foreign ministry and Tarn’s navy.",
        [("Keldra", "GPE", "Keldra"), ("Tarn", "GPE", "Tarn")],
    ),
    "Government of": Case(
        "The paper came from the Government of Keldra.", [("Keldra", "GPE", "Keldra")]
    ),
    "Republic of, and the Republic alone": Case(
        "The Republic of Keldra signed. A year on, the Republic withdrew.",
        [
            ("Republic of Keldra", "GPE", "Keldra"),
            ("A year on", "DATE", None),
            ("Republic", "GPE", "Keldra"),
        ],
    ),
    "Kingdom of, and the Kingdom alone": Case(
        "They left the Kingdom of Belvane, for in the Kingdom nobody sang.",
        [("Kingdom of Belvane", "GPE", "Belvane"), ("Kingdom", "GPE", "Belvane")],
    ),
    "a state and its people": Case(
        "They left Keldra by boat. A Keldran crew slept, and the Keldrans sang.",
        [
            ("Keldra", "GPE", "Keldra"),
            ("Keldran", "NORP", "Keldra"),
            ("Keldrans", "NORP", "Keldra"),
        ],
    ),
    "a people's name of another form": Case(
        "The Tarnish ambassador and a Luthese crew left Tarn for Luth.",
        [
            ("Tarnish", "NORP", "Tarn"),
            ("Luthese", "NORP", "Luth"),
            ("Tarn", "GPE", "Tarn"),
            ("Luth", "GPE", "Luth"),
        ],
        [("Tarn", "GPE"), ("Luth", "GPE")],
    ),
    "a people that a recognizer takes for a person": Case(
        "They left Keldra by boat, and a Keldran slept.",
        [("Keldra", "GPE", "Keldra"), ("Keldran", "NORP", "Keldra")],
        [("Keldran", "PERSON")],
    ),
    "a state that a recognizer takes for a people": Case(
        "The Belvane army came from Belvane.",
        [("Belvane", "GPE", "Belvane"), ("Belvane", "GPE", "Belvane")],
        [("Belvane", "NORP")],
    ),
    "places that are reached, left and lain in": Case(
        "Officials flew to Morvane. They sailed from Ostrel to northern Keldra and slept in Luth.",
        [
            ("Morvane", "GPE", "Morvane"),
            ("Ostrel", "GPE", "Ostrel"),
            ("Keldra", "GPE", "Keldra"),
            ("Luth", "GPE", "Luth"),
        ],
    ),
    "real countries by any of their names": Case(
        "Britain, France and the US met in Geneva; Germans and an Israeli envoy stayed away.",
        [
            ("Britain", "GPE", "United Kingdom"),
            ("France", "GPE", "France"),
            ("US", "GPE", "United States"),
            ("Geneva", "GPE", "Geneva"),
            ("Germans", "NORP", "Germany"),
            ("Israeli", "NORP", "Israel"),
        ],
    ),
    "abbreviations with stops": Case(
        "A U.S. envoy met the U.N. in the Gaza Strip.",
        [
            ("U.S.", "GPE", "United States"),
            ("U.N.", "ORG", "United Nations"),
            ("Gaza Strip", "GPE", "Gaza Strip"),
        ],
    ),
    "a capital is a place, whoever is meant": Case(
        "Talks in Washington ended, and Washington wrote to the White House.",
        [
            ("Washington", "GPE", "Washington"),
            ("Washington", "GPE", "Washington"),
            ("White House", "ORG", "White House"),
        ],
    ),
    "names inside compounds": Case(
        "They met Iran-backed crews and Hamas-run offices in the Middle East.",
        [
            ("Iran", "GPE", "Iran"),
            ("Hamas", "ORG", "Hamas"),
            ("Middle East", "LOC", "Middle East"),
        ],
    ),
    "creeds and languages": Case(
        "Speakers of Arabic prayed; Muslims and Christians slept.",
        [
            ("Arabic", "LANGUAGE", "Arabic"),
            ("Muslims", "NORP", "Islam"),
            ("Christians", "NORP", "Christianity"),
        ],
    ),
}

BODIES = {
    "a state inside a body stands alone": Case(
        "Crowds of Zennavans slept. By the pier the Zennava Border Guard slept too.",
        [
            ("Zennavans", "NORP", "Zennava"),
            ("Zennava", "GPE", "Zennava"),
            ("Border Guard", "ORG", "Border Guard"),
        ],
        [("Zennavans", "NORP"), ("Zennava", "GPE")],
    ),
    "so does a real one, and a people before its organ": Case(
        "On the pier the US National Security Council met the French Foreign Ministry.",
        [
            ("US", "GPE", "United States"),
            ("National Security Council", "ORG", "National Security Council"),
            ("French", "NORP", "France"),
            ("Foreign Ministry", "ORG", "Foreign Ministry"),
        ],
    ),
    "a possessive parts two names": Case(
        "They wrote to the UN's Office for Sea Trade.",
        [
            ("UN", "ORG", "United Nations"),
            ("Office for Sea Trade", "ORG", "Office for Sea Trade"),
        ],
        [("UN's Office for Sea Trade", "ORG")],
    ),
    "of and for inside a body": Case(
        "They wrote to the Ministry of Marine Affairs. They met the Office for Coastal Trade.",
        [
            ("Ministry of Marine Affairs", "ORG", "Ministry of Marine Affairs"),
            ("Office for Coastal Trade", "ORG", "Office for Coastal Trade"),
        ],
    ),
    "an acronym in brackets, and alone": Case(
        "They joined the Ostrel Canal Board (OCB) at last. Nobody at the OCB answered.",
        [
            ("Ostrel Canal Board", "ORG", "Ostrel Canal Board"),
            ("OCB", "ORG", "Ostrel Canal Board"),
            ("OCB", "ORG", "Ostrel Canal Board"),
        ],
    ),
    "a body's kind alone": Case(
        "They called the Ostrel Canal Commission. Nobody at the Commission answered.",
        [
            ("Ostrel Canal Commission", "ORG", "Ostrel Canal Commission"),
            ("Commission", "ORG", "Ostrel Canal Commission"),
        ],
    ),
    "an apostrophe that is part of the name": Case(
        "They read a petition by the Farmers' League. Nobody met the Bakers’ Union.",
        [
            ("Farmers' League", "ORG", "Farmers' League"),
            ("Bakers’ Union", "ORG", "Bakers’ Union"),
        ],
    ),
    "a body without a capital is no name": Case(
        "They met the ostrel company and the war cabinet.", [], [("ostrel company", "ORG")]
    ),
    "the article that a recognizer takes in": Case(
        "They wrote to the Ostrel Canal Board.",
        [("Ostrel Canal Board", "ORG", "Ostrel Canal Board")],
        [("the Ostrel Canal Board", "ORG")],
    ),
}

PLACES = {
    "a dam, a prison and an island without a capital": Case(
        "Water rose behind the Sella dam, in the Tolm prison and on Velm island.",
        [
            ("Sella dam", "FAC", "Sella dam"),
            ("Tolm prison", "FAC", "Tolm prison"),
            ("Velm island", "LOC", "Velm island"),
        ],
    ),
    "a crossing and a river without a capital": Case(
        "Trucks waited at the Morvane crossing near the Aruqeni river.",
        [
            ("Morvane crossing", "FAC", "Morvane crossing"),
            ("Aruqeni river", "LOC", "Aruqeni river"),
        ],
    ),
    "a cape, a strait and a lake": Case(
        "They passed Cape Ordun, crossed the Sarkel Strait and slept by Lake Velm.",
        [
            ("Cape Ordun", "LOC", "Cape Ordun"),
            ("Sarkel Strait", "LOC", "Sarkel Strait"),
            ("Lake Velm", "LOC", "Lake Velm"),
        ],
    ),
    "a bay of": Case("They left the Bay of Sarkel.", [("Bay of Sarkel", "LOC", "Bay of Sarkel")]),
}

OTHERS = {
    "treaties and accords": Case(
        "Both signed the Treaty of Luth. Nobody signed the Ostrel Accord.",
        [("Treaty of Luth", "LAW", "Treaty of Luth"), ("Ostrel Accord", "LAW", "Ostrel Accord")],
    ),
    "a convention with its acronym": Case(
        "They read the Sarkel Maritime Boundaries Convention (SMBC), and the SMBC is short.",
        [
            (
                "Sarkel Maritime Boundaries Convention",
                "LAW",
                "Sarkel Maritime Boundaries Convention",
            ),
            ("SMBC", "LAW", "Sarkel Maritime Boundaries Convention"),
            ("SMBC", "LAW", "Sarkel Maritime Boundaries Convention"),
        ],
    ),
    "ships, one of them called like a lady": Case(
        "The ferry sank. Nobody on the Lady Ann was hurt, and the patrol ship Merrow came.",
        [("Lady Ann", "PRODUCT", "Lady Ann"), ("Merrow", "PRODUCT", "Merrow")],
    ),
    "a lady where there is no ship": Case(
        "They met Lady Ann Loor.", [("Ann Loor", "PERSON", "Ann Loor")]
    ),
    "a ship that a recognizer takes for a person": Case(
        "The ferry Merrow left. By dark the Merrow was back.",
        [("Merrow", "PRODUCT", "Merrow"), ("Merrow", "PRODUCT", "Merrow")],
        [("Merrow", "PERSON")],
    ),
    "a number inside a name is none": Case(
        "Nobody forgot the 2031 Barge War. On Monday they read Resolution 812.",
        [
            ("2031 Barge War", "EVENT", "2031 Barge War"),
            ("Monday", "DATE", None),
            ("Resolution 812", "LAW", "Resolution 812"),
        ],
        [("2031 Barge War", "EVENT"), ("Resolution 812", "LAW")],
    ),
    "a number before a war": Case(
        "They ended the Second Barge War.",
        [("Second Barge War", "EVENT", "Second Barge War")],
    ),
}

TYPOGRAPHY = {
    "a headline in title case": Case(
        "Orla Venn Opens New Talks In Luth\n\nAt dusk Orla Venn had left for Luth.",
        [
            ("Orla Venn", "PERSON", "Orla Venn"),
            ("Luth", "GPE", "Luth"),
            ("dusk", "TIME", None),
            ("Orla Venn", "PERSON", "Orla Venn"),
            ("Luth", "GPE", "Luth"),
        ],
        [("Orla Venn", "PERSON"), ("Luth", "GPE")],
    ),
    "title case tells of no name": Case(
        "Tolls Rise As Barges Wait\n\nNobody moved.",
        [],
    ),
    "a line in capitals": Case(
        "NEW TOLLS IN FRANCE\n\nThe barges of France wait.",
        [("FRANCE", "GPE", "France"), ("France", "GPE", "France")],
    ),
    "an entity of a recognizer that goes beyond its line": Case(
        "They left Luth\nOrla Venn slept.",
        [("Luth", "GPE", "Luth"), ("Orla Venn", "PERSON", "Orla Venn")],
        [("Luth\nOrla Venn", "PERSON"), ("Luth", "GPE")],
    ),
    "possessives, straight and curly, are left out": Case(
        "They climbed Luth's walls and Luth’s towers.",
        [("Luth", "GPE", "Luth"), ("Luth", "GPE", "Luth")],
        [("Luth", "GPE")],
    ),
    "a month and weekdays that a recognizer takes for names": Case(
        "On Friday they slept, on Monday they left, and in May they came back.",
        [("Friday", "DATE", None), ("Monday", "DATE", None), ("May", "DATE", None)],
        [("Friday", "ORG"), ("Monday", "GPE"), ("May", "PERSON")],
    ),
    "times and numbers without any name": Case(
        "About 1,400 boats lost 3 percent of $5 million on the second day.",
        [
            ("About 1,400", "CARDINAL", None),
            ("3 percent", "PERCENT", None),
            ("$5 million", "MONEY", None),
            ("second", "ORDINAL", None),
        ],
    ),
    "line ends of two characters, emoji, marks and right-to-left words around": Case(
        "🚢 مرحبا, Captain Joss Tarn!\r\nThe cafe\u0301 in Luth closed.\r\n",
        [("Joss Tarn", "PERSON", "Joss Tarn"), ("Luth", "GPE", "Luth")],
    ),
}

CASES = {
    f"{group}: {name}": case
    for group, cases in {
        "people": PEOPLE,
        "states": STATES,
        "bodies": BODIES,
        "places": PLACES,
        "others": OTHERS,
        "typography": TYPOGRAPHY,
    }.items()
    for name, case in cases.items()
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_construction_gives_its_names(case: Case) -> None:
    assert case.found == shown(recognized(case.text, case.ents))


def test_a_noun_before_a_place_is_part_of_it() -> None:
    """The tagger tells that it is a noun: `the Tolm hydropower complex`."""
    doc = recognized("Workers left the Tolm hydropower complex.")
    for token, tag in zip(doc, ("NNS", "VBD", "DT", "NNP", "NN", "NN", "."), strict=True):
        token.tag_ = tag

    assert shown(doc) == [("Tolm hydropower complex", "FAC", "Tolm hydropower complex")]


SENTENCES = ("They left Keldra by boat.", "A Keldran crew slept.", "They met Governor Orla Venn.")


@pytest.mark.parametrize("order", list(permutations(SENTENCES)))
def test_names_are_the_same_wherever_a_text_tells_of_them(order: tuple[str, ...]) -> None:
    assert sorted(shown(recognized(" ".join(order)))) == [
        ("Keldra", "GPE", "Keldra"),
        ("Keldran", "NORP", "Keldra"),
        ("Orla Venn", "PERSON", "Orla Venn"),
    ]
