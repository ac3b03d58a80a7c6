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

// The phone's menu closes on Escape and gives the focus back to its button.
const menu = document.querySelector("details.menu");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu?.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// The in-page contents mark the section that is being read.
const links = new Map(
  [...document.querySelectorAll("[data-contents] a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]),
);
if (links.size) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(entry.target.id).setAttribute("aria-current", "location");
      }
    },
    { rootMargin: "-20% 0px -70% 0px" },
  );
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) observer.observe(section);
  }
}
