/* Own papers: dropped, read one after the other, removed. */
import { $, dialog, takeFiles, tell } from "./base.js";

/* own papers: one request each, so that one refused does not stop the others */
function upload(files) {
  const list = $(".af-uploads");
  files.reduce((before, file) => {
    const row = list.appendChild(document.createElement("li"));
    row.textContent = `${file.name}: wartet`;
    return before.then(() => uploadOne(file, row));
  }, Promise.resolve()).then(() => window.afPapiere && window.afPapiere());
}
function uploadOne(file, row) {
  return new Promise((done) => {
    const request = new XMLHttpRequest(), form = new FormData();
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", `${file.name} wird übertragen`);
    row.replaceChildren(`${file.name}: wird übertragen`, bar);
    request.upload.onprogress = (event) => { bar.max = event.total; bar.value = event.loaded; };
    request.upload.onload = () => { bar.removeAttribute("value"); row.firstChild.textContent = `${file.name}: wird gelesen`; };
    request.onloadend = () => {
      let said = {};
      try { said = JSON.parse(request.responseText); } catch { said = { grund: "keine Antwort vom Antwortfinder" }; }
      const reason = said.grund || said.detail || (said.gelesen ? "" : "unbekannter Grund");
      row.classList.toggle("af-refused", Boolean(reason));
      const read = said.gelesen && `gelesen als Drucksache ${said.gelesen.join(", ")}`;
      row.textContent = `${file.name}: ${[read, reason && `nicht gelesen: ${reason}`].filter(Boolean).join("; ")}`;
      done();
    };
    form.append("datei", file);
    request.open("POST", "papiere");
    request.setRequestHeader("x-antwortfinder", "1");
    request.send(form);
  });
}
export async function removePaper(nummer) {
  const text = Object.assign(document.createElement("p"), { textContent: `Die Drucksache ${nummer} wird aus dem Bestand genommen.` });
  if (!(await dialog("Papier entfernen?", [text], "Entfernen"))) return;
  const gone = await fetch(`papiere/entfernen?${new URLSearchParams({ nummer })}`, { method: "POST", headers: { "x-antwortfinder": "1" } });
  window.afPapiere?.();
  tell(gone.ok ? "Papier entfernt" : "Das Papier ließ sich nicht entfernen.");
}
/* fetching papers: begun here, and how far it is asked for again and again while a run is at work */
export async function sync() {
  const begun = await fetch("papiere/abgleich", { method: "POST", headers: { "x-antwortfinder": "1" } }).catch(() => null);
  const said = (await begun?.json().catch(() => null)) || {};
  tell(begun?.ok && !said.grund ? "Der Abgleich läuft" : said.grund || said.detail || "Der Abgleich ließ sich nicht beginnen.");
  await standing();
}
async function standing() {
  const box = $(".af-sync"), going = box?.dataset.laeuft;
  const answer = await fetch("papiere/abgleich").catch(() => null);
  if (!answer?.ok || !box) return;
  const open = $("details[open]", box); // who reads what failed is not disturbed
  if (!open || going) box.outerHTML = await answer.text();
  if (going && !$(".af-sync")?.dataset.laeuft) window.afPapiere?.(); // what came is in the list now
}
setInterval(() => { if (!document.hidden && $(".af-sync")?.dataset.laeuft) standing(); }, 2000);
takeFiles("#af-papiere", "#af-datei", upload);
