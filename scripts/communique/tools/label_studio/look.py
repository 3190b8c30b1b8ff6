"""Colours and styles of the screen, told apart by people who see red, green or blue alike.

Five hues of Okabe and Ito's palette (Color Universal Design, 2008) stand for the five kinds of
entity, each over a pale ground; marks are told apart by the line under them, not by colour alone.
"""

from collections.abc import Iterable

from communique.layers import PREFIXES
from communique.schema import labels
from communique.tools.label_studio import controls as c

HUES = {
    **dict.fromkeys(("PERSON", "NORP", "ORG"), "#0072B2"),
    **dict.fromkeys(("GPE", "LOC", "FAC"), "#009E73"),
    **dict.fromkeys(("PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE"), "#CC79A7"),
    **dict.fromkeys(("DATE", "TIME"), "#E69F00"),
    **dict.fromkeys(("PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"), "#4D4D4D"),
    c.QUOTATION: "#333333",
    c.CUE: "#333333",
    c.EVENT: "#D55E00",
    c.STANCE: "#56B4E9",
    c.CONDITION: "#56B4E9",
    c.MENTION: "#8A8A8A",
}

LINES = {
    c.QUOTATION: "double",
    c.CUE: "dotted",
    c.EVENT: "solid",
    c.STANCE: "dashed",
    c.CONDITION: "dotted",
    c.MENTION: "dotted",
}
"""The line under each mark."""

GROUPS = {
    "hide entities": ("Hides entities and mentions.", (c.ENTITIES, c.MENTION)),
    "hide quotations": ("Hides quotations and cues.", (c.QUOTATION, c.CUE)),
    "hide events": ("Hides events.", (c.EVENT,)),
    "hide stances": ("Hides stances and conditions.", (c.STANCE, c.CONDITION)),
}
LINKS = "show links"
BOXES = {
    **{box: f"{meaning} Nothing is deleted." for box, (meaning, _) in GROUPS.items()},
    LINKS: "Shows who takes part in what: all relations, as arrows.",
}
"""The boxes that say what is seen, each with its meaning. They are no part of the annotation."""


def colour(label: str) -> str:
    """The colour of a label; grey for one that was added to the scheme and has none yet."""
    return HUES.get(label, "#8A8A8A")


def members(box: str) -> list[str]:
    """The labels that a box hides."""
    kinds = GROUPS[box][1]
    return [
        label
        for kind in kinds
        for label in (labels("entity", "label") if kind == c.ENTITIES else (kind,))
    ]


def _selectors(labels_: Iterable[str], where: str = ".cq") -> str:
    """What a label's regions look like to a style sheet.

    The pieces of a region that others cut through bear its id, and only the last its label; so
    regions that a record stands for are known by their ids, and new ones by their last piece.
    """
    found = [f'[data-label$=":{label}"]' for label in labels_]
    found += sorted({f'[class*="htx-highlight-{_prefix(label)}-"]' for label in labels_})
    return ", ".join(f"{where} .htx-highlight{one}" for one in found)


def _prefix(label: str) -> str:
    """How the ids of a label's regions begin."""
    kind = label if label in c.MARK_MEANINGS else c.ENTITIES
    return PREFIXES[c.LAYER_OF[kind]] if kind in c.LAYER_OF else c.PART_PREFIXES[kind]


def _line(label: str) -> str:
    return (
        f"{_selectors([label])} {{ background-color: transparent !important; "
        f"text-decoration: underline {LINES[label]} {colour(label)} 2px; "
        "text-underline-offset: 4px; }"
    )


def _hiding(box: str) -> str:
    hidden = _selectors(members(box), f".cq:has(input[name='{box}']:checked)")
    return (
        f"{hidden} {{ background-color: transparent !important; text-decoration: none; "
        "border-color: transparent; pointer-events: none; }"
    )


CSS = "\n".join(
    [
        ".cq-head { display: flex; flex-wrap: wrap; gap: 0 1.5rem; align-items: center; }",
        ".cq-head .lsf-object { flex: 1 1 100%; }",
        ".cq-head iframe { height: 1.9rem !important; }",
        ".cq-tools { position: sticky; top: 0; z-index: 10; padding: .25rem 0;",
        "  background: var(--color-neutral-background, #fff); border-bottom: 1px solid #ccc; }",
        ".cq-body { display: flex; gap: 1.5rem; align-items: flex-start; }",
        ".cq-page { flex: 1 1 62%; line-height: 2.2; font-size: 1.05rem; }",
        ".cq-tools .lsf-labels { margin: 0; }",
        ".cq-tools .lsf-label { font-size: .8rem; margin: 0 .3rem .2rem 0; }",
        ".cq-fields { flex: 0 0 20rem; position: sticky; top: .5rem;",
        "  max-height: 85vh; overflow-y: auto; }",
        ".cq-disputes iframe { max-height: 16rem; }",
        '.cq .htx-highlight[class*="~"] { outline: 2px dotted #D55E00; }',
        ".cq .htx-highlight { pointer-events: auto; }",
        *map(_line, LINES),
        ".cq .htx-highlight.htx-highlight.__active { color: #000 !important;",
        "  background-color: #FFE98A !important; }",
        *map(_hiding, GROUPS),
        f".lsf-main-view:not(:has(input[name='{LINKS}']:checked)) .relations-overlay",
        "  { opacity: 0; }",  # hidden otherwise, arrows would be measured wrongly
    ]
)
"""The style sheet of the screen."""
