/* While the index is being made again the page says so, above the field for questions and where papers are listed. */
import { $ } from "./base.js";

const OFTEN = 5000, SELDOM = 60000; // ms: while it is said, and while there is nothing to say
const DRAWN = 300; // ms until a tab that is opened for the first time is there
const BEFORE = ["#af-eingabe", "#af-nachfragen", "#af-neuigkeiten", "#af-hochladen"];
let said = "";

export async function watchIndex() {
  if (!document.hidden) {
    try {
      said = (await (await fetch("gesund")).json()).hinweis || "";
    } catch {
      // whoever asks something is told that there is no connection
    }
    everywhere();
  }
  setTimeout(watchIndex, said ? OFTEN : SELDOM);
}
addEventListener("click", ({ target }) => {
  if (said && target.closest?.('[role="tab"]')) setTimeout(everywhere, DRAWN);
});

function everywhere() {
  BEFORE.forEach((place, nth) => say($(place), nth === 0));
}

function say(place, aloud) {
  if (!place) return;
  let box = place.previousElementSibling;
  if (!box?.matches(".af-hinweis")) {
    if (!said) return;
    box = document.createElement("p");
    box.className = "af-hinweis";
    if (aloud) box.setAttribute("role", "status");
    place.before(box);
  }
  if (!said) box.remove();
  else if (box.textContent !== said) box.textContent = said;
}
