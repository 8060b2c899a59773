/* Nachfragen: drafted from an answer, worded further in the tab "Entwurf"; every change is kept at once. */
import { $, dialog, fill, sendForm, tell } from "./base.js";

const PAUSE = 600; // milliseconds without a key pressed after which what was typed is sent
let kept = Promise.resolve(); // what was sent last: nothing is read before it is kept

const post = (path, fields) => sendForm(`nachfragen/${path}`, fields, { otherwise: "Das ging nicht.", ms: 5000 });
export async function draftFollowUp(button) {
  const said = await post("entwerfen", { drucksache: button.dataset.drs, frage: button.dataset.nr });
  if (!said) return;
  const many = said.anzahl === 1 ? "1 Frage" : `${said.anzahl} Fragen`;
  tell(said.neu ? `Die Nachfrage steht im Tab „Entwurf“ (${many}).` : "Diese Nachfrage steht schon im Tab „Entwurf“.", 4000);
}

/* what is typed is sent after a pause, and when the field is left */
const waiting = new Map();
function keep(field) {
  clearTimeout(waiting.get(field));
  waiting.delete(field);
  kept = kept.then(() => post("aendern", { feld: field.dataset.nachfrage, text: field.value }));
  return kept;
}
document.addEventListener("input", ({ target }) => {
  if (!target.dataset?.nachfrage) return;
  clearTimeout(waiting.get(target));
  waiting.set(target, setTimeout(() => keep(target), PAUSE));
});
document.addEventListener("change", ({ target }) => { if (waiting.has(target)) keep(target); });
document.addEventListener("visibilitychange", () => { [...waiting.keys()].forEach(keep); });

export async function raiseFollowUp(button) {
  if (await post("vorziehen", { feld: button.dataset.feld })) await load(true);
}
export async function removeFollowUp(button) {
  if (await post("entfernen", { feld: button.dataset.feld })) await load(true);
}
export async function clearFollowUps() {
  const text = Object.assign(document.createElement("p"), { textContent: "Alle Nachfragen, der Titel und die Vorbemerkung werden gelöscht." });
  if (await dialog("Entwurf löschen?", [text], "Löschen") && await post("entfernen", {})) await load(true);
}

/* the section itself; after a change the focus goes to its head, for the button pressed is gone */
async function load(focus) {
  [...waiting.keys()].forEach(keep);
  await kept;
  if (await fill("#af-nachfragen", "nachfragen") && focus) $("#af-nachfragen-titel").focus();
}
window.afNachfragen = () => load(false);
