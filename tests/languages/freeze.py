"""Freezes numbers in words: `words.tsv` and `ordinals.tsv`, data of tests/languages.rs.

How: `pip install num2words` (frozen with num2words 0.5.14 under Python 3.11.7), then `python tests/languages/freeze.py`.
The lexicon is not read. What num2words does not know is taken from n2words by freeze.mjs; what it is known to get wrong
(see LEFT_OUT) is not taken at all.

A row is TAG, KIND, VALUE, TEXT, separated by tabs.
"""

from pathlib import Path

from num2words import num2words

HERE = Path(__file__).parent

# Our tag: the name of the language in num2words. Arabic and Turkish are better in n2words (`و` and compounds).
LANGUAGES = {
    tag: tag for tag in "ca cs da de en es fi fr he hu id is it ja ko lt lv nl pl ro ru sk sl sv th uk vi".split()
} | {"kk": "kz", "nb": "no", "pt": "pt_BR", "pt-pt": "pt", "sr-latn": "sr"}

CARDINALS = [*range(101), 365, 1000, 1.5, 300_000]

# Ordinals that num2words writes rightly, and how far.
ORDINALS = {"ca": 10, "da": 12, "es": 10, "fi": 31, "it": 31, "nb": 12, "pt": 31, "pt-pt": 31, "sv": 12} | {
    tag: 31 for tag in "de en fr hu id ja ko nl pl ru sl uk".split()
}

# "một phẩy năm mươi" says 1.50; Danish sixty is `tres`, not `treds`; Swedish forty is `fyrtio`, not `förtio`.
LEFT_OUT = {("vi", 1.5), ("da", 365)} | {("da", n) for n in range(60, 70)} | {("sv", n) for n in range(40, 50)}


def write(name, rows):
    """Writes the rows, each once, in their order."""
    lines = dict.fromkeys("\t".join(map(str, row)) for row in rows)
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(name, len(lines))


def cardinals():
    """Every number of every language, spelled out."""
    for tag, language in sorted(LANGUAGES.items()):
        for value in CARDINALS:
            if (tag, value) not in LEFT_OUT:
                yield tag, "number", value, " ".join(num2words(value, lang=language).split())


def ordinals():
    """The first, the second ..."""
    for tag, last in sorted(ORDINALS.items()):
        for value in range(1, last + 1):
            yield tag, "ordinal", value, num2words(value, lang=LANGUAGES[tag], to="ordinal")


write("words.tsv", cardinals())
write("ordinals.tsv", ordinals())
