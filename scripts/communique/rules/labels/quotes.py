"""Quotations: who says what (guidelines, §2)."""

from collections.abc import Iterator, Sequence

from communique.issues import Issue
from communique.records import Quote
from communique.rules.rule import At, Finding, Level, place, rule
from communique.rules.subject import Subject

OPENING = "“„«»\"‘‹'‟‚「『"  # noqa: RUF001
CLOSING = "”“»«\"’›'」』"  # noqa: RUF001
CLEAR_OPENING = "“„«「『"
CLEAR_CLOSING = "”»」』"
"""Marks that are nothing else: straight ones open and close, single ones may be apostrophes."""


@rule(Level.LABELS, "record", Quote)
def direct_with_marks(at: At[Quote], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """A direct quotation's content leaves out the quotation marks around it."""
    if at.record.kind != "direct":
        return
    if at.text is None:
        yield at.unverifiable("direct-with-marks")
        return
    before, content, after = _around(at.record, at.text)
    opens = content[0] in CLEAR_OPENING or _pairs_straight(content)
    closes = content[-1] in CLEAR_CLOSING or _pairs_straight(content)
    if (opens and before not in OPENING) or (closes and after not in CLOSING):
        message = f"content {place(at.record)} includes its own quotation marks"
        hint = "narrow it; a comma or full stop before the closing mark stays"
        yield at.issue("direct-with-marks", message, hint)


@rule(Level.LABELS, "record", Quote)
def direct_without_marks(at: At[Quote], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """A direct quotation stands inside quotation marks.

    One of the two is enough: a quotation that runs over paragraphs closes only in the last.
    """
    if at.record.kind != "direct":
        return
    if at.text is None:
        yield at.unverifiable("direct-without-marks")
        return
    before, content, after = _around(at.record, at.text)
    own = content[0] in CLEAR_OPENING or content[-1] in CLEAR_CLOSING or _pairs_straight(content)
    if not own and before not in OPENING and after not in CLOSING:
        message = f"no quotation mark stands before or after content {place(at.record)}"
        hint = "reported without marks it is indirect; with marks inside it is mixed"
        yield at.issue("direct-without-marks", message, hint)


@rule(Level.LABELS, "record", Quote)
def reported_without_cue(at: At[Quote], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """An indirect or mixed quotation has a cue."""
    if at.record.kind != "direct" and at.record.cue is None:
        message = f"{at.record.kind} quotation {place(at.record)} has no cue"
        hint = "mark the reporting word; without an act of saying there is no quotation"
        yield at.issue("reported-without-cue", message, hint)


@rule(Level.LABELS, "record", Quote)
def mixed_without_marks(at: At[Quote], subject: Subject) -> Iterator[Finding]:  # noqa: ARG001
    """A mixed quotation's content holds the marks of its quoted part."""
    if at.record.kind != "mixed":
        return
    covered = at.covered(at.record.content)
    if covered is None:
        yield at.unverifiable("mixed-without-marks")
    elif not any(mark in covered for mark in OPENING + CLOSING):
        message = f"mixed content {place(at.record)} holds no quotation mark"
        yield at.issue("mixed-without-marks", message, "widen it, or make it indirect")


@rule(Level.LABELS, "record", Quote)
def speaker_nowhere(at: At[Quote], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A quotation that continues without cue and speaker still says who speaks."""
    record = at.record
    if record.cue is None and record.speaker is None and not record.speaker_entity:
        message = f"quotation {place(record)} has neither cue nor speaker, nor `speaker_entity`"
        yield at.issue("speaker-nowhere", message, "set `speaker_entity` to who goes on speaking")


@rule(Level.LABELS, "record", Quote)
def speaker_ids_misfit(at: At[Quote], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """Ids of speakers, if given, stand one for one beside their names."""
    names, ids = at.record.speaker_entity, at.record.speaker_entity_id
    if ids and len(ids) != len(names):
        message = f"{at.record.id} has {len(names)} speakers and {len(ids)} ids of speakers"
        yield at.issue("speaker-ids-misfit", message, "give an id for each, or none")


@rule(Level.LABELS, "document", Quote)
def quotation_in_its_own(group: Sequence[At[Quote]], subject: Subject) -> Iterator[Issue]:  # noqa: ARG001
    """A quotation inside another is annotated only if its speaker differs."""
    ordered = sorted(group, key=lambda at: (at.record.content.start, -at.record.content.end))
    around: list[At[Quote]] = []
    for at in ordered:
        around = [one for one in around if one.record.content.end >= at.record.content.end]
        for outer in around:
            if _speaker(outer.record) and _speaker(outer.record) == _speaker(at.record):
                message = f"{place(at.record)} lies in {place(outer.record)}, of the same speaker"
                yield at.issue("quotation-in-its-own", message, "keep the outer one")
        around.append(at)


def _speaker(record: Quote) -> tuple[str, ...]:
    return tuple(sorted(record.speaker_entity))


def _around(record: Quote, text: str) -> tuple[str, str, str]:
    """The character before the content, the content, and the one after, blanks passed over.

    A blank stands in for a character that is not there.
    """
    start, end = record.content.start, record.content.end
    before = text[max(0, start - 2) : start].rstrip()[-1:] or " "
    after = text[end : end + 2].lstrip()[:1] or " "
    return before, text[start:end], after


def _pairs_straight(content: str) -> bool:
    return len(content) > 1 and content[0] == content[-1] == '"'
