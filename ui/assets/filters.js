/* Filters: chosen in the dialog, kept in the address, shown as chips. */
import { $, $$, address, params } from "./base.js";

const FILTERS = ["wp", "ressort", "fraktion", "drs", "von", "bis"];
const WORDS = { wp: (v) => `${v}. Wahlperiode`, drs: (v) => `BT-Drs. ${v}`, von: (v) => `ab ${day(v)}`, bis: (v) => `bis ${day(v)}` };
const DAYS = ["von", "bis"];
const day = (iso) => iso.split("-").reverse().join(".");

/* "1.2.2024" as the address keeps it, 2024-02-01; null for what is no day */
function iso(text) {
  const found = /^\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\s*$/.exec(text);
  if (!found) return null;
  const [, d, m, y] = found.map(Number), date = new Date(Date.UTC(y, m - 1, d));
  const real = date.getUTCDate() === d && date.getUTCMonth() === m - 1;
  return real ? date.toISOString().slice(0, 10) : null;
}
export function checkDay(field) {
  const days = field.closest("fieldset"), [from, to] = DAYS.map((name) => $(`[name="${name}"]`, days));
  for (const one of [from, to]) {
    const wrong = one.value.trim() && !iso(one.value);
    one.setCustomValidity(wrong ? "Bitte ein Datum als TT.MM.JJJJ schreiben, zum Beispiel 31.01.2024." : "");
  }
  if (iso(from.value) > iso(to.value) && iso(to.value)) to.setCustomValidity("„Bis“ liegt vor „Ab“.");
}
export function chips() {
  const bar = $(".af-filter-chips");
  const chosen = [...params()].filter(([name]) => FILTERS.includes(name));
  if (!bar || bar.dataset.shown === JSON.stringify(chosen)) return;
  bar.dataset.shown = JSON.stringify(chosen);
  $('[data-tun="filter-merken"]').hidden = !chosen.length;
  bar.replaceChildren();
  for (const [name, value] of chosen) {
    const chip = bar.appendChild(document.createElement("button"));
    chip.type = "button";
    chip.textContent = (WORDS[name] || String)(value);
    chip.setAttribute("aria-label", `Filter entfernen: ${chip.textContent}`);
    chip.onclick = () => {
      address((given) => given.delete(name, value));
      chips();
      $('[data-tun="filter"]').focus();
    };
  }
}
export function openFilters() {
  const dialog = $("#af-filter"), given = params();
  $$("input", dialog).forEach((input) => {
    if (input.type === "checkbox") input.checked = given.getAll(input.name).includes(input.value);
    else if (DAYS.includes(input.name)) { input.value = given.has(input.name) ? day(given.get(input.name)) : ""; checkDay(input); }
  });
  dialog.showModal();
}
export function emptyFilters(form) {
  $$("input", form).forEach((input) => {
    input.checked = false;
    if (DAYS.includes(input.name)) { input.value = ""; checkDay(input); }
  });
}
export function takeFilters(dialog) {
  address((given) => {
    FILTERS.forEach((name) => given.delete(name));
    $$("input", dialog).forEach((input) => {
      const value = input.type === "checkbox" ? input.checked && input.value : DAYS.includes(input.name) && iso(input.value);
      if (value) given.append(input.name, value);
    });
  });
  chips();
}
