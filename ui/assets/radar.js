/* Counted answers: fetched when somebody opens them, counted anew as chosen, the list behind a number beside or below. */
import { $, request, tell, why } from "./base.js";
import { show } from "./source.js";

async function count(query) {
  const room = $(".af-radar-raum");
  room.hidden = false;
  $('[data-tun="radar"]').hidden = true; // the form has the same button
  if (!room.firstChild) room.textContent = "Die Antworten werden ausgezählt …";
  const answer = await request(`radar?${query}`, { lost: (text) => { room.textContent = text; } });
  if (answer?.ok) room.innerHTML = answer.text;
  else if (answer) tell(why(answer.text, "Die Antworten ließen sich nicht auszählen."), 3500);
}
export const openRadar = () => count("");
export function countChosen(event) {
  event.preventDefault();
  const given = [...new FormData(event.target)].filter(([, value]) => String(value).trim());
  count(new URLSearchParams(given));
}
/* among the papers below the table, where there is room; beside a chat's answer in the panel */
export async function openList(button) {
  const below = button.closest(".af-radar-raum");
  if (!below) return show(button.dataset.liste);
  const answer = await request(button.dataset.liste), room = $(".af-radar-liste", below);
  if (!answer?.ok) return answer && tell(why(answer.text, "Diese Liste ließ sich nicht öffnen."), 3500);
  room.innerHTML = answer.text;
  room.scrollIntoView({ block: "start" });
  $("h3", room).focus({ preventScroll: true });
}
