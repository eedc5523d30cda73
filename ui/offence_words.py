"""What an offence is said to be, wherever it is shown."""

from triage_app.texts import Texts


def category_words(texts: Texts, code: str) -> str:
    """Say a category; one that says nothing of the time to charge goes by its letters."""
    own = f"offence.category_{code}"
    return texts(own) if texts.has(own) else texts("offence.category_other", category=code)
