/* Antwortfinder: what the page does without asking Python. Text goes in by textContent; HTML comes from our server only. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const phone = () => matchMedia("(max-width: 760px)").matches;
  const FILTERS = ["wp", "ressort", "fraktion", "drs", "von", "bis"];
  const WORDS = { wp: (v) => `${v}. Wahlperiode`, drs: (v) => `BT-Drs. ${v}`, von: (v) => `ab ${day(v)}`, bis: (v) => `bis ${day(v)}` };
  const day = (iso) => iso.split("-").reverse().join(".");
  const send = (daten) => window.afEreignis && window.afEreignis(daten);

  /* the address: conversation and filters */
  const params = () => new URLSearchParams(location.search);
  function address(change) {
    const given = params();
    change(given);
    const query = given.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  }

  /* a word at the foot of the page, also for screen readers */
  function tell(text) {
    let box = $("#af-meldung");
    if (!box) {
      box = document.body.appendChild(document.createElement("div"));
      box.id = "af-meldung";
      box.setAttribute("role", "status");
    }
    box.textContent = text;
    box.classList.add("af-on");
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => box.classList.remove("af-on"), 2200);
  }

  async function copy(text, word = "Kopiert") {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      document.execCommand("copy"); // pages that are not https have no clipboard
      area.remove();
    }
    tell(word);
  }

  /* the panel beside the chat */
  const past = [];
  let opener = null;
  async function show(path, { remember = true, focus = true } = {}) {
    const body = $("#af-quelle .af-panel-body");
    let response;
    try {
      response = await fetch(path, { headers: { accept: "text/html" } });
    } catch {
      return tell("Keine Verbindung zum Antwortfinder.");
    }
    if (response.status === 401) return location.assign("/anmelden");
    if (!response.ok) return tell("Diese Stelle ist nicht mehr im Bestand.");
    body.innerHTML = await response.text();
    if (remember) past.push(path);
    $('#af-quelle [data-tun="zurueck"]').hidden = past.length < 2;
    document.body.classList.add("af-quelle-offen");
    const mark = $("mark, tr.lit", body);
    body.scrollTop = 0;
    if (mark) {
      const fold = mark.closest("details");
      if (fold) fold.open = true;
      const room = body.getBoundingClientRect();
      const below = mark.getBoundingClientRect().top - room.top;
      if (below > room.height * 0.6) body.scrollTop = below - room.height / 3; // else title and mark are both in sight
    }
    if (focus) body.focus({ preventScroll: true });
  }
  function source(button, options) {
    opener = button;
    $$('.af-chip[aria-expanded="true"]').forEach((chip) => chip.removeAttribute("aria-expanded"));
    if (button.classList.contains("af-chip")) button.setAttribute("aria-expanded", "true");
    const query = new URLSearchParams({ passage: button.dataset.passage, marken: button.dataset.marks || "" });
    return show(`quelle?${query}`, options);
  }
  let hint = "";
  function emptyPanel() {
    $("#af-quelle .af-panel-body").innerHTML = hint;
    $('#af-quelle [data-tun="zurueck"]').hidden = true;
    document.body.classList.remove("af-quelle-offen");
  }
  function closePanel() {
    document.body.classList.remove("af-quelle-offen");
    if (opener && opener.isConnected) opener.focus();
  }

  /* the quote under the pointer */
  function preview(chip) {
    hidePreview();
    if (phone()) return;
    const box = document.body.appendChild(document.createElement("div"));
    box.id = "af-vorschau";
    box.setAttribute("role", "tooltip");
    const head = box.appendChild(document.createElement("b"));
    head.textContent = chip.dataset.label;
    box.append(chip.dataset.preview);
    chip.setAttribute("aria-describedby", box.id);
    const at = chip.getBoundingClientRect();
    const left = Math.min(at.left, innerWidth - box.offsetWidth - 12);
    const above = at.top - box.offsetHeight - 8;
    box.style.left = `${Math.max(12, left)}px`;
    box.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  }
  function hidePreview() {
    $("#af-vorschau")?.remove();
    $$(".af-chip[aria-describedby]").forEach((chip) => chip.removeAttribute("aria-describedby"));
  }

  /* filters: chosen in the dialog, kept in the address, shown as chips */
  function chips() {
    const bar = $(".af-filter-chips");
    const chosen = [...params()].filter(([name]) => FILTERS.includes(name));
    if (!bar || bar.dataset.shown === JSON.stringify(chosen)) return;
    bar.dataset.shown = JSON.stringify(chosen);
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
  function openFilters() {
    const dialog = $("#af-filter"), given = params();
    $$("input", dialog).forEach((input) => {
      if (input.type === "checkbox") input.checked = given.getAll(input.name).includes(input.value);
      else if (input.name) input.value = given.get(input.name) || "";
    });
    dialog.showModal();
  }
  function takeFilters(dialog) {
    address((given) => {
      FILTERS.forEach((name) => given.delete(name));
      $$("input", dialog).forEach((input) => {
        if (input.type === "checkbox" ? input.checked : input.name && input.value) given.append(input.name, input.value);
      });
    });
    chips();
  }

  /* small dialogs for a name, a yes, a reason */
  function dialog(title, fields, ok) {
    const box = document.body.appendChild(document.createElement("dialog"));
    const form = box.appendChild(document.createElement("form"));
    form.method = "dialog";
    const head = form.appendChild(document.createElement("h2"));
    head.textContent = title;
    fields.forEach((field) => form.append(field));
    const tools = form.appendChild(document.createElement("div"));
    tools.className = "af-dialog-tools";
    const no = tools.appendChild(document.createElement("button"));
    Object.assign(no, { type: "button", className: "af-tool", textContent: "Abbrechen", onclick: () => box.close() });
    const yes = tools.appendChild(document.createElement("button"));
    Object.assign(yes, { type: "submit", className: "af-primary", textContent: ok });
    box.setAttribute("aria-label", title);
    box.addEventListener("close", () => box.remove());
    box.showModal();
    return new Promise((resolve) => form.addEventListener("submit", () => resolve(true)));
  }
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

  const ACTIONS = {
    neu: () => { send({ tun: "neu" }); ask(); },
    oeffnen: (b) => send({ tun: "oeffnen", key: b.dataset.key }),
    umbenennen: (b) => rename(b.dataset.key, b.dataset.titel),
    loeschen: (b) => remove(b.dataset.key, b.dataset.titel),
    word: (b) => location.assign(`export/${b.dataset.key}.docx`),
    markdown: (b) => location.assign(`export/${b.dataset.key}.md`),
    kopieren: (b) => copy(b.dataset.text, "Antwort mit Quellen kopiert"),
    link: (b) => copy(`${location.origin}${location.pathname}?antwort=${b.dataset.key}`, "Link kopiert"),
    gut: (b) => send({ tun: "gut", key: b.dataset.key }),
    schlecht: (b) => (b.getAttribute("aria-pressed") === "true" ? send({ tun: "schlecht", key: b.dataset.key }) : reason(b.dataset.key)),
    filter: openFilters,
    "filter-leeren": (b) => { $$("input", b.form).forEach((i) => { i.checked = false; if (i.type === "date") i.value = ""; }); },
    "dialog-zu": (b) => b.closest("dialog").close(),
    zu: closePanel,
    zurueck: () => { past.pop(); show(past[past.length - 1], { remember: false }); },
    liste: () => document.body.classList.toggle("af-liste-offen"),
  };

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
    $$(".af-menu[open]").forEach((menu) => { if (!menu.contains(event.target) || button) menu.open = false; });
    if (document.body.classList.contains("af-liste-offen") && !event.target.closest('#af-links, [data-tun="liste"], dialog')) {
      document.body.classList.remove("af-liste-offen");
    }
    if (!button) return;
    const data = button.dataset;
    if (data.tun === "oeffnen" || data.tun === "neu") document.body.classList.remove("af-liste-offen");
    if (data.tun) ACTIONS[data.tun]?.(button);
    else if (data.passage) { toChat(); source(button); }
    else if (data.papier) { toChat(); opener = button; show(`papier?${new URLSearchParams({ nummer: data.papier })}`); }
    else if (data.pdf) show(data.pdf);
    else if (data.kopie) copy(data.kopie, "Zitierweise kopiert");
    else if (data.entfernen) removePaper(data.entfernen);
    else if (button.classList.contains("af-example")) { ask(button.textContent); setTimeout(() => $("#af-senden").click(), 60); }
  });
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
      else if (phone() && document.body.classList.contains("af-quelle-offen")) closePanel();
    }
  });
  document.addEventListener("submit", (event) => { if (event.target.closest("#af-filter")) takeFilters(event.target.closest("dialog")); });
  document.addEventListener("input", (event) => {
    const field = event.target;
    const lines = field.matches(".af-narrow") ? $$("label", field.closest("fieldset")) : field.matches(".af-find") ? $$(".af-papers tbody tr") : [];
    lines.forEach((line) => { line.hidden = !line.textContent.toLowerCase().includes(field.value.toLowerCase()); });
  });

  /* own papers: one request each, so that one refused does not stop the others */
  function upload(files) {
    const list = $(".af-uploads");
    [...files].reduce((before, file) => {
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
        row.classList.toggle("af-refused", !said.gelesen);
        const reason = said.grund || said.detail || "unbekannter Grund";
        row.textContent = said.gelesen ? `${file.name}: gelesen als Drucksache ${said.gelesen.join(", ")}` : `${file.name}: nicht gelesen: ${reason}`;
        done();
      };
      form.append("datei", file);
      request.open("POST", "papiere");
      request.setRequestHeader("x-antwortfinder", "1");
      request.send(form);
    });
  }
  async function removePaper(nummer) {
    const text = Object.assign(document.createElement("p"), { textContent: `Die Drucksache ${nummer} wird aus dem Bestand genommen.` });
    if (!(await dialog("Papier entfernen?", [text], "Entfernen"))) return;
    await fetch(`papiere/entfernen?${new URLSearchParams({ nummer })}`, { method: "POST", headers: { "x-antwortfinder": "1" } });
    window.afPapiere?.();
    tell("Papier entfernt");
  }
  document.addEventListener("change", (event) => { if (event.target.id === "af-datei") { upload(event.target.files); event.target.value = ""; } });
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      const box = event.target.closest?.(".af-drop");
      if (!box) return;
      event.preventDefault();
      box.classList.toggle("af-over", name === "dragover");
      if (name === "drop") upload(event.dataTransfer.files);
    });
  }

  /* a new question goes to the top and stays there while its answer grows; the first source opens by itself */
  let last = "";
  function grown() {
    const scroller = $("#af-verlauf"), turns = $$(".af-turn", scroller), turn = turns[turns.length - 1];
    const thread = $(".af-thread", scroller);
    if (thread) {
      const key = thread.dataset.gespraech || "";
      if (key && params().get("gespraech") !== key && !params().get("antwort")) address((given) => given.set("gespraech", key));
      if (!key && turns.length === 0) address((given) => { given.delete("gespraech"); given.delete("antwort"); });
    }
    if (!turn) { if (last) emptyPanel(); last = ""; return; }
    scroller.style.setProperty("--af-room", `${scroller.clientHeight - 8}px`);
    const name = turn.dataset.antwort + (turn.hasAttribute("data-fertig") ? "!" : "");
    if (name === last) return;
    const fresh = !last.startsWith(turn.dataset.antwort);
    last = name;
    if (fresh) { scroller.scrollTo({ top: turn.offsetTop - scroller.offsetTop + 1, behavior: "instant" }); address((given) => given.delete("antwort")); }
    if (!turn.hasAttribute("data-fertig")) return;
    past.length = 0;
    const chip = $(".af-chip", turn);
    if (chip && !phone()) source(chip, { focus: false });
    if (!chip) emptyPanel(); // a source that the answer does not use is not shown beside it
  }

  function begin() {
    const scroller = $("#af-verlauf");
    if (!scroller || !$("#frage textarea")) return setTimeout(begin, 80);
    new MutationObserver(grown).observe(scroller, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-fertig", "data-antwort", "data-gespraech"] });
    new MutationObserver(chips).observe($("#af-filterleiste"), { childList: true, subtree: true });
    hint = $("#af-quelle .af-panel-body").innerHTML;
    scroller.setAttribute("aria-live", "polite");
    grown();
    chips();
    if (!phone()) ask();
  }
  document.documentElement.lang = "de";
  begin();
})();
