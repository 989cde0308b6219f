"""What everybody meets on a page: rules of accessibility, contrast, what is pressed, what keys reach."""

from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.live_windows import DESKTOP, PHONE
from tests.settling import settle

TEXT_CONTRAST, LINE_CONTRAST = 4.5, 3.0
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
LOOKS = pytest.mark.parametrize(
    "language, size, scheme",
    [
        pytest.param("en", DESKTOP, "light", id="en-desktop-light"),
        pytest.param("nl", DESKTOP, "dark", id="nl-desktop-dark"),
        pytest.param("nl", PHONE, "light", id="nl-phone-light"),
        pytest.param("en", PHONE, "dark", id="en-phone-dark"),
    ],
)
"""Four of the eight ways to combine language, size and light: an orthogonal array, in which every two meet.

A rule that is broken in a language, a size or a light alone, or where two of them come together, is found.
What is left out could only show what hangs on all three at once: colours hang on light and size, words and
structure on language and size.
"""


def unfold(page: Page) -> None:
    """Open every fold, also those that come with another."""
    for _ in range(2):
        page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        settle(page)


def violations(page: Page, within: str | dict[str, Any] | None = None) -> list[str]:
    """Rules of axe that the page, or a part of it, breaks, and where."""
    found = cast(dict[str, Any], Axe().run(page, within).response)["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


RATIO = """const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (colour) => {
    const [red, green, blue] = parts(colour).map((part) => part / 255).map(
      (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const frame = getComputedStyle(document.querySelector(".hipmech"));
  const paper = light(frame.getPropertyValue("--paper").trim());
  const contrast = (colour) => {
    const other = light(colour);
    return (Math.max(other, paper) + 0.05) / (Math.min(other, paper) + 0.05);
  };"""
"""The contrast of a colour with the paper of the page."""

CONTRASTS = f"""() => {{
  {RATIO}
  const seen = (element) => element.checkVisibility({{ opacityProperty: true, visibilityProperty: true }});
  const texts = [], lines = [];
  for (const element of document.querySelectorAll("svg text, svg text tspan")) {{
    if (seen(element)) texts.push([element.textContent, contrast(getComputedStyle(element).fill)]);
  }}
  for (const element of document.querySelectorAll("svg [data-id*=arrow]:not([data-id*=halo])")) {{
    const {{ fill, stroke }} = getComputedStyle(element);
    const colour = fill === "none" ? stroke : fill;
    if (seen(element)) lines.push([element.dataset.id, contrast(colour)]);
  }}
  return {{ texts, lines }};
}}"""
"""Letters and arrows of the pictures."""

SMALL = """() => [...document.querySelectorAll(
  "button, summary, select, input, a[href], .handle-target")].filter(
    (element) => element.checkVisibility({ visibilityProperty: true })
      && !element.closest("p, li, td, cite, small")).map((element) => {
    const box = element.getBoundingClientRect();
    return [element.outerHTML.slice(0, 90), box.width, box.height];
  }).filter(([, width, height]) => width < 23.9 || height < 23.9)"""
"""Whatever is pressed and too small for a finger."""

ACTIVE = "(document.activeElement.dataset.id || document.activeElement.tagName)"

SETTABLE = """[...document.querySelectorAll("button, select, input, summary, [role=slider]")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length)
  .filter((one) => !one.disabled && one.tabIndex >= 0 && !(one.type === "radio" && !one.checked))
  .map((one) => one.dataset.id).filter(Boolean)"""


WIDTH = "document.documentElement.scrollWidth"


def reach(page: Page) -> tuple[set[str], set[str]]:
    """Names of all that can be set, and of all that the key Tab comes to before it leaves the page."""
    wanted = set(page.evaluate(SETTABLE))
    reached: set[str] = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        active = page.evaluate(ACTIVE)
        if active == "BODY" and len(reached) > 4:
            break
        reached.add(active)
    return wanted, reached
