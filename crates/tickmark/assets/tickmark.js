// What script adds to pages that already work without it. No markup is ever made from text, only nodes and words, so
// that the content security policy can forbid the rest.

const root = document.documentElement;
const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

/** Makes an element with a class, words and children. */
function make(name, { words, ...properties } = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  if (words) node.textContent = words;
  node.append(...children);
  return node;
}

// Theme: the choice is kept in a cookie, so that the server draws the next page in it and nothing flashes.
const dark = matchMedia("(prefers-color-scheme: dark)");
function shownTheme() {
  return root.dataset.theme ?? (dark.matches ? "dark" : "light");
}
function chooseTheme(theme) {
  root.dataset.theme = theme;
  root.dataset.shown = theme;
  document.cookie = `tickmark-theme=${theme}; path=/; max-age=31536000; samesite=lax`;
}
const kept = document.cookie.match(/(?:^|; )tickmark-theme=(light|dark)/)?.[1];
if (kept && !root.dataset.theme) root.dataset.theme = kept;
root.dataset.shown = shownTheme();
dark.addEventListener("change", () => (root.dataset.shown = shownTheme()));
each("[data-theme-switch]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => chooseTheme(shownTheme() === "dark" ? "light" : "dark"));
});

// A line under the page's head as soon as something is scrolled beneath it.
const strip = document.querySelector(".strip");
if (strip) {
  const sentinel = make("div", { ariaHidden: "true" });
  strip.before(sentinel);
  new IntersectionObserver(([seen]) => strip.classList.toggle("scrolled", !seen.isIntersecting)).observe(sentinel);
}

// Live filter over the rows of a table: every word must occur in the row.
each("[data-table][data-filter]", (table) => {
  const rows = [...table.querySelectorAll("tbody tr")].map((row) => [row, row.textContent.toLowerCase()]);
  const input = make("input", { type: "search", placeholder: "Filter these rows", ariaLabel: "Filter these rows" });
  input.dataset.search = "";
  const count = make("p", { className: "table-count", words: `${rows.length} rows` });
  count.setAttribute("aria-live", "polite");
  const key = (words) => make("kbd", { words });
  const keys = make("p", { className: "keys", ariaHidden: "true" });
  keys.append(key("/"), " search  ", key("j"), " ", key("k"), " move");
  table.prepend(
    make("div", { className: "table-filter" }, make("div", { className: "search plain" }, input), keys, count),
  );
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    count.textContent = words.length ? `${shown} of ${rows.length} rows` : `${rows.length} rows`;
  });
});

// A long list of controls can be searched; what is ticked stays in sight.
for (const picks of document.querySelectorAll("[data-picks]")) {
  const rows = [...picks.children].map((row) => [row, row.textContent.toLowerCase(), row.querySelector("input")]);
  if (rows.length < 9) continue;
  const search = make("input", { type: "search", placeholder: "Find a control", ariaLabel: "Find a control" });
  picks.before(make("div", { className: "search plain" }, search));
  search.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const [row, text, box] of rows) row.hidden = !box?.checked && !words.every((word) => text.includes(word));
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

// Keys: `/` to search, `j` and `k` along the rows, Enter to follow the row's first link, Escape to leave a search.
let here = null;
function walk(step) {
  const rows = [...document.querySelectorAll("[data-table] tbody tr")].filter((row) => row.checkVisibility());
  if (!rows.length) return;
  const at = rows.indexOf(here);
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
  here?.classList.remove("here");
  here = next;
  here.classList.add("here");
  here.scrollIntoView({ block: "nearest" });
  here.querySelector("a")?.focus({ preventScroll: true });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]");
  if (event.key === "Escape" && event.target.matches?.("[data-search]")) {
    event.target.value = "";
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    event.target.blur();
  }
  if (typing) return;
  if (event.key === "/") {
    const search = [...document.querySelectorAll("[data-search]")].find((one) => one.checkVisibility());
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    walk(event.key === "j" ? 1 : -1);
  }
});

// The Statement of Applicability: along its rows with the arrow keys too; `a` and `e` open a row with the decision made, `x`
// selects it.
const decisions = { a: "applicable", e: "excluded" };
each("form[data-decide]", (form) => {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (row && form.contains(row)) {
    here = row;
    here.classList.add("here");
  }
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog[open]");
    if (event.ctrlKey || event.metaKey || event.altKey || typing || !here || !form.contains(here)) return;
    const link = here.querySelector("a.named");
    const box = here.querySelector("input[type=checkbox]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event.key === "ArrowDown" ? 1 : -1);
    else if (decisions[event.key] && link) {
      const address = new URL(link.href);
      address.searchParams.set("decide", decisions[event.key]);
      location.assign(address);
    } else if (event.key === "x" && box) box.checked = !box.checked;
    else return;
    event.preventDefault();
  });
});

// Filter bars answer as soon as something is chosen; words wait for Enter.
each("form[data-auto-submit]", (form) => {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, [type=checkbox], [type=date]")) form.requestSubmit();
  });
  // What was left empty stays out of the address.
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
});

// A form that was changed and not sent asks before it is left.
each("form[data-guard]", (form) => {
  let changed = false;
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
});

// One answer is enough: a form is sent once.
document.addEventListener("submit", (event) => {
  const { submitter } = event;
  if (!submitter || event.target.method !== "post") return;
  setTimeout(() => (submitter.disabled = true));
  addEventListener("pageshow", () => (submitter.disabled = false), { once: true });
});

// The palette: Ctrl K, or a press on Search, opens a search over pages and everything that may be seen. Without script the
// same address leads to the page of the search.
each("a[data-palette]", (opener) => {
  const input = make("input", { type: "search", placeholder: "An id, a title, a page", ariaLabel: "Search everything", autocomplete: "off" });
  const list = make("ul", { className: "palette-list", id: "palette-list", role: "listbox" });
  const count = make("p", { className: "palette-count" });
  count.setAttribute("role", "status");
  const dialog = make("dialog", { className: "palette", ariaLabel: "Search" }, input, list, count);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "true");
  document.body.append(dialog);
  const pages = [...document.querySelectorAll(".side nav a")].map((a) => [a.href, a.textContent.trim()]);
  const [path, days = ""] = opener.getAttribute("href").split("?");
  const base = path.replace(/\/search$/, "");
  let asked = 0;
  let timer = 0;

  const option = (href, kind, id, title) => {
    const link = make("a", { href, tabIndex: -1 }, make("span", { className: "palette-kind", words: kind }));
    if (id) link.append(make("span", { className: "id", words: id }));
    link.append(make("span", { className: "palette-title", words: title }));
    return make("li", { role: "option" }, link);
  };
  const choose = (item) => {
    list.querySelector(".chosen")?.setAttribute("aria-selected", "false");
    list.querySelector(".chosen")?.classList.remove("chosen");
    item?.classList.add("chosen");
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
  };
  const show = (words, found, of) => {
    const text = words.toLowerCase();
    const near = pages.filter(([, title]) => !text || title.toLowerCase().includes(text)).slice(0, text ? 4 : 12);
    list.replaceChildren(
      ...near.map(([href, title]) => option(href, "Page", "", title)),
      ...found.map((one) => option(`${base}${one.page}${days ? `?${days}` : ""}`, one.kind_title, /^[A-Z]/.test(one.id) || one.kind === "item" ? one.id : "", one.title)),
    );
    for (const [at, item] of [...list.children].entries()) item.id = `palette-${at}`;
    choose(list.firstElementChild);
    if (of > found.length) count.replaceChildren(make("a", { href: `${path}?q=${encodeURIComponent(words)}${days ? `&${days}` : ""}`, words: `All ${of} that were found` }));
    else count.textContent = list.children.length || !text ? "" : "Nothing here has every one of these words.";
    input.setAttribute("aria-activedescendant", list.firstElementChild?.id ?? "");
  };
  const ask = async () => {
    const words = input.value.trim();
    const turn = ++asked;
    if (!words) return show("", [], 0);
    const answer = await fetch(`${path}.json?q=${encodeURIComponent(words)}${days ? `&${days}` : ""}`).catch(() => null);
    if (turn !== asked) return;
    if (!answer?.ok) return show(words, [], 0);
    const { found, of } = await answer.json();
    if (turn === asked) show(words, found, of);
  };
  const open = () => {
    if (dialog.open) return;
    dialog.showModal();
    input.select();
    ask();
  };
  opener.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("keydown", (event) => {
    const chosen = list.querySelector(".chosen");
    if (event.key === "ArrowDown") choose(chosen?.nextElementSibling ?? list.firstElementChild);
    else if (event.key === "ArrowUp") choose(chosen?.previousElementSibling ?? list.lastElementChild);
    else if (event.key === "Enter") chosen?.querySelector("a").click();
    else return;
    event.preventDefault();
    input.setAttribute("aria-activedescendant", list.querySelector(".chosen")?.id ?? "");
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
});

// Copy: the button appears where it can work, and says what it did.
if (navigator.clipboard) {
  each("[data-copy]", (button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.classList.add("done");
      announce("Copied");
      setTimeout(() => button.classList.remove("done"), 1500);
    });
  });
}

// Questions open as dialogs over the page; without script the same link leads to them.
each("[data-dialog]", (opener) => {
  const dialog = document.getElementById(opener.dataset.dialog);
  if (!dialog?.showModal) return;
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.showModal();
  });
  dialog.querySelector("[data-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
    opener.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
});

// Files can be dropped on their field, and the field says which one it holds.
each("[data-drop]", (zone) => {
  const input = zone.querySelector("input[type=file]");
  const name = zone.querySelector("[data-drop-name]");
  const show = () => {
    const [file] = input.files;
    zone.classList.toggle("filled", Boolean(file));
    if (file) name.textContent = `${file.name} · ${size(file.size)}`;
  };
  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    show();
  });
});
function size(bytes) {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

// The map reads out the cell that is pointed at or focused.
each("[data-map]", (map) => {
  const readout = map.querySelector("[data-map-readout]");
  const rest = readout.textContent;
  const tell = (event) => {
    const cell = event.target.closest(".cell");
    readout.textContent = cell ? cell.title || cell.ariaLabel : rest;
  };
  map.addEventListener("pointerover", tell);
  map.addEventListener("focusin", tell);
  map.addEventListener("pointerleave", () => (readout.textContent = rest));
});

// Good news goes to the corner and leaves by itself; anything else stays above the page until it is closed.
each("[data-flash]", (flash) => {
  const close = make("button", { type: "button", className: "toast-close", ariaLabel: "Close", words: "✕" });
  close.addEventListener("click", () => flash.remove());
  flash.append(close);
  if (!flash.classList.contains("tone-good")) return;
  flash.classList.add("toast");
  const leave = () => (flash.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : flash.remove());
  setTimeout(leave, 7000);
});

/** Tells screen readers a word that is otherwise only seen. */
function announce(words) {
  const region = make("p", { className: "sr-only", role: "status" });
  document.body.append(region);
  setTimeout(() => (region.textContent = words), 50);
  setTimeout(() => region.remove(), 2000);
}

// At the door: an address carries its secret behind the hash, where no server and no log sees it. A form that asks for
// nothing else is sent at once; beside other fields the secret steps back.
const handed = document.querySelector("[data-secret-from-address]");
if (handed && /^#[0-9A-Za-z_]{40,80}$/.test(location.hash)) {
  const form = handed.closest("form");
  const field = form?.elements[handed.dataset.secretFromAddress];
  if (field) {
    field.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    field.closest(".field").hidden = true;
    if ("sendFromAddress" in form.dataset) form.requestSubmit();
    else form.querySelector("input:not([type=hidden], [name=secret])")?.focus();
  }
}

// A password can be looked at while it is typed.
each("input[type=password]", (input) => {
  const words = (shown) => (shown ? "Hide" : "Show");
  const button = make("button", { type: "button", className: "reveal", words: words(false) });
  button.setAttribute("aria-label", `Show ${input.labels?.[0]?.firstChild?.textContent?.toLowerCase() ?? "it"}`);
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    button.textContent = words(shown);
    button.setAttribute("aria-pressed", String(shown));
    input.focus();
  });
  const frame = make("div", { className: "revealable" });
  input.replaceWith(frame);
  frame.append(input, button);
});

// Paper: recovery codes.
each("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});

// A menu closes when something else is pointed at, and on Escape.
each("details[data-menu]", (menu) => {
  document.addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
