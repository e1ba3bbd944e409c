"""How the work grows with what is read, whatever the machine and however busy it is: no test says seconds."""

import gc
import time

TIMES_AS_LONG = 8
TOO_SHORT = 0.01  # of the processor: too little to compare


def is_linear(work, made):
    """Whether eight times as long a text takes less than 24 times the work; one of squares would take 64 times.

    `made(share)` makes the text: all of it for 1, an eighth for 1/8. Counted is the time of the processor.
    """
    short = max(min(_spent(work, made(1 / TIMES_AS_LONG)) for _ in range(2)), TOO_SHORT)
    return any(_spent(work, made(1)) < 3 * TIMES_AS_LONG * short for _ in range(3))  # a busy machine may disturb one


def of(piece, length=250_000):
    """What makes a text of this piece over and over."""
    return lambda share: piece * int(share * length / len(piece))


def _spent(work, text):
    gc.disable()  # what other tests left in memory would be looked through, at moments that depend on them
    try:
        began = time.process_time()
        work(text)
        return time.process_time() - began
    finally:
        gc.enable()
