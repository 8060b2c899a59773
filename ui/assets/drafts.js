/* Schon gefragt?: a draft is sent, as a text or a file, and what came back is shown. */
import { $, takeFiles, tell } from "./base.js";

let under = false;
async function check(field, value) {
  if (under) return tell("Ein Entwurf wird gerade geprüft.");
  const box = $(".af-schon-ergebnis"), body = new FormData();
  body.append(field, value);
  under = true;
  box.textContent = "Der Entwurf wird geprüft; das dauert je Frage etwa eine Sekunde …";
  try {
    const answer = await fetch("schon-gefragt", { method: "POST", headers: { "x-antwortfinder": "1" }, body });
    if (answer.status === 401) return location.assign("/anmelden");
    if (answer.ok) { box.innerHTML = await answer.text(); return; }
    const said = await answer.json().catch(() => ({}));
    box.textContent = typeof said.detail === "string" ? said.detail : "Der Entwurf ließ sich nicht prüfen.";
  } catch {
    box.textContent = "Keine Verbindung zum Antwortfinder.";
  } finally {
    under = false;
  }
}
export function checkText(event) {
  event.preventDefault();
  const text = $("#af-entwurf").value.trim();
  if (text) check("text", text);
  else tell("Bitte fügen Sie einen Entwurf ein, oder wählen Sie eine Datei.", 3500);
}
takeFiles(".af-schon", "#af-entwurf-datei", ([file]) => { if (file) check("datei", file); });
