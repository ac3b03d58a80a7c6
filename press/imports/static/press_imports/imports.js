// The screens work without this. It saves looking again: progress and rows come up to date by themselves.
(() => {
  "use strict";

  const PAUSE = 1500; // milliseconds between two looks
  const TYPING = 250; // milliseconds without a key before names are looked up

  const ask = async (url) => {
    const answer = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  };

  const later = (work) => window.setTimeout(work, PAUSE);

  // --- Work in the background ---

  const followProgress = (section) => {
    const bar = section.querySelector("progress");
    const text = section.querySelector("[data-progress-text]");
    const look = async () => {
      try {
        const { progress, url } = await ask(section.dataset.pollProgress);
        if (!progress.working) {
          window.location.replace(url);
          return;
        }
        if (progress.total) {
          bar.max = progress.total;
          bar.value = progress.done;
        }
        if (text.textContent !== progress.text) text.textContent = progress.text;
      } catch {
        // The link "Refresh" is still there.
      }
      later(look);
    };
    later(look);
  };

  // --- Rows whose address is being read ---

  const bringUpToDate = (form, row) => {
    const line = form.querySelector(`[data-row="${row.pk}"]`);
    for (const [name, value] of Object.entries(row.values)) {
      const field = form.elements[`row-${row.pk}-${name}`];
      const initial = form.elements[`initial-row-${row.pk}-${name}`];
      if (!initial) continue;
      if (field.value === initial.value && field !== document.activeElement) field.value = value;
      initial.value = value;
    }
    form.elements[`seen-${row.pk}`].value = row.fingerprint;
    for (const [part, html] of Object.entries(row.html)) {
      const place = line.querySelector(`[data-part="${part}"]`);
      if (place && !place.contains(document.activeElement)) place.innerHTML = html;
    }
    line.removeAttribute("data-fetching");
    line.classList.remove("import-row--fetching");
  };

  const followRows = (form) => {
    const look = async () => {
      const waiting = [...form.querySelectorAll("[data-fetching]")].map((line) => `row=${line.dataset.row}`);
      if (!waiting.length) return;
      try {
        const answer = await ask(`${form.dataset.pollRows}?${waiting.join("&")}`);
        if (answer.rows) {
          answer.rows.forEach((row) => bringUpToDate(form, row));
          for (const [name, count] of Object.entries(answer.counts)) {
            const place = document.querySelector(`[data-count="${name}"]`);
            if (place) place.textContent = count;
          }
          for (const [mark, label] of [["file", answer.file_label], ["publish", answer.publish_label]]) {
            const button = form.querySelector(`[data-${mark}-label]`);
            if (button) button.textContent = label;
          }
          form.querySelector("[data-announce]").textContent = answer.announcement;
        }
      } catch {
        // The link "Refresh" is still there.
      }
      if (form.querySelector("[data-fetching]")) later(look);
      else form.querySelector(".import-fetching")?.remove();
    };
    if (form.querySelector("[data-fetching]")) later(look);
  };

  // --- Names of outlets while somebody types ---

  const suggestOutlets = (form) => {
    const list = document.getElementById("known-outlets");
    let timer = 0;
    form.addEventListener("input", ({ target }) => {
      if (target.getAttribute("list") !== "known-outlets") return;
      window.clearTimeout(timer);
      timer = window.setTimeout(async () => {
        const query = target.value.trim();
        if (query.length < 2) return;
        try {
          const { names } = await ask(`${form.dataset.outlets}?q=${encodeURIComponent(query)}`);
          list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
        } catch {
          // Names can be typed in full.
        }
      }, TYPING);
    });
  };

  // --- Adding coverage ---

  const refuseTooMuch = (form) => {
    const text = form.querySelector("textarea");
    text.addEventListener("input", () => text.setCustomValidity(""));
    form.addEventListener("submit", (event) => {
      // What is far too long would not even reach the form that says so.
      if (text.value.length <= Number(form.dataset.maxCharacters)) return;
      event.preventDefault();
      text.setCustomValidity(form.dataset.tooLong);
      text.reportValidity();
    });
  };

  // Formatted text keeps its links: as [words](address), which is read like all the rest.
  const withLinks = (text, html) => {
    let place = 0;
    for (const link of new DOMParser().parseFromString(html, "text/html").querySelectorAll("a[href^='http']")) {
      const words = link.textContent.replace(/\s+/g, " ").trim();
      const found = words && !/[[\]]/.test(words) && words !== link.href ? text.indexOf(words, place) : -1;
      if (found < 0) continue;
      const address = link.getAttribute("href").trim().replace(/\s/g, "%20").replace(/\(/g, "%28").replace(/\)/g, "%29");
      const marked = `[${words}](${address})`;
      text = text.slice(0, found) + marked + text.slice(found + words.length);
      place = found + marked.length;
    }
    return text;
  };

  const keepLinks = (form) => {
    const field = form.querySelector("textarea");
    field.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain");
      const html = event.clipboardData?.getData("text/html");
      if (!text || !html) return;
      const linked = withLinks(text, html);
      if (linked === text) return;
      event.preventDefault();
      field.setRangeText(linked, field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };

  const start = () => {
    document.querySelectorAll("[data-poll-progress]").forEach(followProgress);
    document.querySelectorAll("[data-poll-rows]").forEach(followRows);
    document.querySelectorAll("[data-outlets]").forEach(suggestOutlets);
    document.querySelectorAll("[data-max-characters]").forEach(refuseTooMuch);
    document.querySelectorAll("[data-max-characters]").forEach(keepLinks);
    document.querySelector("[data-bookmarklet]")?.addEventListener("click", (event) => {
      event.preventDefault();
      const hint = document.querySelector("[data-bookmarklet-hint]");
      hint.textContent = hint.dataset.hint;
    });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
