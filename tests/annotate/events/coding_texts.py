"""What the embedded pipeline finds in a sentence, as a reader would write it down."""

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from communique.annotate.events.component import NAME
from communique.annotate.events.found import Found, Participant
from communique.annotate.pipelines import load, plain

BEFORE = ("communique_entities", "communique_quotes")


@cache
def pipeline() -> Language:
    return load("communique_en", *BEFORE, NAME)


@cache
def coded(text: str, published: str | None = None) -> Doc:
    doc = pipeline().make_doc(plain(text))
    doc._.published = published
    return pipeline()(doc)


def events(text: str) -> list[Found]:
    found: list[Found] = coded(text)._.events
    return found


def shown(text: str) -> list[str]:
    """`TYPE modality "trigger": actors > recipients @ places`, an event each, by place."""
    return [_line(text, each) for each in events(text)]


def _line(text: str, each: Found) -> str:
    who = f"{_names(each.actor)} > {_names(each.recipient)}"
    where = f" @ {_names(each.location)}" if each.location else ""
    return (
        f"{each.type} {each.modality} {text[each.trigger.start : each.trigger.end]}: {who}{where}"
    )


def _names(side: tuple[Participant, ...]) -> str:
    return " + ".join(one.name for one in side) or "-"
