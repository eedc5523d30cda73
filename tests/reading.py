"""How hard a text is to read, by the formulas that the papers were judged by."""

import re

WORD = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")
LONG = 6  # letters: LIX counts the words that have more


def syllables(word):
    """Count vowel groups; a silent e at the end is none."""
    word = re.sub(r"[^a-z]", "", word.lower())
    found = len(re.findall(r"[aeiouy]+", re.sub(r"(?<![aeiouyl])e$|(?<=[^td])ed$|es$", "", word)))
    return max(found, 1)


def sentences(text):
    """Every sentence of a text."""
    return [one for one in re.split(r"(?<=[.?!:])\s+", text) if WORD.search(one)]


def grade(text):
    """Flesch-Kincaid: the school years of reading that a text asks for."""
    found = re.findall(r"[^\W\d_]+", text)
    per_word = sum(map(syllables, found)) / max(len(found), 1)
    parts = max(len(re.findall(r"[.?!:]+(?=\s|$)", text)), 1)
    return 0.39 * len(found) / parts + 11.8 * per_word - 15.59


def lix(text):
    """LIX, which needs no syllables and so serves Welsh too: under 30 is very easy."""
    found = WORD.findall(text)
    long = sum(len(word) > LONG for word in found)
    return len(found) / len(sentences(text)) + 100 * long / len(found)
