/* The source beside the chat, and the quote under the pointer. */
import { $, $$, phone, request, tell, why } from "./base.js";

const past = [];
let opener = null;
/* what the server says against it; where nothing else stands in the panel, it stays to be read */
function refused(text, body) {
  tell(text);
  if (past.length) return;
  const note = Object.assign(document.createElement("p"), { className: "af-note", textContent: text });
  note.setAttribute("role", "alert");
  body.replaceChildren(note);
  document.body.classList.add("af-quelle-offen");
}
export async function show(path, { remember = true, focus = true } = {}) {
  const body = $("#af-quelle .af-panel-body");
  const read = document.activeElement?.closest?.("#af-quelle .af-eintrag");
  const answer = await request(path);
  if (!answer) return;
  if (!answer.ok) return refused(why(answer.text, "Diese Stelle ist nicht mehr im Bestand."), body);
  if (remember && read && past.length) past[past.length - 1] = pathOf(new URLSearchParams(read.dataset.adresse)); // the way back leads to the Frage that was read
  body.innerHTML = answer.text;
  if (remember) past.push(path);
  $('#af-quelle [data-tun="zurueck"]').hidden = past.length < 2;
  document.body.classList.add("af-quelle-offen");
  const mark = $("mark, tr.lit", body);
  body.scrollTop = 0;
  if (mark) {
    const fold = mark.closest("details");
    if (fold) fold.open = true;
    const room = body.getBoundingClientRect();
    const below = mark.getBoundingClientRect().top - room.top;
    if (below > room.height * 0.6) body.scrollTop = below - room.height / 3; // else title and mark are both in sight
  }
  const asked = $("[data-ziel]", body);
  if (asked) body.scrollTop = asked.getBoundingClientRect().top - body.getBoundingClientRect().top - 8;
  if (focus) (asked ? $("summary", asked) : body).focus({ preventScroll: true });
}
export function source(button, options) {
  opener = button;
  $$('.af-chip[aria-expanded="true"]').forEach((chip) => chip.removeAttribute("aria-expanded"));
  if (button.classList.contains("af-chip")) button.setAttribute("aria-expanded", "true");
  const { passage, marks = "", ueber = "", spalte = "" } = button.dataset;
  const query = new URLSearchParams({ passage, marken: marks, ueber, spalte });
  return show(`quelle?${query}`, options);
}
let hint = "";
/* a paper with all its Fragen, as an address names it: papier, frage, fassung */
function pathOf(given) {
  const query = new URLSearchParams({ nummer: given.get("papier") });
  for (const name of ["frage", "fassung"]) if (given.get(name)) query.set(name, given.get(name));
  return `papier?${query}`;
}
export const addressed = (given) => show(pathOf(given));
export function paper(button) {
  opener = button;
  const { papier, nr = "", fassung = "" } = button.dataset;
  return addressed(new URLSearchParams({ papier, frage: nr, fassung }));
}
/* of the Fragen only those with one kind of answer */
export function stand(button) {
  const wanted = button.dataset.stand, room = button.closest(".af-source");
  $$('[data-tun="stand"]', room).forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
  const entries = $$(".af-eintrag", room);
  entries.forEach((entry) => { entry.hidden = Boolean(wanted) && entry.dataset.stand !== wanted; });
  const left = entries.filter((entry) => !entry.hidden).length;
  tell(`${left} von ${entries.length} Antworten`);
}
export function back() {
  past.pop();
  return show(past[past.length - 1], { remember: false });
}
/* the way back does not lead into another answer's sources */
export const forget = () => { past.length = 0; };
/* what stands in the panel before anything is opened */
export function keepHint() {
  hint = $("#af-quelle .af-panel-body").innerHTML;
}
export function emptyPanel() {
  past.length = 0;
  $("#af-quelle .af-panel-body").innerHTML = hint;
  $('#af-quelle [data-tun="zurueck"]').hidden = true;
  document.body.classList.remove("af-quelle-offen");
}
export function closePanel() {
  document.body.classList.remove("af-quelle-offen");
  if (opener && opener.isConnected) opener.focus();
}

/* the quote under the pointer */
export function preview(chip) {
  hidePreview();
  if (phone()) return;
  const box = document.body.appendChild(document.createElement("div"));
  box.id = "af-vorschau";
  box.setAttribute("role", "tooltip");
  const head = box.appendChild(document.createElement("b"));
  head.textContent = chip.dataset.label;
  box.append(chip.dataset.preview);
  chip.setAttribute("aria-describedby", box.id);
  const at = chip.getBoundingClientRect();
  const left = Math.min(at.left, innerWidth - box.offsetWidth - 12);
  const above = at.top - box.offsetHeight - 8;
  box.style.left = `${Math.max(12, left)}px`;
  box.style.top = `${above > 8 ? above : at.bottom + 8}px`;
}
export function hidePreview() {
  $("#af-vorschau")?.remove();
  $$(".af-chip[aria-describedby]").forEach((chip) => chip.removeAttribute("aria-describedby"));
}
