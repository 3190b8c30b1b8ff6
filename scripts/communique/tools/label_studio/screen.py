"""The labeling config: one screen for all layers, made from the labels in `schema/`."""

import html
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from communique.schema import labels, properties
from communique.tools.label_studio import controls as c
from communique.tools.label_studio.encode import classes
from communique.tools.label_studio.look import BOXES, CSS, colour

KEYS = "abcdefghijklmnopqrstvwxyz"
"""Letters for hotkeys; `u` is Label Studio's own (nothing selected any more)."""

FIRST_KEYS = {
    "NORP": "n",
    "FAC": "f",
    "GPE": "g",
    "LOC": "l",
    "PRODUCT": "r",
    "EVENT": "e",
    "LAW": "a",
    "LANGUAGE": "k",
    "PERCENT": "h",
    "CARDINAL": "c",
    "ORDINAL": "i",
    "QUANTITY": "q",
}
"""Letters that are not the first free one of a label."""

ROLES_HINT = "ROLE: NAME, for somebody whom no words stand for"


def screen(*, adjudicating: bool = False) -> str:
    """The labeling config, as XML; the same for the same schemas.

    `adjudicating`: with the disputes of the document above, and a field for the reasons.
    """
    root = ET.Element("View", {"className": "cq"})
    _add(root, "Style").text = CSS
    _head(root)
    if adjudicating:
        _disputes(root)
    body = _add(root, "View", className="cq-body")
    page = _add(body, "View", className="cq-page")
    tools = _add(page, "View", className="cq-tools")
    _labels(tools)
    _marks(tools)
    _add(page, "Text", name=c.TEXT, value="$text", granularity="symbol")
    _fields(_add(body, "View", className="cq-fields"))
    _relations(root)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode")


def instructions(guide: str) -> str:
    """What annotators read before they begin, as HTML; `guide` is the address of the guidelines."""
    kinds = (("Entities", labels("entity", "label")), ("Marks", c.MARK_MEANINGS))
    body = "".join(f"<h4>{name}</h4>{_listed(found)}" for name, found in kinds)
    links = {name: meaning for name, (_, _, meaning) in c.RELATIONS.items()}
    address = html.escape(guide, quote=True)
    more = f'<p>All of it: <a href="{address}">the guidelines</a>.</p>' if guide else ""
    first = "<p>Read the whole article, correct what is marked, add what is missing, submit.</p>"
    return f"{first}{more}{body}<h4>Relations</h4>{_listed(links)}"


def _listed(found: Mapping[str, str]) -> str:
    return "".join(f"<p><b>{one}</b>: {html.escape(said)}</p>" for one, said in found.items())


def _head(root: ET.Element) -> None:
    head = _add(root, "View", className="cq-head")
    _add(head, "Header", value="$title", size="4")
    _add(head, "HyperText", name="about", value="$about", clickableLinks="true")
    seen = _choices(head, c.SEEN, None, choice="multiple", showInline="true")
    for number, (name, hint) in enumerate(BOXES.items(), 1):
        _add(seen, "Choice", value=name, hint=hint, hotkey=f"alt+{number}")


def _disputes(root: ET.Element) -> None:
    box = _add(root, "View", className="cq-disputes")
    _add(box, "HyperText", name="disputes", value="$disputes")
    demand = "Say why you decided as you did."
    hint = "Why you decided so; what concerns one record alone goes into its comment"
    _add(
        box,
        "TextArea",
        name=c.WHY,
        toName=c.TEXT,
        placeholder=hint,
        rows="2",
        editable="true",
        maxSubmissions="1",
        required="true",
        requiredMessage=demand,
    )


def _labels(tools: ET.Element) -> None:
    keys = _keys(labels("entity", "label"), FIRST_KEYS)
    row = _add(tools, "Labels", name=c.ENTITIES, toName=c.TEXT, showInline="true")
    for label, meaning in labels("entity", "label").items():
        _add(row, "Label", value=label, hint=meaning, background=colour(label), hotkey=keys[label])


def _marks(tools: ET.Element) -> None:
    row = _add(tools, "Labels", name=c.MARKS, toName=c.TEXT, showInline="true")
    for number, (label, meaning) in enumerate(c.MARK_MEANINGS.items(), 1):
        background = colour(label)
        _add(row, "Label", value=label, hint=meaning, background=background, hotkey=str(number))


def _fields(box: ET.Element) -> None:
    """What is said of the region that is selected; only what fits its label is shown."""
    named = [label for label, kind in classes().items() if kind == "name"]
    counted = [label for label, kind in classes().items() if kind != "name"]
    _field(box, c.NAME, [*named, c.MENTION], "Who or what it is, if not called as it stands")
    _field(box, c.VALUE, counted, "Its value: an ISO date, a plain number")
    keys = _keys(_shifted(), {"ACCUSE": "u", "ASSAULT": "l"}, letters=KEYS + "u")
    for control, label in ((c.KIND, c.QUOTATION), (c.TYPE, c.EVENT), (c.MODALITY, c.EVENT)):
        _one_of(box, control, label, keys)
    _field(box, c.DATE, [c.EVENT], "When: an ISO day, month or year")
    codes = _choices(box, c.CODE, [c.STANCE], choice="single", layout="select", value="$codes")
    codes.set("placeholder", "The issue; for an actor, draw a relation instead")
    _one_of(box, c.POLARITY, c.STANCE, keys)
    flags = _choices(box, c.FLAGS, [c.STANCE], choice="multiple", showInline="true")
    _add(flags, "Choice", value=c.CONDITIONAL, hotkey="7", hint=_said("stance", c.CONDITIONAL))
    _add(flags, "Choice", value=c.INFERRED, hotkey="8", hint=_said("stance", c.INFERRED))
    _field(box, c.UNNAMED, [c.QUOTATION, c.EVENT, c.STANCE], ROLES_HINT, several=True)
    _field(box, c.CLUSTER, [c.EVENT], "A name for this event, if it is told more than once")
    every = [*labels("entity", "label"), c.QUOTATION, c.EVENT, c.STANCE]
    doubt = _choices(box, c.DOUBT, every, choice="single-radio", showInline="true")
    _add(doubt, "Choice", value="sure", hotkey="0", hint="Nobody need look again.")
    _add(doubt, "Choice", value=c.UNSURE, hotkey="9", hint="Somebody should look again.")
    _field(box, c.NOTE, every, "A comment, in your own words")


def _one_of(box: ET.Element, control: str, label: str, keys: Mapping[str, str]) -> None:
    found = _choices(box, control, [label], choice="single-radio", showInline="true")
    found.set("required", "true")
    found.set("requiredMessage", f"Choose the {control} of every {label}.")
    for value, meaning in _offered(control).items():
        _add(found, "Choice", value=value, hint=meaning, hotkey=f"shift+{keys[value]}")


def _offered(control: str) -> Mapping[str, str]:
    schema = {c.KIND: "quote", c.POLARITY: "stance"}.get(control, "event")
    return labels(schema, control)


def _shifted() -> list[str]:
    """All labels that are chosen with shift and a letter, the most used first."""
    return [
        value for control in (c.TYPE, c.MODALITY, c.POLARITY, c.KIND) for value in _offered(control)
    ]


def _relations(root: ET.Element) -> None:
    relations = _add(root, "Relations")
    for name in c.RELATIONS:
        _add(relations, "Relation", value=name)


def _choices(parent: ET.Element, name: str, when: Iterable[str] | None, **more: str) -> ET.Element:
    shown = {} if when is None else _shown_for(when)
    return _add(parent, "Choices", name=name, toName=c.TEXT, **shown, **more)


def _field(
    box: ET.Element, name: str, when: Iterable[str], hint: str, *, several: bool = False
) -> None:
    most = {} if several else {"maxSubmissions": "1"}
    _add(
        box,
        "TextArea",
        name=name,
        toName=c.TEXT,
        placeholder=hint,
        rows="1",
        editable="true",
        **_shown_for(when),
        **most,
    )


def _shown_for(when: Iterable[str]) -> dict[str, str]:
    return {"perRegion": "true", "whenLabelValue": ",".join(when)}


def _said(schema: str, key: str) -> str:
    return str(properties(schema)[key]["description"]).partition(". ")[0]


def _keys(found: Iterable[str], first: Mapping[str, str], letters: str = KEYS) -> dict[str, str]:
    """A letter for each label: the one given, else the first of its own that is free, else any."""
    keys = {label: first[label] for label in found if label in first}
    for label in found:
        if label not in keys:
            free = [one for one in letters if one not in keys.values()]
            own = [one for one in label.lower() if one in free]
            keys[label] = (own or free)[0]
    return keys


def _add(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, attributes)
