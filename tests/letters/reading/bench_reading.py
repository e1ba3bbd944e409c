"""`python -m tests.letters.reading.bench_reading`: how the time to read money grows with the text. Prints Markdown.

Processor time is measured, so that other work on the machine does not count. The exponent is that of the growth from
100 KB to 1 MB: 1 is linear, 2 is quadratic.
"""

import datetime
import math
import time

from letters.reading.amounts.mentions import read_numbers

SIZES = (10_000, 100_000, 1_000_000)
LETTER = """\
Militaire steun

In aanvulling op de reeds gereserveerde EUR 2 miljard stelt het kabinet voor 2024 nog eens € 1,5 miljard beschikbaar
voor luchtverdediging. Hiervan is € 400 mln. bestemd voor munitie, ruim € 150 mln. voor drones en circa € 60 mln. voor
onderhoud. De genoemde bedragen komen uit de algemene middelen en worden bij de eerstvolgende suppletoire begroting aan
de begroting van Defensie toegevoegd. Uw Kamer wordt daarover op de gebruikelijke wijze ge-
ïnformeerd. Sinds de inval zijn meer dan 6 miljoen mensen gevlucht; 40% van hen is teruggekeerd.

De inzet blijft erop gericht dat de steun voorspelbaar is en aansluit bij wat Oekraïne zelf vraagt. Het kabinet voert
hierover overleg met bondgenoten, met de industrie en met de uitvoerende organisaties, en houdt rekening met de eigen
gereedheid. Over de voortgang wordt uw Kamer tweemaal per jaar bericht, vertrouwelijk waar dat nodig is.

"""
TEXTS = {
    "a letter": LETTER,
    "1 1 1": "1 ",
    "EUR EUR": "EUR ",
    "miljoen miljoen": "miljoen ",
    "(((((": "(",
    "one line without blanks": "x",
    "digits only": "1",
    "2,5 2,5": "2,5 ",
    "broken words": "a-\n",
    "stars": "*a",
    "percentages": "2% ",
    "captions": "(x EUR mln.)\n",
    "amounts only": "EUR 2 miljoen ",
    "numbers only": "2 miljoen ",
    "lists": "EUR 5, 6, 7, ",
    "rows of a table": "| 2 | € 3 mln. |\n",
    "heads of a table": "Jaar 2024 2025\nMilitair € 3 mln. € 4 mln.\n",
    "feet of a page": "EUR 5,2 mil-\n\n1 Noot\n",
    "limits": "tot EUR 2 ",
    "open brackets": "EUR 5 mln. (2025: 3, ",
    "what is left": "23 van de EUR 40 mln. ",
}


def text_of(unit, size):
    return (unit * (size // len(unit) + 1))[:size]


def seconds(text):
    """Processor time of the whole reading: amounts, percentages and quantities."""
    start = time.process_time()
    read_numbers(text, datetime.date(2024, 5, 15))
    return time.process_time() - start


def main():
    print("| text | 10 KB | 100 KB | 1 MB | exponent |\n|---|--:|--:|--:|--:|")
    for name, unit in TEXTS.items():
        taken = [seconds(text_of(unit, size)) for size in SIZES]
        exponent = math.log10(max(taken[2], 1e-6) / max(taken[1], 1e-6))
        print(f"| {name} | {' | '.join(f'{each * 1000:.0f} ms' for each in taken)} | {exponent:.2f} |", flush=True)


if __name__ == "__main__":
    main()
