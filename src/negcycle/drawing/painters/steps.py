"""The pages of a scene one at a time in a web page, with buttons and keys.

Without a script, and on paper, every page stands below the one before. The script is known to the
page by its digest, so no other can run.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from negcycle.drawing.painters.svg import escaped, to_svg
from negcycle.drawing.scene import Page, Scene
from negcycle.words import say

_SCRIPT = """
(() => {
  const steps = [...document.querySelectorAll(".step")];
  const bar = document.querySelector(".steps");
  const said = document.querySelector("[aria-live]");
  const [back, next] = ["back", "next"].map((name) => bar.querySelector(`[data-go=${name}]`));
  const chosen = [...bar.querySelectorAll("[data-step]")];
  let here = 0;
  const show = (place, speak) => {
    here = Math.max(0, Math.min(steps.length - 1, place));
    steps.forEach((step, number) => { step.hidden = number !== here; });
    chosen.forEach((button, number) => {
      if (number === here) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    back.setAttribute("aria-disabled", String(here === 0));
    next.setAttribute("aria-disabled", String(here === steps.length - 1));
    if (speak) said.textContent = steps[here].dataset.words;
  };
  back.addEventListener("click", () => show(here - 1, true));
  next.addEventListener("click", () => show(here + 1, true));
  chosen.forEach((button, number) => button.addEventListener("click", () => show(number, true)));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const to = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: steps.length - 1 };
    if (!(event.key in to)) return;
    event.preventDefault();
    show(to[event.key], true);
  });
  bar.hidden = false;
  show(0, false);
})();
"""

_DIGEST = b64encode(sha256(_SCRIPT.encode()).digest()).decode("ascii")

POLICY = f"script-src 'sha256-{_DIGEST}'"
"""Lets this script run and no other."""

STYLE = """
.steps { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.5rem 0 1rem; padding: 0.3rem 0;
  background: #ffffff; }
@media (min-width: 60rem) { .steps { position: sticky; top: 0; } }
.steps[hidden] { display: none; }
button { font: inherit; min-width: 2.75rem; min-height: 2.75rem; padding: 0.2rem 0.8rem;
  border: 1px solid #595959; border-radius: 0.4rem; background: #ffffff; color: #222222; }
button[data-go] { font-weight: bold; }
button[aria-current] { background: #0072b2; border-color: #0072b2; color: #ffffff; }
button[aria-disabled="true"] { color: #757575; border-color: #c4c4c4; }
button:focus-visible { outline: 3px solid #d55e00; outline-offset: 2px; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }
@media screen and (prefers-reduced-motion: no-preference) {
  .step { animation: come 0.25s ease-out; }
  @keyframes come { from { opacity: 0; } }
}
@media print { .steps { display: none; } .step[hidden] { display: block; } }
"""


def body(scene: Scene) -> str:
    """Return the buttons, the pages and the script; the buttons show once the script runs."""
    pages = "".join(_step(scene, page) for page in scene.pages)
    return (
        f'<nav class="steps" aria-label="{escaped(say("steps.label"))}" hidden>\n'
        f"{''.join(_buttons(scene))}</nav>\n"
        f'<p class="spoken" aria-live="polite"></p>\n{pages}<script>{_SCRIPT}</script>\n'
    )


def _buttons(scene: Scene) -> Iterator[str]:
    yield f'<button type="button" data-go="back">{escaped(say("steps.back"))}</button>\n'
    yield f'<button type="button" data-go="next">{escaped(say("steps.next"))}</button>\n'
    for number, page in enumerate(scene.pages, start=1):
        label = escaped(page.label)
        yield (
            f'<button type="button" data-step="{number}" title="{label}" aria-label="{label}">'
            f"{escaped(page.short or page.label)}</button>\n"
        )


def _step(scene: Scene, page: Page) -> str:
    """Return one page as a figure; what it says by itself is its text alternative."""
    one = replace(scene, pages=(page,), title=page.label or scene.title, description=page.words)
    words = escaped(page.words or page.label)
    return f'<figure class="step" data-words="{words}">\n{to_svg(one)}</figure>\n'
