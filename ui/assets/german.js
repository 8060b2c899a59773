/* What Gradio's page says in English of its own, in German: it takes these words from no catalogue. */
import { $$ } from "./base.js";

const WORDS = [
  [/^Connection to the server was lost.*$/, "Die Verbindung zum Antwortfinder ist weg. Sie wird wieder gesucht …"],
  [/^Connection re-?established.*$/i, "Die Verbindung zum Antwortfinder ist wieder da."],
  [/^Invalid file types?: (.*)\. Only (.*) allowed\.$/, "$1: Diese Dateiart geht nicht. Erlaubt sind: $2."],
];
function translate(box) {
  const said = box.textContent.trim();
  const [english, german] = WORDS.find(([one]) => one.test(said)) || [];
  if (english) box.textContent = said.replace(english, german);
}
export function speakGerman() {
  new MutationObserver(() => $$('[data-testid="toast-text"]').forEach(translate)).observe(document.body, { childList: true, subtree: true });
}
