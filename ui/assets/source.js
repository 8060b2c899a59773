/* The source beside the chat, and the quote under the pointer. */
import { $, $$, phone, tell } from "./base.js";

const past = [];
let opener = null;
export async function show(path, { remember = true, focus = true } = {}) {
  const body = $("#af-quelle .af-panel-body");
  let response;
  try {
    response = await fetch(path, { headers: { accept: "text/html" } });
  } catch {
    return tell("Keine Verbindung zum Antwortfinder.");
  }
  if (response.status === 401) return location.assign("/anmelden");
  if (!response.ok) return tell("Diese Stelle ist nicht mehr im Bestand.");
  body.innerHTML = await response.text();
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
  if (focus) body.focus({ preventScroll: true });
}
export function source(button, options) {
  opener = button;
  $$('.af-chip[aria-expanded="true"]').forEach((chip) => chip.removeAttribute("aria-expanded"));
  if (button.classList.contains("af-chip")) button.setAttribute("aria-expanded", "true");
  const { passage, marks = "", ueber = "" } = button.dataset;
  const query = new URLSearchParams({ passage, marken: marks, ueber });
  return show(`quelle?${query}`, options);
}
let hint = "";
/* a paper with all its Fragen */
export function paper(button) {
  opener = button;
  return show(`papier?${new URLSearchParams({ nummer: button.dataset.papier })}`);
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
