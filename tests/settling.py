"""How long a test waits for a browser, and how it waits until a page has drawn what was done to it."""

from playwright.sync_api import Page, expect

PATIENCE = 60_000  # milliseconds, on a busy machine; only a test that fails waits so long

expect.set_options(timeout=PATIENCE)

# Each step comes after what it waits for, however slow the browser is: frames and timers are served in the
# order in which they were asked for. The first frame draws, the second comes after every panel has learnt its
# size, the timer is longer than the page puts off what is out of sight, and then that is laid out too.
DRAWN = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const sizes = async () => { await frame(); await frame(); };
  await sizes();
  await new Promise((done) => setTimeout(done, 70));
  await sizes();
  const passing = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(passing.map((one) => one.finished));
}"""


def settle(page: Page) -> None:
    """Wait until all that was done to a page is drawn, in sight or not, and no colour changes any more."""
    page.evaluate(DRAWN)


def served(page: Page) -> None:
    """Wait until the server of the app has no more to say, and what it said is drawn."""
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_have_count(1)
    settle(page)
