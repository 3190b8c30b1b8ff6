"""What the finder of events gives."""

from communique.records import Range, Record


class Participant(Record, frozen=True):
    """Who takes part, by canonical name or plain word, and where that stands, in code points."""

    name: str
    place: Range | None = None


class Found(Record, frozen=True, kw_only=True):
    """An event: offsets are code points of the text, `token` is the trigger's head.

    `content` are the numbers, in the list of a document's events, of those asked for, refused,
    threatened or agreed to. `quote` is the number of the quotation on whose word the event
    stands, in `doc._.quotes`. `rank` orders the events of a sentence: 0 is what it chiefly tells.
    """

    type: str
    modality: str
    trigger: Range
    token: int
    mode: str | None = None
    actor: tuple[Participant, ...] = ()
    recipient: tuple[Participant, ...] = ()
    location: tuple[Participant, ...] = ()
    date: str | None = None
    quote: int | None = None
    content: tuple[int, ...] = ()
    rank: int = 0
