/* What all parts of the page's script use: elements, address, a word at the foot, small dialogs. */

export const $ = (selector, root = document) => root.querySelector(selector);
export const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
export const phone = () => matchMedia("(max-width: 760px)").matches;
export const send = (daten) => window.afEreignis && window.afEreignis(daten);

/* the address: conversation and filters */
export const params = () => new URLSearchParams(location.search);
export function address(change, { step = false } = {}) {
  const given = params();
  change(given);
  const query = given.toString();
  history[step ? "pushState" : "replaceState"](null, "", query ? `?${query}` : location.pathname);
}

/* a word at the foot of the page, also for screen readers */
export function tell(text, ms = 2200) {
  let box = $("#af-meldung");
  if (!box) {
    box = document.body.appendChild(document.createElement("div"));
    box.id = "af-meldung";
    box.setAttribute("role", "status");
  }
  box.textContent = text;
  box.classList.add("af-on");
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => box.classList.remove("af-on"), ms);
}

export async function copy(text, word = "Kopiert") {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.body.appendChild(document.createElement("textarea"));
    area.value = text;
    area.select();
    document.execCommand("copy"); // pages that are not https have no clipboard
    area.remove();
  }
  tell(word);
}

/* asks the server for a part of the page, or sends it a `body`: whether that went well, and the text that came. null where
   there is no connection, which `lost` says, and where a login is needed, which is opened */
export async function request(path, { body, lost = tell } = {}) {
  const sent = body === undefined ? { headers: { accept: "text/html" } } : { method: "POST", headers: { "x-antwortfinder": "1" }, body };
  try {
    const response = await fetch(path, sent);
    if (response.status !== 401) return { ok: response.ok, text: await response.text() };
    location.assign("/anmelden");
  } catch {
    lost("Keine Verbindung zum Antwortfinder.");
  }
  return null;
}
/* why the server refused, in its own words */
export function why(text, otherwise) {
  try {
    const { detail } = JSON.parse(text);
    return typeof detail === "string" ? detail : otherwise;
  } catch {
    return otherwise;
  }
}

/* sends a form's fields: what came back, or null after saying what went wrong, for `ms` milliseconds; `otherwise` where the
   server gives no reason */
export async function sendForm(path, fields, { otherwise, ms, lost = (text) => tell(text, ms) }) {
  const answer = await request(path, { body: new URLSearchParams(fields), lost });
  if (!answer) return null;
  if (answer.ok) return JSON.parse(answer.text);
  tell(why(answer.text, otherwise), ms);
  return null;
}
/* a part of the page anew, in its room: whether it came */
export async function fill(room, path) {
  const answer = await request(path);
  if (answer && !answer.ok) tell("Das ließ sich nicht laden.");
  if (!answer?.ok) return false;
  $(`${room} .html-container > div, ${room}`).innerHTML = answer.text;
  return true;
}

/* files chosen in a field, or dropped anywhere in its room, whose box says so */
export function takeFiles(room, field, take) {
  document.addEventListener("change", (event) => {
    if (event.target.matches(field)) { take([...event.target.files]); event.target.value = ""; }
  });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault(); // a file dropped beside a box would take the browser away from the page
      const inside = event.target.closest?.(room);
      $(`${room} .af-drop`)?.classList.toggle("af-over", Boolean(inside) && name === "dragover");
      if (inside && name === "drop") take([...event.dataTransfer.files]);
    });
  }
}

/* small dialogs for a name, a yes, a reason */
export function dialog(title, fields, ok) {
  const box = document.body.appendChild(document.createElement("dialog"));
  const form = box.appendChild(document.createElement("form"));
  form.method = "dialog";
  const head = form.appendChild(document.createElement("h2"));
  head.textContent = title;
  fields.forEach((field) => form.append(field));
  const tools = form.appendChild(document.createElement("div"));
  tools.className = "af-dialog-tools";
  const no = tools.appendChild(document.createElement("button"));
  Object.assign(no, { type: "button", className: "af-tool", textContent: "Abbrechen", onclick: () => box.close() });
  const yes = tools.appendChild(document.createElement("button"));
  Object.assign(yes, { type: "submit", className: "af-primary", textContent: ok });
  box.setAttribute("aria-label", title);
  box.addEventListener("close", () => box.remove());
  box.showModal();
  return new Promise((resolve) => form.addEventListener("submit", () => resolve(true)));
}
