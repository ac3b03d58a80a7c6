// The screen works without this. It counts, warns before typed text is left behind, and brings it back after a new login.
(() => {
  "use strict";

  const form = document.getElementById("gloss-form");
  if (!form) return;

  const status = form.querySelector("[data-gloss-status]");
  const number = form.querySelector("[data-gloss-changed]");
  const rows = [...form.querySelectorAll("[data-gloss-row]")];
  let sending = false;

  // As the server compares: line breaks alike, nothing at the ends.
  const plain = (text) => text.replace(/\r\n?/g, "\n").trim();
  const areas = (row) => [...row.querySelectorAll("textarea")];
  const isChanged = (area) => plain(area.value) !== plain(area.dataset.stored);
  const isRowChanged = (row) => areas(row).some(isChanged) || Boolean(row.querySelector("input[type=checkbox]:checked"));

  // --- What is typed outlives a session that ends, for as long as the tab is open and the row is still the same ---

  const key = (row) => `glosses:${form.dataset.locale}:${row.dataset.glossRow}:${row.dataset.seen}`;

  const forget = (row) => {
    try {
      window.sessionStorage.removeItem(key(row));
    } catch {
      // Storage is forbidden: nothing was remembered.
    }
  };

  const remember = (row) => {
    const typed = Object.fromEntries(areas(row).filter(isChanged).map((area) => [area.name, area.value]));
    if (!Object.keys(typed).length) {
      forget(row);
      return;
    }
    try {
      window.sessionStorage.setItem(key(row), JSON.stringify(typed));
    } catch {
      // Storage is full or forbidden: then it is only in the field.
    }
  };

  const recall = (row) => {
    try {
      const typed = JSON.parse(window.sessionStorage.getItem(key(row)) || "{}");
      areas(row).forEach((area) => {
        if (typed[area.name] !== undefined && !isChanged(area)) area.value = typed[area.name];
      });
    } catch {
      // Nothing to bring back.
    }
  };

  // --- Counting ---

  const count = () => {
    const changed = rows.filter(isRowChanged);
    rows.forEach((row) => row.classList.toggle("gloss-row--changed", changed.includes(row)));
    if (number && number.textContent !== String(changed.length)) number.textContent = String(changed.length);
    if (status) status.hidden = false;
    return changed.length;
  };

  const measure = (area) => {
    const place = form.querySelector(`[data-gloss-length="${area.id}"]`);
    if (!place) return;
    const length = [...area.value.replace(/\s+/g, " ").trim()].length;
    place.textContent = `${length} / ${place.dataset.limit}`;
    place.toggleAttribute("data-over", length > Number(place.dataset.limit));
    place.hidden = false;
    place.nextElementSibling.classList.add("w-sr-only");
  };

  form.addEventListener("input", (event) => {
    const row = event.target.closest("[data-gloss-row]");
    if (event.target.matches("textarea")) measure(event.target);
    if (row) remember(row);
    count();
  });

  // --- Saving and leaving ---

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("button[type=submit]"));
    }
  });

  form.addEventListener("submit", (event) => {
    if (sending) event.preventDefault(); // a second press would save again what is being saved
    sending = true;
    rows.filter((row) => row.querySelector("input[value=theirs]:checked")).forEach(forget);
  });

  window.addEventListener("pageshow", () => {
    sending = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (!sending && count()) event.preventDefault();
  });

  rows.forEach((row) => {
    recall(row);
    areas(row).forEach(measure);
    remember(row);
  });
  form.querySelectorAll("[data-gloss-keys]").forEach((hint) => {
    hint.hidden = false;
  });
  count();
})();
