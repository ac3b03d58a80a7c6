// Small comforts. Every page works whole without this file; it stores nothing and asks nobody.

// Copy buttons: shown only where the browser can copy.
for (const button of document.querySelectorAll("[data-copy]")) {
  const source = button.closest("li")?.querySelector("[data-copy-source]");
  const label = button.querySelector("[aria-live]");
  if (!source || !label || !navigator.clipboard) continue;
  const before = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = [...(source.children.length ? source.children : [source])].map((part) => part.textContent.trim());
    await navigator.clipboard.writeText(text.join("\n\n"));
    label.textContent = button.dataset.done;
    setTimeout(() => (label.textContent = before), 3000);
  });
}

// Who has called or written is asked to tell one more person.
for (const button of document.querySelectorAll("[data-act]")) {
  button.addEventListener("click", () => {
    const after = button.closest("li")?.querySelector("details.after");
    if (after) after.open = true;
  });
}

// The way out: the page is replaced in the history, and gone from the screen before the next one has loaded.
const exit = document.querySelector("[data-exit]");
const leave = () => {
  document.body.hidden = true;
  location.replace(exit.href);
};
exit?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
for (const hint of document.querySelectorAll("[data-exit-key]")) hint.hidden = false;

const menu = document.querySelector("details.menu");
let escaped = -Infinity;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (exit && event.timeStamp - escaped < 1000) leave();
  escaped = event.timeStamp;
  // The phone's menu closes and gives the focus back to its button.
  if (!menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// What is folded prints open, in browsers whose style sheets cannot say so.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  for (const details of folded) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of folded) details.open = false;
});

// The in-page contents mark what is being read: the last heading that has passed the upper third of the window, and at
// the end of the page the last one of all.
const contents = document.querySelector("[data-contents]");
const entries = [...(contents?.querySelectorAll("a") ?? [])]
  .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
  .filter(([, target]) => target);
if (entries.length) {
  const mark = () => {
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = entries.filter(([, target]) => target.getBoundingClientRect().top < innerHeight / 3);
    const current = atEnd ? entries.at(-1) : passed.at(-1);
    for (const [link] of entries) {
      if (link === current?.[0]) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  mark();
  // On a phone the list folds again once a line of it was chosen.
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a")) contents.querySelector("details").open = false;
  });
}
