/* Neu für Sie: what is kept, what has come, how else to be told. */
import { $, $$, fill, params, sendForm, tell } from "./base.js";

const EVERY = 120000; // milliseconds between two looks at how much is unread
const LABEL = "Neu für Sie";

/* what came back, or null after saying what went wrong */
async function post(path, fields) {
  const said = await sendForm(`neues/${path}`, fields, { otherwise: "Das ging nicht.", ms: 5000 });
  if (said?.grund) { tell(said.grund, 5000); return null; }
  return said;
}

/* the button under an answer: keep its question, or keep it no longer */
export async function keepTurn(button) {
  const before = button.dataset.gemerkt;
  const said = before ? await post("vergessen", { gemerkt: before }) : await post("merken", { antwort: button.dataset.key });
  if (!said) return;
  button.dataset.gemerkt = said.gemerkt || "";
  button.setAttribute("aria-pressed", String(Boolean(said.gemerkt)));
  tell(said.gemerkt ? "Gemerkt. Neue Antworten darauf stehen unter „Neu für Sie“." : "Nicht mehr gemerkt", 3500);
}
export async function keepFilters() {
  if (await post("merken", { auswahl: params().toString() })) tell("Gemerkt. Neue Papiere dazu stehen unter „Neu für Sie“.", 3500);
}
export async function forget(button) {
  const key = button.dataset.gemerkt;
  if (!(await post("vergessen", { gemerkt: key }))) return;
  $$(`.af-tools [data-gemerkt="${CSS.escape(key)}"]`).forEach((other) => { other.dataset.gemerkt = ""; other.setAttribute("aria-pressed", "false"); });
  tell("Nicht mehr gemerkt");
  await load("#af-gemerkt-titel");
}
/* the forms of the page: an Anfrage to wait for, an address for mails */
export async function order(event) {
  event.preventDefault();
  const form = event.target, fields = Object.fromEntries(new FormData(form));
  if (!(await post(form.dataset.neues, fields))) return;
  tell(form.dataset.neues === "post" ? "Bitte sehen Sie in Ihre Mails und stimmen Sie dort zu." : "Gemerkt", 3500);
  await load(form.dataset.neues === "post" ? "#af-wege-titel" : "#af-gemerkt-titel");
}
export async function setFeed(feed) {
  if (await post("feed", { feed })) await load("#af-wege-titel");
}
export async function setPost(adresse) {
  if (await post("post", { adresse })) await load("#af-wege-titel");
}

/* the page itself; the focus goes to the head of what was changed, whose button is gone */
async function load(focus) {
  if (!(await fill("#af-neuigkeiten", "neues"))) return;
  badge(0);
  const head = focus && $(focus);
  if (head) { head.tabIndex = -1; head.focus(); }
}
window.afNeues = () => load();

/* how many are unread, at the tab */
function badge(count) {
  const tab = $$('#af-tabs > .tab-wrapper [role="tab"]').find((one) => one.textContent.trim().startsWith(LABEL));
  if (!tab) return;
  if (count) { tab.dataset.neu = count > 99 ? "99+" : count; tab.setAttribute("aria-label", `${LABEL}, ${count} ungelesen`); }
  else { delete tab.dataset.neu; tab.removeAttribute("aria-label"); }
}
export async function count() {
  clearTimeout(count.timer);
  count.timer = setTimeout(count, EVERY);
  if (document.hidden) return;
  try {
    const response = await fetch("neues/zahl");
    if (response.ok) badge((await response.json()).zahl);
  } catch { /* the next look tells */ }
}
document.addEventListener("visibilitychange", count);
