"""How soon does somebody with an old phone and slow 4G see the page? In Chromium, which is slowed down for it."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pandas as pd
from playwright.sync_api import Browser, sync_playwright

from benchmarks.databases import Seeded
from benchmarks.server import serving_warm

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
PAGES = ("/", "/inloop?q=2034", "/ar/inloop?q=2034", "/inloop/alle")
TIMES = 5
TARGET_MS = 1500
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
CPU_TIMES_SLOWER = 4
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
LARGEST_PAINT_MS = """() => new Promise(resolve => new PerformanceObserver(list =>
  resolve(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))"""
BYTES = """() => performance.getEntries().filter(e => e.transferSize).reduce((sum, e) => sum + e.transferSize, 0)"""


class Seen(NamedTuple):
    """One visit with an empty cache."""

    paint_ms: float
    kilobytes: float


def report_lcp(database: Seeded, *, var: Path) -> str:
    """The largest contentful paint of the first pages, each visited with an empty cache."""
    with serving_warm(database.url, var=var) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        rows = [_row(browser, address, path) for path in PAGES]
        browser.close()
    kind = f"1.6 Mbit/s, 150 ms, processor {CPU_TIMES_SLOWER} times slower; target {TARGET_MS} ms"
    return f"\nLargest contentful paint on {database.name}, {database.entries} entries ({kind})\n\n{_text(rows)}"


def _row(browser: Browser, address: str, path: str) -> dict[str, object]:
    _visit(browser, address + path)  # the server's own caches are warm, the browser's are not
    seen = list(_visits(browser, address + path))
    paints = [visit.paint_ms for visit in seen]
    return {"page": path, "median_ms": median(paints), "worst_ms": max(paints), "kilobytes": seen[0].kilobytes}


def _visits(browser: Browser, url: str) -> Iterator[Seen]:
    for _ in range(TIMES):
        yield _visit(browser, url)


def _visit(browser: Browser, url: str) -> Seen:
    context = browser.new_context(**PHONE)  # type: ignore[arg-type]  # its keys are those of the call
    page = context.new_page()
    tuning = context.new_cdp_session(page)
    tuning.send("Network.enable")
    tuning.send("Network.emulateNetworkConditions", SLOW_4G)
    tuning.send("Emulation.setCPUThrottlingRate", {"rate": CPU_TIMES_SLOWER})
    page.goto(url, wait_until="load")
    seen = Seen(page.evaluate(LARGEST_PAINT_MS), page.evaluate(BYTES) / 1000)
    context.close()
    return seen


def _text(rows: list[dict[str, object]]) -> str:
    return str(pd.DataFrame(rows).to_string(index=False, float_format="%.0f"))
