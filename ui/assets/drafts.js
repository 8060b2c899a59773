/* Schon gefragt?: a draft is sent, as a text or a file, and what came back is shown. */
import { $, request, takeFiles, tell, why } from "./base.js";

let under = false;
async function check(field, value) {
  if (under) return tell("Ein Entwurf wird gerade geprüft.");
  const box = $(".af-schon-ergebnis"), body = new FormData();
  body.append(field, value);
  under = true;
  box.textContent = "Der Entwurf wird geprüft; das dauert je Frage etwa eine Sekunde …";
  const answer = await request("schon-gefragt", { body, lost: (text) => { box.textContent = text; } });
  under = false;
  if (answer?.ok) box.innerHTML = answer.text;
  else if (answer) box.textContent = why(answer.text, "Der Entwurf ließ sich nicht prüfen.");
}
export function checkText(event) {
  event.preventDefault();
  const text = $("#af-entwurf").value.trim();
  if (text) check("text", text);
  else tell("Bitte fügen Sie einen Entwurf ein, oder wählen Sie eine Datei.", 3500);
}
takeFiles(".af-schon", "#af-entwurf-datei", ([file]) => { if (file) check("datei", file); });
