"""How fast is this machine at this moment? Figures of two runs can be compared when this is the same."""

import os
from timeit import repeat

SUMS = 200


def describe_machine() -> str:
    """How busy it is, and how long one and the same piece of work takes: the best of many tries, and the worst."""
    took = sorted(seconds / SUMS * 1e6 for seconds in repeat("sum(range(1000))", number=SUMS, repeat=50))
    busy = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    return f"{busy}; sum(range(1000)) takes {took[0]:.0f} to {took[-1]:.0f} µs"
