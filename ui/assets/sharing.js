/* Sharing: with whom, what they would see, the link; what is shared, taken back. */
import { $, copy, dialog, sendForm, tell } from "./base.js";
import { show } from "./source.js";

const post = (path, fields) => sendForm(`teilen${path}`, fields, { otherwise: "Das ließ sich nicht teilen.", ms: 7000, lost: tell });
const absolute = (path) => `${location.origin}${location.pathname}${path}`;

/* a conversation or an answer: first with whom, then what they would see, then it is shared */
export async function share(what) {
  const label = Object.assign(document.createElement("label"), { textContent: "Name, unter dem sich die Kollegin oder der Kollege anmeldet" });
  const field = label.appendChild(Object.assign(document.createElement("input"), { type: "text", maxLength: 200, autocomplete: "off" }));
  const hint = Object.assign(document.createElement("p"), { className: "af-quiet", textContent: "Ohne Namen entsteht ein Link für alle, die sich hier anmelden können. Geteilt wird erst nach der Rückfrage." });
  if (!(await dialog("Teilen", [label, hint], "Weiter"))) return;
  const fields = { ...what, name: field.value.trim() };
  const offer = await post("/pruefen", fields);
  if (!offer) return;
  const box = document.createElement("div");
  box.innerHTML = offer.html;
  if (!(await dialog("Wirklich teilen?", [box], "Teilen"))) return;
  const shared = await post("", { ...fields, bis: offer.bis });
  if (shared) copy(absolute(shared.adresse), "Geteilt. Der Link ist kopiert.");
}
export const shares = () => show("teilen");
export const copyShare = (button) => copy(absolute(`geteilt/${button.dataset.freigabe}`), "Link kopiert");
export async function endShare(button) {
  const text = Object.assign(document.createElement("p"), { textContent: "Wer den Link hat, sieht dann nichts mehr." });
  if (!(await dialog("Freigabe zurücknehmen?", [text], "Zurücknehmen"))) return;
  if (!(await post("/zuruecknehmen", { freigabe: button.dataset.freigabe }))) return;
  await show("teilen", { remember: false });
  $("#af-geteilt-titel")?.focus();
  tell("Zurückgenommen");
}
