/* Nachfragen: drafted from an answer, worded further in the tab "Entwurf"; every change is kept at once. */
import { $, dialog, request, tell, why } from "./base.js";

const PAUSE = 600; // milliseconds without a key pressed after which what was typed is sent
let kept = Promise.resolve(); // what was sent last: nothing is read before it is kept

/* send a form's fields; what came back, or null after saying what went wrong */
async function post(path, fields) {
  const answer = await request(`nachfragen/${path}`, { body: new URLSearchParams(fields), lost: (text) => tell(text, 5000) });
  if (!answer) return null;
  if (answer.ok) return JSON.parse(answer.text);
  tell(why(answer.text, "Das ging nicht."), 5000);
  return null;
}
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
  const answer = await request("nachfragen");
  if (!answer) return;
  if (!answer.ok) return tell("Das ließ sich nicht laden.");
  $("#af-nachfragen .html-container > div, #af-nachfragen").innerHTML = answer.text;
  if (focus) $("#af-nachfragen-titel").focus();
}
window.afNachfragen = () => load(false);
