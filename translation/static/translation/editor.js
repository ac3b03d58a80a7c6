// The editor works without this. It saves text by text, and keeps what is typed when the server does not answer.
(() => {
  "use strict";

  const form = document.getElementById("translation-form");
  if (!form) return;

  const status = form.querySelector("[data-status]");
  const areas = () => [...form.querySelectorAll("textarea")];
  // As the server compares: line breaks alike, nothing at the ends.
  const plain = (text) => text.replace(/\r\n?/g, "\n").trim();
  const isChanged = (area) => area.hasAttribute("data-unsaved") || plain(area.value) !== plain(area.defaultValue);
  const say = (text) => {
    if (status) status.textContent = text;
  };
  let sending = false;

  // --- What is typed outlives a session that ends, for as long as the tab is open ---

  // Without the fingerprint: what was typed is for the text, whatever its field was filled with. And for the person:
  // whoever signs in next in this tab sees nothing of it.
  const key = (area) => `translation:${form.dataset.user}:${area.name.split("-").slice(0, 3).join("-")}`;

  // Who has signed in again in another tab has a new token; that of the page is good no more.
  const renewToken = () => {
    const token = form.querySelector("[name=csrfmiddlewaretoken]");
    const cookie = /(?:^|; )(?:__Host-)?csrftoken=(\w+)/.exec(document.cookie);
    if (cookie) [, token.value] = cookie;
    return token.value;
  };

  // The server tidies up white space, and makes a slug of what is typed for one.
  const squashed = (text) => text.replace(/\s+/g, " ").trim();

  const remember = (area) => {
    try {
      if (isChanged(area) && !area.placeholder) {
        window.sessionStorage.setItem(key(area), JSON.stringify([area.name, area.value]));
      } else {
        window.sessionStorage.removeItem(key(area));
      }
    } catch {
      // Storage is full or forbidden: then it is only in the field.
    }
  };

  const recall = (area) => {
    try {
      const [name, value] = JSON.parse(window.sessionStorage.getItem(key(area)) || "[]");
      if (value === undefined || isChanged(area)) return;
      if (squashed(value) === squashed(area.value)) {
        window.sessionStorage.removeItem(key(area)); // it was saved
      } else {
        area.name = name; // so that the server sees if somebody else has saved another text meanwhile
        area.value = value;
      }
    } catch {
      // Nothing to bring back.
    }
  };

  // --- Saving one text ---

  const TODO = ["new", "changed", "error"];
  const tabs = {
    todo: (state) => TODO.includes(state),
    changed: (state) => state === "changed",
    errors: (state) => state === "error",
    review: (state) => state === "review",
  };

  const recount = (before, after) => {
    Object.entries(tabs).forEach(([name, holds]) => {
      const place = document.querySelector(`[data-tab="${name}"]`);
      if (place) place.textContent = String(Number(place.textContent) - holds(before) + holds(after));
    });
  };

  const next = (row) => {
    const rows = [...form.querySelectorAll(".unit")];
    const after = rows.slice(rows.indexOf(row) + 1).find((one) => TODO.includes(one.dataset.state));
    const target = after
      ? after.querySelector("textarea")
      : form.querySelector(".next a[href]") || form.querySelector("button[value=publish], button[value=submit]");
    if (target) target.focus();
  };

  const replace = (row, html) => {
    const box = document.createElement("template");
    box.innerHTML = html;
    const fresh = box.content.firstElementChild;
    recount(row.dataset.state, fresh.dataset.state);
    row.replaceWith(fresh);
    return fresh;
  };

  const save = async (area) => {
    const row = area.closest(".unit");
    if (row.dataset.busy) return;
    row.dataset.busy = "on";
    const data = new FormData();
    data.set("csrfmiddlewaretoken", renewToken());
    data.set(area.name, area.value);
    data.set("keep", row.id.slice(1));
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST",
        body: data,
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.redirected || !(answer.headers.get("Content-Type") || "").includes("json")) {
        say(answer.redirected || answer.status === 403 ? form.dataset.loggedOut : form.dataset.failed);
        return;
      }
      const { row: html, error } = await answer.json();
      if (!html) {
        say(error || form.dataset.failed);
        return;
      }
      const fresh = replace(row, html);
      const field = fresh.querySelector("textarea");
      remember(field);
      if (answer.ok) {
        say(form.dataset.saved);
        next(fresh);
      } else {
        say((fresh.querySelector(".error-message, .unit-theirs") || status).textContent);
        field.focus();
      }
    } catch {
      say(form.dataset.failed);
    } finally {
      delete row.dataset.busy;
    }
  };

  const use = (area, text) => {
    area.focus();
    area.select();
    // The only way that undoing takes back.
    if (!document.execCommand("insertText", false, text)) {
      area.value = text;
      remember(area);
    }
  };

  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches(".unit textarea:not([readonly])")) {
      event.preventDefault();
      save(event.target);
    }
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=keep], button[name=use]");
    if (!button) return;
    event.preventDefault();
    const area = button.closest(".unit").querySelector("textarea");
    if (button.name === "keep") save(area);
    else use(area, document.getElementById(button.getAttribute("aria-describedby")).textContent);
  });

  form.addEventListener("input", (event) => {
    if (!event.target.matches("textarea")) return;
    remember(event.target);
    const { limit } = event.target.dataset;
    const length = [...event.target.value.trim()].length;
    if (limit && length > Number(limit)) say(`${length} / ${limit}`);
  });

  // --- Leaving ---

  form.addEventListener("submit", (event) => {
    if (sending) event.preventDefault(); // a second press would save again what is being saved
    renewToken();
    sending = true;
  });

  window.addEventListener("pageshow", () => {
    sending = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (!sending && areas().some(isChanged)) event.preventDefault();
  });

  areas().forEach(recall);
  form.querySelectorAll("[data-keys]").forEach((hint) => {
    hint.hidden = false;
  });
})();
