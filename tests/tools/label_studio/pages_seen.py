"""The annotation screen in a real browser: what an annotator sees and does."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Error, Locator, Page, expect, sync_playwright
from studios import Studio

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 1000
expect.set_options(timeout=30 * SECONDS)


def chromium() -> str:
    """The browser's program; without one the test is skipped, in CI it fails."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        message = "no Chromium here; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@contextmanager
def browser_page(studio: Studio) -> Iterator[Page]:
    """A page of a fresh browser, logged in."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page(viewport={"width": 1600, "height": 1100})
        page.set_default_timeout(60 * SECONDS)
        page.goto(f"{studio.url}/user/login/")
        page.fill("input[name=email]", studio.email)
        page.fill("input[name=password]", studio.password)
        page.click("button[type=submit]")
        page.wait_for_url(lambda url: "/user/login" not in url)
        try:
            yield page
        except (Error, AssertionError):
            if shots := os.environ.get("COMMUNIQUE_SHOTS"):
                page.screenshot(path=Path(shots) / "failed.png")
            raise
        finally:
            browser.close()


class Screen:
    """A task that is open."""

    def __init__(self, page: Page, studio: Studio, project: int, task: int) -> None:
        self.page = page
        page.goto(f"{studio.url}/projects/{project}/data?task={task}")
        expect(page.locator(".htx-highlight").first).to_be_visible()

    def region(self, identity: str) -> Locator:
        """The last piece of a region, by its id."""
        return self.page.locator(f'.htx-highlight[class*="htx-highlight-{identity}-"]').last

    def sees(self, identity: str) -> None:
        """Wait for a region to be marked in the text."""
        expect(self.region(identity)).to_be_visible()

    def select(self, identity: str) -> None:
        self.page.keyboard.press("u")  # a second click would let go of it
        self.region(identity).click()
        expect(self.page.get_by_text(identity).first).to_be_visible()

    def delete(self, identity: str) -> None:
        self.select(identity)
        self.page.keyboard.press("Backspace")
        expect(self.region(identity)).to_have_count(0)
        self.page.keyboard.press("Escape")

    def choose(self, value: str) -> None:
        self.page.locator(f'.cq-fields input[name="{value}"]').check()

    def mark(self, hotkey: str, covered: str) -> None:
        """Press the key of a label, then draw over words of the text, as with a mouse."""
        self.page.keyboard.press(hotkey)
        left, right, middle = self.page.evaluate(PLACE, covered)
        self.page.mouse.move(left, middle)
        self.page.mouse.down()
        self.page.mouse.move((left + right) / 2, middle)
        self.page.mouse.move(right, middle)
        self.page.mouse.up()
        self.page.keyboard.press("Escape")

    def relate(self, one: str, other: str, label: str) -> None:
        """Draw a relation between two regions and say what it is."""
        self.select(one)
        self.page.keyboard.press("Alt+r")
        self.region(other).click()
        self.page.locator("#Relations-draggable").click()
        drawn = self.page.locator(".lsf-relations__item").last
        drawn.scroll_into_view_if_needed()
        drawn.hover()
        drawn.get_by_label("Show Relation Labels").click()
        drawn.get_by_text("Select labels").click()
        self.page.get_by_role("option", name=label, exact=True).click()
        self.page.keyboard.press("Escape")

    def submit(self) -> None:
        with self.page.expect_response(
            lambda answer: answer.request.method == "POST" and "/annotations" in answer.url
        ):
            self.page.get_by_test_id("bottombar-submit-button").click()


PLACE = """covered => {
  const root = document.querySelector('.cq-page .lsf-htx-richtext');
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let whole = '';
  while (walker.nextNode()) {
    nodes.push([whole.length, walker.currentNode]);
    whole += walker.currentNode.data;
  }
  const at = offset => {
    const [start, node] = nodes.filter(([from]) => from <= offset).at(-1);
    return [node, offset - start];
  };
  const start = whole.indexOf(covered), range = document.createRange();
  range.setStart(...at(start));
  range.setEnd(...at(start + covered.length));
  range.startContainer.parentElement.scrollIntoView({block: 'center'});
  const box = range.getBoundingClientRect();
  return [box.left + 1, box.right - 1, box.top + box.height / 2];
}"""
"""Where words of the text stand on the page: left, right, and the middle of the line."""
