/* Search over one's own conversations: what is found takes the place of the list while there are words in the field. */
import { $, request, why } from "./base.js";

const PAUSE = 200; // milliseconds without typing before the server is asked
let timer = 0, last = "";
async function look(text) {
  const box = $(".af-gefunden");
  const answer = await request("gespraeche/suchen", { body: new URLSearchParams({ text }), lost: (said) => { box.textContent = said; } });
  if (!answer || text !== last) return; // other words have been typed since
  if (answer.ok) box.innerHTML = answer.text;
  else box.textContent = why(answer.text, "Das ließ sich nicht durchsuchen.");
}
export function search(field) {
  last = field.value.trim();
  clearTimeout(timer);
  document.body.classList.toggle("af-sucht", Boolean(last));
  if (last) timer = setTimeout(() => look(last), PAUSE);
  else $(".af-gefunden").replaceChildren();
}
