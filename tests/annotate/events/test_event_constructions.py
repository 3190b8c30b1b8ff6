"""Each construction that events stand in, in an invented sentence of its own."""

import pytest
from coding_texts import shown

ROLES = {
    "a verb with subject and object": (
        "Norway condemned Peru.",
        ["ACCUSE actual condemned: Norway > Peru"],
    ),
    "a passive with its agent": (
        "Peru was condemned by Norway.",
        ["ACCUSE actual condemned: Norway > Peru"],
    ),
    "a passive without": (
        "Three fishermen were arrested on Monday.",
        ["COERCE actual arrested: - > fishermen"],
    ),
    "two verbs with one subject": (
        "Norway criticised Peru and expelled the Peruvian ambassador.",
        ["ACCUSE actual criticised: Norway > Peru", "SANCTION actual expelled: Norway > Peru"],
    ),
    "two subjects": (
        "Norway and Chile condemned Peru.",
        ["ACCUSE actual condemned: Norway + Chile > Peru"],
    ),
    "a relative clause": (
        "The soldiers who attacked the embassy of Peru were arrested.",
        ["ASSAULT actual attacked: soldiers > Peru", "COERCE actual arrested: - > soldiers"],
    ),
    "a participle that goes on": (
        "Norway rejected the idea, accusing Peru of deceit.",
        ["REJECT actual rejected: Norway > -", "ACCUSE actual accusing: Norway > Peru"],
    ),
    "a meeting, with both sides as actors": (
        "The foreign minister of Norway met officials from Peru in Geneva.",
        ["CONSULT actual met: Norway + Peru > - @ Geneva"],
    ),
    "a noun with a verb of little meaning": (
        "Norway held talks with Peru in Geneva.",
        ["CONSULT actual talks: Norway + Peru > - @ Geneva"],
    ),
    "a noun with its possessor": (
        "Norway's attack on Peru shocked everybody.",
        ["ASSAULT actual attack: Norway > Peru"],
    ),
    "a noun with an adjective of its state and an of-phrase": (
        "The Norwegian bombardment of the port went on.",
        ["ASSAULT actual bombardment: Norway > -"],
    ),
    "a noun with by": (
        "The arrest of journalists by Peru caused outrage.",
        ["COERCE actual arrest: Peru > journalists"],
    ),
    "whose an object is": (
        "Norway rejected Peru's offer.",
        ["REJECT actual rejected: Norway > Peru", "AGREE actual offer: Peru > -"],
    ),
    "as did others": (
        "Norway condemned Peru, as did Chile and Brazil.",
        ["ACCUSE actual condemned: Norway + Chile + Brazil > Peru"],
    ),
    "and so did others": (
        "Norway condemned Peru, and so did Chile.",
        ["ACCUSE actual condemned: Norway + Chile > Peru"],
    ),
    "along with others": (
        "Norway, along with Chile, condemned Peru.",
        ["ACCUSE actual condemned: Norway + Chile > Peru"],
    ),
    "neither": (
        "Neither Norway nor Chile condemned Peru.",
        ["ACCUSE negated condemned: Norway + Chile > Peru"],
    ),
    "whoever is ordered does it": (
        "Troops were ordered by the president to withdraw.",
        ["REQUEST actual ordered: president > troops", "RETREAT hypothetical withdraw: troops > -"],
    ),
    "an active verb behind a passive one": (
        "The envoys were surprised and criticised Peru.",
        ["ACCUSE actual criticised: envoys > Peru"],
    ),
    "a headline": (
        "Norway Recalls Its Ambassador",
        ["SANCTION actual Recalls: Norway > -"],
    ),
    "a date between verb and object": (
        "Peru again rejected Thursday a Norwegian appeal.",
        ["REJECT actual rejected: Peru > Norway"],
    ),
    "a verb taken for a participle": (
        "Israeli troops killed villagers near the border.",
        ["ASSAULT actual killed: Israel > villagers"],
    ),
    "an office before a name": (
        "President Pel Oster praised Foreign Minister Orla Venn.",
        ["SUPPORT actual praised: Pel Oster > Orla Venn"],
    ),
    "officials from a state": (
        "Police arrested officials from Chile.",
        ["COERCE actual arrested: police > Chile"],
    ),
    "somebody warned against a deed": (
        "Norway warned Peru against attacking Chile.",
        ["REQUEST actual warned: Norway > Peru", "ASSAULT hypothetical attacking: Peru > Chile"],
    ),
    "a strait that is closed": (
        "Peru closed the Strait of Hormuz to Norwegian ships.",
        ["COERCE actual closed: Peru > Norway @ Strait of Hormuz"],
    ),
    "whose forces are sent": (
        "Norwegian warships were deployed to the coast.",
        ["MOBILIZE actual deployed: Norway > -"],
    ),
    "a word with a hyphen": (
        "Norway and Peru agreed to a cease-fire.",
        ["AGREE actual agreed: Norway + Peru > -", "RETREAT future cease-fire: - > -"],
    ),
    "strikes of forces, not of workers": (
        "The strikes on Peru went on.",
        ["ASSAULT actual strikes: - > Peru"],
    ),
    "a strike of workers": (
        "Dockers called off their 24-hour strike.",
        ["RETREAT actual called off: - > -", "PROTEST actual strike: - > -"],
    ),
    "hostages are held by whoever attacks, prisoners by a state": (
        "Rebels hold six hostages; Peru holds two prisoners.",
        ["ASSAULT actual hold: rebels > hostages", "COERCE actual holds: Peru > prisoners"],
    ),
    "sanctions are imposed": (
        "Norway imposed sanctions on Peru.",
        ["SANCTION actual sanctions: Norway > Peru"],
    ),
}

CONTENTS = {
    "a request and what is asked": (
        "Norway urged Peru to release the hostages.",
        ["REQUEST actual urged: Norway > Peru", "RETREAT hypothetical release: Peru > hostages"],
    ),
    "a request by noun": (
        "Norway called for the release of the hostages.",
        ["REQUEST actual called: Norway > -", "RETREAT hypothetical release: - > hostages"],
    ),
    "a refusal": (
        "Norway refused to withdraw its troops from Peru.",
        ["REJECT actual refused: Norway > -", "RETREAT hypothetical withdraw: Norway > Peru"],
    ),
    "a promise": (
        "Norway promised to send food to Peru.",
        ["AGREE actual promised: Norway > Peru", "AID future send: Norway > Peru"],
    ),
    "a threat": (
        "Norway threatened to attack Peru.",
        ["THREATEN actual threatened: Norway > Peru", "ASSAULT hypothetical attack: Norway > Peru"],
    ),
}

MODALITIES = {
    "denied with not": ("Norway did not attack Peru.", ["ASSAULT negated attack: Norway > Peru"]),
    "denied with no": ("There was no attack on Peru.", ["ASSAULT negated attack: - > Peru"]),
    "nobody": ("Nobody condemned Peru.", ["ACCUSE negated condemned: - > Peru"]),
    "stopped short of": (
        "Norway stopped short of expelling the Peruvian ambassador.",
        ["SANCTION negated expelling: Norway > Peru"],
    ),
    "an order": ("“Release the crew!” Venn said.", ["RETREAT hypothetical Release: - > crew"]),
    "to be": (
        "The hostages are to be released.",
        ["RETREAT future released: - > hostages"],
    ),
    "will, put into the past by who reports it": (
        "Peru said it would attack Norway.",
        ["ASSAULT future attack: Peru > Norway"],
    ),
    "a truce that is talked about": (
        "Talks on a ceasefire failed.",
        ["CONSULT actual Talks: - > -", "RETREAT hypothetical ceasefire: - > -"],
    ),
    "what is rejected in words was said": (
        "Peru rejected the threats.",
        ["REJECT actual rejected: Peru > -", "THREATEN actual threats: - > -"],
    ),
    "an offer may not be taken": (
        "Norway offered to host the talks.",
        ["AGREE actual offered: Norway > -", "CONSULT hypothetical host: Norway > -"],
    ),
    "will": ("Norway will host the summit.", ["CONSULT future host: Norway > -"]),
    "a plan": ("Norway plans to attack Peru.", ["ASSAULT future attack: Norway > Peru"]),
    "a possibility": ("Norway may attack Peru.", ["ASSAULT hypothetical attack: Norway > Peru"]),
    "a condition": (
        "If Norway attacks Peru, prices will rise.",
        ["ASSAULT hypothetical attacks: Norway > Peru"],
    ),
    "a fear": (
        "Peru fears an attack by Norway.",
        ["ASSAULT hypothetical attack: Norway > -"],
    ),
    "prevention": (
        "The envoy wants to prevent an attack on Peru.",
        ["ASSAULT hypothetical attack: - > Peru"],
    ),
    "a purpose": (
        "The minister flew home to meet the president.",
        ["CONSULT future meet: minister + president > -"],
    ),
}

NONE = {
    "a verb of saying": "The minister said nothing new.",
    "a bare war": "The war and the fighting went on.",
    "a word in a compound": "The ceasefire talks team left its hotel for a pro-ceasefire festival.",
    "an idiom": "The budget met its targets and struck a balance.",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(*case, id=name)
        for group in (ROLES, CONTENTS, MODALITIES)
        for name, case in group.items()
    ],
)
def test_a_construction_gives_its_events(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_names_no_deed_gives_none(text: str) -> None:
    assert shown(text) == []
