// Handing in evidence: files are sent in pieces while the form is filled, go on where they stood after a cut line or a
// reload, and a picture can be pasted. Without script the same form sends its files by itself. Only nodes and words are
// made, never markup from text.

const form = document.querySelector("form[data-evidence]");
const zone = form?.querySelector("[data-evidence-drop]");
if (zone) begin();

/** Makes an element with a class, words and children. */
function make(name, { words, ...properties } = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  if (words) node.textContent = words;
  node.append(...children);
  return node;
}

function size(bytes) {
  if (bytes < 1024) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  // As the server writes them: the first decimal is cut, never rounded up to the next unit.
  const [unit, one] = bytes < 1 << 20 ? ["KiB", 1 << 10] : bytes < 1 << 30 ? ["MiB", 1 << 20] : ["GiB", 1 << 30];
  return `${(Math.floor((bytes * 10) / one) / 10).toFixed(1)} ${unit}`;
}

function begin() {
  const SMALLEST = 256 * 1024; // Pieces grow from here while they are quick,
  const LARGEST = 8 * 1024 * 1024; // up to half of what the server takes.
  const TRIES = 6; // Times that a piece is sent before it is given up.
  const AT_ONCE = 2; // Files that are sent side by side.
  const MOST = 200; // Files of one item.
  const input = zone.querySelector("input[type=file]");
  const list = form.querySelector("[data-uploads-list]");
  const submit = form.querySelector("button[type=submit]");
  const waits = form.querySelector("[data-evidence-waits]");
  const base = zone.dataset.uploads;
  const most = Number(zone.dataset.most);
  const key = `tickmark-uploads ${location.pathname}${location.search}`;
  const waiting = [];
  let running = 0;

  // What was begun in this tab: ids only, so that a reload finds again what the server holds.
  const remembered = () => {
    try {
      const held = JSON.parse(sessionStorage.getItem(key) ?? "[]");
      return Array.isArray(held) ? held : [];
    } catch {
      return [];
    }
  };
  const remember = (held) => sessionStorage.setItem(key, JSON.stringify(held.slice(-MOST)));
  const forget = (id) => remember(remembered().filter((one) => one !== id));

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  /** Asks the server; what it refuses is an error with its sentence. */
  async function ask(method, path, body, type) {
    const answer = await fetch(base + path, { method, body, headers: type ? { "content-type": type } : {} });
    const said = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
    if (answer.ok) return said;
    const words = said.sentence ? `${said.sentence} ${said.hint ?? ""}`.trim() : `The server answered ${answer.status}.`;
    throw Object.assign(new Error(words), { status: answer.status, offset: said.offset });
  }

  /** A line of the list. */
  function line(name, bytes) {
    const state = make("span", { className: "upload-state" });
    const bar = make("progress", { max: Math.max(bytes, 1), value: 0 });
    bar.setAttribute("aria-label", name);
    const remove = make("button", { type: "button", className: "upload-remove", words: "Remove" });
    remove.setAttribute("aria-label", `Remove ${name}`);
    const head = make("div", { className: "upload-line" });
    head.append(
      make("strong", { className: "upload-name", words: name }),
      make("span", { className: "hint", words: size(bytes) }),
      state,
      remove,
    );
    const node = make("li", { className: "upload" }, head, bar);
    list.append(node);
    const shown = { node, state, bar, remove, id: null, over: false, name, bytes };
    remove.addEventListener("click", () => drop(shown));
    return shown;
  }

  function drop(shown) {
    shown.over = true;
    shown.node.remove();
    if (!shown.id) return;
    forget(shown.id);
    ask("POST", `/${shown.id}/abandonment`).catch(() => {});
    settle();
  }

  /** The file is whole: it travels with the form under its id. */
  function received(shown, said) {
    shown.node.classList.add("done");
    shown.bar.remove();
    shown.state.textContent = "Received";
    const held = make("input", { type: "hidden", name: "upload", value: said.id });
    const facts = `${said.file.media} · SHA-256 ${said.file.sha256.slice(0, 12)}…`;
    shown.node.append(held, make("p", { className: "hint", words: facts }));
    for (const odd of said.file.odd) shown.node.append(make("p", { className: "upload-odd", words: odd }));
  }

  function failed(shown, error) {
    shown.node.classList.add("failed");
    shown.state.textContent = "Not received";
    shown.node.append(make("p", { className: "upload-odd", words: error.message }));
    const again = make("button", { type: "button", className: "upload-remove", words: "Try again" });
    again.addEventListener("click", () => {
      shown.node.remove();
      add(shown.file);
    });
    if (shown.file) shown.remove.before(again);
  }

  /** Sends what is missing of a file; pieces are repeated, and an upload that stands elsewhere goes on from there. */
  async function send(shown, file, offset) {
    let piece = SMALLEST;
    let tries = 0;
    while (offset < file.size && !shown.over) {
      const began = performance.now();
      try {
        const bytes = file.slice(offset, offset + piece);
        const said = await ask("POST", `/${shown.id}?offset=${offset}`, bytes, "application/octet-stream");
        offset = said.offset;
        tries = 0;
        if (performance.now() - began < 800) piece = Math.min(piece * 2, LARGEST);
      } catch (error) {
        tries += 1;
        const passing = !error.status || error.status === 409 || error.status >= 500;
        if (tries >= TRIES || !passing) throw error;
        if (Number.isInteger(error.offset)) offset = error.offset;
        else await pause(300 * 2 ** tries);
      }
      shown.bar.value = offset;
      shown.state.textContent = `${Math.floor((offset / file.size) * 100)} %`;
    }
  }

  async function upload(shown, file) {
    let offset = 0;
    if (shown.id) {
      offset = (await ask("GET", `/${shown.id}`)).offset;
    } else {
      const body = new URLSearchParams({ name: file.name, size: file.size, type: file.type });
      shown.id = (await ask("POST", "", body)).id;
      remember([...remembered(), shown.id]);
    }
    await send(shown, file, offset);
    if (!shown.over) received(shown, await ask("POST", `/${shown.id}/finish`));
  }

  /** The form can be sent when nothing is under way. */
  function settle() {
    const busy = running + waiting.length > 0;
    submit.disabled = busy;
    if (waits) waits.hidden = !busy;
  }

  async function next() {
    settle();
    if (running >= AT_ONCE || !waiting.length) return;
    const [shown, file] = waiting.shift();
    running += 1;
    try {
      if (!shown.over) await upload(shown, file);
    } catch (error) {
      if (!shown.over) failed(shown, error);
    } finally {
      running -= 1;
      next();
    }
  }

  const half = new Map(); // Uploads that a reload cut off, by name and size.

  function add(file) {
    if (list.children.length >= MOST) return;
    const begun = `${file.name} ${file.size}`;
    const shown = half.get(begun) ?? line(file.name, file.size);
    half.delete(begun);
    shown.file = file;
    if (file.size > most) {
      failed({ ...shown, file: null }, new Error(`It is larger than ${size(most)}.`));
      return;
    }
    shown.state.textContent = "Waits";
    waiting.push([shown, file]);
    next();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What this tab had begun before it was loaded again. */
  async function comeBack() {
    const here = new Set([...list.querySelectorAll("input[name=upload]")].map((held) => held.value));
    for (const id of remembered()) {
      if (here.has(id)) continue;
      try {
        const said = await ask("GET", `/${encodeURIComponent(id)}`);
        const shown = line(said.name, said.size);
        shown.id = said.id;
        shown.bar.value = said.offset;
        if (said.file) received(shown, said);
        else {
          shown.state.textContent = `Half received: choose ${said.name} again to go on`;
          half.set(`${said.name} ${said.size}`, shown);
        }
      } catch (error) {
        if (error.status === 404) forget(id);
      }
    }
  }

  input.addEventListener("change", () => {
    for (const file of input.files) add(file);
    input.value = "";
  });
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    for (const file of event.dataTransfer.files) add(file);
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(key));

  // A picture from the clipboard becomes a file, and the item a screenshot.
  zone.querySelector("[data-paste-hint]").hidden = false;
  document.addEventListener("paste", (event) => {
    const pictures = [...(event.clipboardData?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length) return;
    event.preventDefault();
    const now = new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString();
    pictures.forEach((picture, at) => {
      const ending = picture.type.split("/")[1].replace("jpeg", "jpg");
      const stamp = now.slice(0, 19).replace("T", "-").replaceAll(":", "");
      add(new File([picture], `screenshot-${stamp}${at ? `-${at + 1}` : ""}.${ending}`, { type: picture.type }));
    });
    const choice = form.querySelector('input[name="form"][value="screenshot"]');
    choice.checked = true;
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    const made = form.elements.captured;
    if (made && !made.value) made.value = now.slice(0, 10);
  });

  comeBack();
}

// Lists and screenshots have to say more: their fields are shown for them alone.
if (form) {
  const groups = [...form.querySelectorAll("[data-for-form]")];
  const show = () => {
    const chosen = form.querySelector('input[name="form"]:checked')?.value;
    for (const group of groups) group.hidden = group.dataset.forForm !== chosen;
  };
  form.addEventListener("change", show);
  show();
}
