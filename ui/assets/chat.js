/* Antwortfinder: what the page does without asking Python. Text goes in by textContent; HTML comes from our server only. */
import { $, $$, address, copy, dialog, params, phone, send, tell } from "./base.js";
import { checkText } from "./drafts.js";
import { clearFollowUps, draftFollowUp, raiseFollowUp, removeFollowUp } from "./followups.js";
import { checkDay, chips, emptyFilters, onlyPaper, openFilters, takeFilters } from "./filters.js";
import { speakGerman } from "./german.js";
import { watchIndex } from "./healing.js";
import { count, forget as forgetKept, keepFilters, keepTurn, order, setFeed, setPost } from "./news.js";
import { removePaper, sync } from "./papers.js";
import { countChosen, openList, openRadar } from "./radar.js";
import { search } from "./search.js";
import { copyShare, endShare, share, shares } from "./sharing.js";
import { addressed, back, closePanel, emptyPanel, forget, hidePreview, keepHint, paper, preview, show, source, stand } from "./source.js";

async function rename(key, title) {
  const input = Object.assign(document.createElement("input"), { type: "text", value: title, maxLength: 80 });
  input.setAttribute("aria-label", "Neuer Name");
  if (await dialog("Gespräch umbenennen", [input], "Umbenennen")) send({ tun: "umbenennen", key, text: input.value });
}
async function remove(key, title) {
  const text = Object.assign(document.createElement("p"), { textContent: `„${title}“ wird mit allen Antworten gelöscht.` });
  if (await dialog("Gespräch löschen?", [text], "Löschen")) send({ tun: "loeschen", key });
}
function reason(key) {
  const box = $("#af-grund"), form = $("form", box);
  form.reset();
  form.onsubmit = () => {
    const chosen = form.elements.grund.value, note = form.elements.anmerkung.value.trim();
    send({ tun: "schlecht", key, text: [chosen, note].filter(Boolean).join(": ") });
    tell("Danke. Ein Entwurf für die Prüfung ist angelegt.");
  };
  box.showModal();
}

/* a conversation, at the turn that was found in it */
function openAt(button) {
  goal = button.dataset.zug || "";
  const there = goal && $(`#antwort-${CSS.escape(goal)}`);
  if (there) { goal = ""; toTurn(there); }
  else send({ tun: "oeffnen", key: where(button).key });
}
/* which conversation a button of the list belongs to */
const where = (button) => button.closest("[data-key]").dataset;
const ACTIONS = {
  neu: () => { send({ tun: "neu" }); ask(); },
  alle: () => send({ tun: "alle" }),
  oeffnen: openAt,
  umbenennen: (b) => rename(where(b).key, where(b).titel),
  loeschen: (b) => remove(where(b).key, where(b).titel),
  word: (b) => location.assign(`export/${where(b).key}.docx`),
  markdown: (b) => location.assign(`export/${where(b).key}.md`),
  kopieren: (b) => copy(b.dataset.text, "Antwort mit Quellen kopiert"),
  link: (b) => copy(`${location.origin}${location.pathname}?antwort=${b.dataset.key}`, "Link kopiert"),
  gut: (b) => send({ tun: "gut", key: b.dataset.key }),
  schlecht: (b) => (b.getAttribute("aria-pressed") === "true" ? send({ tun: "schlecht", key: b.dataset.key }) : reason(b.dataset.key)),
  teilen: (b) => share(b.dataset.zug ? { antwort: b.dataset.zug } : { gespraech: where(b).key }),
  geteilt: () => { toChat(); shares(); },
  "freigabe-link": copyShare,
  "freigabe-ende": endShare,
  merken: keepTurn,
  nachfrage: draftFollowUp,
  "nachfrage-hoch": raiseFollowUp,
  "nachfrage-weg": removeFollowUp,
  "nachfragen-leeren": clearFollowUps,
  "filter-merken": keepFilters,
  vergessen: forgetKept,
  feed: (b) => setFeed(b.dataset.feed),
  "post-zu": () => setPost(""),
  filter: openFilters,
  "filter-leeren": (b) => emptyFilters(b.form),
  "dialog-zu": (b) => b.closest("dialog").close(),
  zu: closePanel,
  zurueck: back,
  adresse: (b) => copy(`${location.origin}${location.pathname}${b.dataset.adresse}`, "Link kopiert"),
  "nur-hier": (b) => { onlyPaper(b.dataset.drs); if (phone()) closePanel(); ask(); },
  stand,
  abgleichen: sync,
  radar: openRadar,
  liste: () => document.body.classList.toggle("af-liste-offen"),
};

/* the question has gone: the field is free for the next one; a question that is refused comes back into it */
let asked = "";
const OPENED = ["stelle", "marken", "papier", "frage", "fassung"];
window.afGefragt = (text) => {
  asked = text;
  address((given) => OPENED.forEach((name) => given.delete(name))); // the answer opens a source of its own
  ask("");
};
window.afAbgelehnt = () => { if (!$("#frage textarea").value) ask(asked); };

function ask(text) {
  const field = $("#frage textarea");
  if (text !== undefined) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.focus();
  return field;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button, [data-tun]");
  const skip = event.target.closest(".af-skip");
  if (skip) { event.preventDefault(); toChat(); if (skip.hash === "#frage") ask(); else toAnswer(); }
  $$(".af-menu[open]").forEach((menu) => { if (!menu.contains(event.target) || button) menu.open = false; });
  if (document.body.classList.contains("af-liste-offen") && !event.target.closest('#af-links, [data-tun="liste"], dialog')) {
    document.body.classList.remove("af-liste-offen");
  }
  if (!button) return;
  const data = button.dataset;
  if (data.tun === "oeffnen" || data.tun === "neu") document.body.classList.remove("af-liste-offen");
  if (data.tun) ACTIONS[data.tun]?.(button);
  else if (data.passage) { toChat(); source(button); }
  else if (data.papier) { toChat(); paper(button); }
  else if (data.liste) openList(button);
  else if (data.pdf) show(data.pdf);
  else if (data.kopie) copy(data.kopie, data.gesagt || "Zitierweise kopiert");
  else if (data.entfernen) removePaper(data.entfernen);
  else if (data.frage || button.classList.contains("af-example")) { toChat(); ask(data.frage || button.textContent); setTimeout(() => $("#af-senden").click(), 60); }
});
/* past the list of conversations to the last answer */
function toAnswer() {
  const turn = $$(".af-turn").pop() || $(".af-welcome");
  turn.tabIndex = -1;
  turn.focus();
}
/* a paper opened from the list of papers is shown beside the chat */
function toChat() {
  const tab = $$('#af-tabs > .tab-wrapper [role="tab"]')[0];
  if (tab && tab.getAttribute("aria-selected") !== "true") tab.click();
}

for (const name of ["mouseover", "focusin"]) {
  document.addEventListener(name, (event) => {
    const chip = event.target.closest?.(".af-chip");
    if (chip && !(name === "focusin" && !chip.matches(":focus-visible"))) preview(chip);
  });
}
for (const name of ["mouseout", "focusout"]) document.addEventListener(name, (event) => { if (event.target.closest?.(".af-chip")) hidePreview(); });

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); toChat(); ask().select(); }
  if (event.key === "Escape" && !$("dialog[open]")) {
    if ($("#af-vorschau")) hidePreview();
    else if ($(".af-menu[open]")) $(".af-menu[open]").open = false;
    else if (document.body.classList.contains("af-liste-offen")) document.body.classList.remove("af-liste-offen");
    else if (phone() ? document.body.classList.contains("af-quelle-offen") : event.target.closest("#af-quelle")) closePanel();
  }
});
document.addEventListener("submit", (event) => {
  if (event.target.closest("#af-filter")) takeFilters(event.target.closest("dialog"));
  if (event.target.dataset.neues) order(event);
  if (event.target.matches(".af-schon-form")) checkText(event);
  if (event.target.matches(".af-radar-form")) countChosen(event);
});
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches("#af-suchfeld")) search(field);
  if (field.matches(".af-day")) checkDay(field);
  if (field.matches("#frage textarea") && field.maxLength > 0 && field.value.length >= field.maxLength) {
    tell(`Eine Frage hat höchstens ${field.maxLength.toLocaleString("de")} Zeichen; was darüber war, fehlt.`);
  }
  const lines = field.matches(".af-narrow") ? $$("label", field.closest("fieldset")) : field.matches(".af-find") ? $$(".af-papers tbody tr") : [];
  lines.forEach((line) => { line.hidden = !line.textContent.toLowerCase().includes(field.value.toLowerCase()); });
});

/* a new question goes to the top and stays there while its answer grows; the first source opens by itself */
let last = "", shown = null, goal = "";
function toTurn(turn) {
  const scroller = $("#af-verlauf");
  scroller.scrollTo({ top: turn.offsetTop - scroller.offsetTop + 1, behavior: "instant" });
}
function grown() {
  const scroller = $("#af-verlauf"), turns = $$(".af-turn", scroller), turn = turns[turns.length - 1];
  const thread = $(".af-thread", scroller);
  const key = thread?.dataset.gespraech || "";
  if (thread && key !== shown) { // the way back changes the address before the thread: only a new thread changes it
    const step = shown !== null; // what a page opens with is no step on the way
    shown = key;
    if (key && params().get("gespraech") !== key && !params().get("antwort")) address((given) => given.set("gespraech", key), { step });
    if (!key && turns.length === 0 && (params().has("gespraech") || params().has("antwort"))) {
      address((given) => { given.delete("gespraech"); given.delete("antwort"); }, { step });
    }
  }
  if (!turn) { if (last) emptyPanel(); last = ""; return; }
  scroller.style.setProperty("--af-room", `${scroller.clientHeight - 8}px`);
  const name = turn.dataset.antwort + (turn.hasAttribute("data-fertig") ? "!" : "");
  if (name === last) return;
  const fresh = !last.startsWith(turn.dataset.antwort);
  last = name;
  if (fresh) { toTurn((goal && $(`#antwort-${CSS.escape(goal)}`)) || turn); goal = ""; address((given) => { given.delete("antwort"); if (key) given.set("gespraech", key); }); }
  if (!turn.hasAttribute("data-fertig")) return;
  forget();
  const chip = $(".af-chip", turn);
  if (chip && !phone()) source(chip, { focus: false });
  if (!chip) emptyPanel(); // a source that the answer does not use is not shown beside it
}

/* on paper a list is whole */
let folded = [];
addEventListener("beforeprint", () => { folded = $$(".af-mehr:not([open])"); folded.forEach((list) => { list.open = true; }); });
addEventListener("afterprint", () => folded.forEach((list) => { list.open = false; }));

/* the browser's way back and forth leads to the conversation shown then */
addEventListener("popstate", () => {
  chips();
  const key = params().get("gespraech");
  if (params().has("antwort")) location.reload();
  else send(key ? { tun: "oeffnen", key } : { tun: "neu" });
});

function begin() {
  const scroller = $("#af-verlauf");
  if (!scroller || !$("#frage textarea")) return setTimeout(begin, 80);
  new MutationObserver(grown).observe(scroller, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-fertig", "data-antwort", "data-gespraech"] });
  new MutationObserver(chips).observe($("#af-filterleiste"), { childList: true, subtree: true });
  keepHint();
  scroller.setAttribute("aria-live", "polite");
  grown();
  chips();
  if (!phone()) ask();
  named();
  count();
  watchIndex();
}
/* the place or paper that the address names: mails and feeds lead here */
function named() {
  const given = params(), stelle = given.get("stelle");
  if (stelle) show(`quelle?${new URLSearchParams({ passage: stelle, marken: given.get("marken") || "" })}`);
  else if (given.get("papier")) addressed(given);
}
document.documentElement.lang = "de";
speakGerman();
begin();
