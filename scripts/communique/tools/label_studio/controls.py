"""The names that the screen, and records on their way to it and back, have in common."""

from typing import Final

TEXT: Final = "text"
"""The name of the text itself, which all controls belong to."""

ENTITIES: Final = "entities"
MARKS: Final = "marks"

QUOTATION, CUE = "Quotation", "Cue"
EVENT, STANCE, CONDITION = "Event", "Stance", "Condition"
MENTION = "Mention"

MARK_MEANINGS = {
    QUOTATION: "The words that somebody is reported to say.",
    CUE: "The reporting word of a quotation: said, told, according to.",
    EVENT: "The one word or fixed phrase that names a deed.",
    STANCE: "The smallest clause or quotation that shows who is for or against what.",
    CONDITION: "The words that state on what condition a stance holds.",
    MENTION: "A pronoun or description that takes part in something and is no name: he, the envoy.",
}
"""The marks beside entities, each with its meaning. Entity labels are in capitals: no two meet."""

NAME, VALUE = "name", "value"
KIND = "kind"
TYPE, MODALITY, DATE, CLUSTER = "type", "modality", "date", "cluster"
CODE, POLARITY, FLAGS = "code", "polarity", "flags"
UNNAMED = "unmarked"
DOUBT, NOTE = "doubt", "note"
SEEN = "seen"
WHY = "why"
"""The reasons of an adjudicator: of the document, not of a region."""

UNSURE = "unsure"
CONDITIONAL, INFERRED = "conditional", "inferred"

ACTOR, RECIPIENT, LOCATION = "actor", "recipient", "location"
SPEAKER, HOLDER, TARGET = "speaker", "holder", "target"
CONTENT, ATTRIBUTED, RESTS = "content", "attributed to", "rests on"
CUED, IF = "cue", "condition"

PARTICIPANTS = (ENTITIES, MENTION)
"""What can take part: an entity of any label, or a mention."""

RELATIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    ACTOR: ((EVENT,), PARTICIPANTS, "Event to whoever does it."),
    RECIPIENT: ((EVENT,), PARTICIPANTS, "Event to whoever it is done to."),
    LOCATION: ((EVENT,), PARTICIPANTS, "Event to where it takes place."),
    CONTENT: ((EVENT,), (EVENT,), "Event to what is asked for, refused, threatened, agreed to."),
    ATTRIBUTED: ((EVENT,), (QUOTATION, *PARTICIPANTS), "Event to whose word alone it stands on."),
    SPEAKER: ((QUOTATION,), PARTICIPANTS, "Quotation to who says it."),
    CUED: ((QUOTATION,), (CUE,), "Quotation to its reporting word."),
    HOLDER: ((STANCE,), PARTICIPANTS, "Stance to who holds it."),
    TARGET: ((STANCE,), PARTICIPANTS, "Stance to the actor it is about; an issue is chosen."),
    IF: ((STANCE,), (CONDITION,), "Stance to the words that state its condition."),
    RESTS: ((STANCE,), (QUOTATION, EVENT), "Stance to what it is read from."),
}
"""Each relation: what it goes from, what it goes to, and its meaning."""

LAYER_OF = {
    ENTITIES: "entities",
    QUOTATION: "quotes",
    EVENT: "events",
    STANCE: "stances",
}
"""The layer whose records a kind of region stands for; the others are parts of records."""

PART_PREFIXES = {CUE: "cue", CONDITION: "con", MENTION: "men"}
"""How the ids begin of regions that no record stands for."""
