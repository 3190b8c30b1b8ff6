"""Language identification with py3langid, which works offline and in 2 ms a document."""

from collections.abc import Callable

from py3langid.langid import MODEL_FILE, LanguageIdentifier

LEAST_PROBABILITY = 0.6


def identifier() -> Callable[[str], str | None]:
    """A function from a text to its ISO 639-1 code; None where it is less than 60 % sure."""
    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def identify(text: str) -> str | None:
        code, probability = model.classify(text)
        return str(code) if float(probability) >= LEAST_PROBABILITY else None

    return identify
