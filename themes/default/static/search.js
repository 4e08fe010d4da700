// The search page. The address holds the whole state (?q=…&tag=…&sort=…&show=…&steps=…), so a
// search can be shared and the back button works. All words come from the page, which knows the
// reader's language. The search itself runs in search-worker.js.

const PAGE = 10; // results shown at first: each costs a file
const STEP = 20; // and this many more at a time
const REST = 600; // ms without a newer search, after which a reader may want to narrow this one
const FACETS = ["place", "tag", "outlet", "year", "language"];
const SHORT = 8; // values of a facet shown at first
const SORTS = ["newest", "oldest"];

const $ = (id) => document.getElementById(id);
const finder = $("_finder");
const field = $("_q");
const words = finder.dataset;
const lang = document.documentElement.lang;
const plural = new Intl.PluralRules(lang);
// The digits that the pages have, also where the language has its own.
const number = new Intl.NumberFormat(lang, { numberingSystem: "latn" });
const languages = new Map(
  [...$("_languages").children].map((item) => [item.dataset.code, item.textContent]),
);
const directions = new Map(
  [...$("_languages").children].map((item) => [item.dataset.code, item.dataset.direction]),
);

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
const name = (facet, value) => (facet === "language" && languages.get(value)) || value;

// --- The state and the address -------------------------------------------------------------

let state;
let typing = false; // the newest history entry is a query that is still being typed

function readAddress() {
  const p = new URLSearchParams(location.search);
  state = {
    q: (p.get("q") ?? "").trim(),
    filters: Object.fromEntries(FACETS.map((f) => [f, new Set(p.getAll(f).filter(Boolean))])),
    sort: SORTS.includes(p.get("sort")) ? p.get("sort") : "",
    show: Math.max(PAGE, Math.min(parseInt(p.get("show"), 10) || PAGE, 1000)),
    steps: Math.max(1, Math.min(parseInt(p.get("steps"), 10) || 1, 1000)),
  };
}

function writeAddress(committed = true) {
  const p = new URLSearchParams();
  if (state.q) p.set("q", state.q);
  for (const f of FACETS) for (const value of state.filters[f]) p.append(f, value);
  if (state.sort) p.set("sort", state.sort);
  if (state.show > PAGE) p.set("show", state.show);
  if (state.steps > 1) p.set("steps", state.steps);
  const address = location.pathname + (p.size ?? [...p].length ? "?" + p : "");
  if (address !== location.pathname + location.search) {
    // While the reader types, one history entry is kept up to date; it is not one per letter.
    if (typing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    typing = !committed;
  } else if (committed) typing = false;
}

const chosen = () => FACETS.flatMap((f) => [...state.filters[f]].map((value) => [f, value]));

// --- The index -----------------------------------------------------------------------------

let worker;
let calls = 0;
const waiting = new Map(); // number of a call -> what to do with its answer

/** Calls a function of the worker; fails when that does. */
function ask(call, ...args) {
  if (!worker) {
    worker = new Worker(words.worker, { type: "module" });
    worker.addEventListener("message", ({ data: { id, value, error } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) resolve(value);
      else reject(new Error(error));
    });
    worker.addEventListener("error", () => {
      // The worker itself could not be loaded; the next search tries again.
      for (const { reject } of waiting.values()) reject(new Error("no worker"));
      waiting.clear();
      worker = undefined;
    });
    const pagefind = new URL(words.pagefind, location.href).href;
    ask("site", { pagefind, base: words.base, lang }).catch(() => {});
  }
  return new Promise((resolve, reject) => {
    waiting.set(++calls, { resolve, reject });
    worker.postMessage({ id: calls, call, args });
  });
}

/** The search that the state describes; filters of one facet may be left out. */
const wanted = (except) => ({
  query: state.q,
  filters: filtersFor(except),
  sort: state.sort,
  steps: state.steps,
});

/** Filters for the index: values of one facet are alternatives, facets narrow one another. */
function filtersFor(except) {
  const filters = {};
  for (const f of FACETS) {
    const values = [...state.filters[f]];
    if (f !== except && values.length) filters[f] = values.length > 1 ? { any: values } : values[0];
  }
  return filters;
}

/** Numbers for the facets. A facet with a choice counts what its other values would add. */
async function facetCounts(counted) {
  const chosen = FACETS.filter((f) => state.q && state.filters[f].size);
  const [all, ...wider] = await Promise.all([
    counted ?? ask("counts", wanted()),
    ...chosen.map((f) => ask("counts", wanted(f), filtersFor().year)),
  ]);
  const counts = { ...all };
  chosen.forEach((f, i) => (counts[f] = wider[i][f]));
  return counts;
}

// --- Searching -----------------------------------------------------------------------------

let failed = false;
let turn = 0; // a newer search makes an older one's answer worthless

async function run() {
  const mine = ++turn;
  const filtered = chosen().length > 0;
  $("_help").hidden = Boolean(state.q || filtered);
  finder.hidden = !(state.q || filtered);
  showChosen();
  if (finder.hidden) return;
  $("_sort").value = state.sort;
  $("_results").setAttribute("aria-busy", "true");
  const busy = setTimeout(() => ($("_status").textContent = words.busy), 300);
  try {
    // Never without a word: the index would have to load every article.
    const found = state.q ? await ask("search", mine, { ...wanted(), show: state.show }) : null;
    if (mine !== turn) return;
    clearTimeout(busy);
    failed = false;
    show(found, filtered);
    // The numbers need files of their own, as large as the rest: who still types does without.
    if (found && !found.counts) await facetsWanted(mine);
    if (mine !== turn) return;
    const counts = await facetCounts(found?.counts);
    if (mine === turn) showFacets(counts);
  } catch (error) {
    if (mine !== turn) return;
    console.error(error);
    failed = true;
    show(null, filtered);
    $("_status").textContent = words.failed;
    $("_help").hidden = false;
  } finally {
    clearTimeout(busy);
  }
}

/** Waits until the facets are open, and the reader has rested or begun a newer search. */
async function facetsWanted(mine) {
  const facets = $("_facets");
  while (!facets.open) await new Promise((done) => facets.addEventListener("toggle", done, { once: true }));
  if (mine === turn) await new Promise((done) => setTimeout(done, REST));
}

let count = 0; // of all results of the search on show

function show(found, filtered) {
  count = found?.count ?? 0;
  $("_status").textContent = !found
    ? words.within
    : count
      ? fill(plural.select(count) === "one" ? words.foundOne : words.foundOther, {
          count: number.format(count),
          query: state.q,
        })
      : fill(words.none, { query: state.q });
  $("_results").replaceChildren(...(found?.shown ?? []).map(resultItem));
  $("_results").removeAttribute("aria-busy");
  $("_order").hidden = count < 2;
  $("_none").hidden = !found || count > 0;
  $("_none_filters").hidden = !filtered;
  $("_more").hidden = count <= state.show;
  showReach(found);
}

/** How far the search has come, when that is not everywhere. */
function showReach(found) {
  $("_reach").hidden = !found || found.complete;
  if ($("_reach").hidden) return;
  const [from, to] = found.days.map((day) => Number(day.slice(0, 4)));
  const years = from === to ? String(from) : fill(words.years, { from, to });
  $("_reach").firstElementChild.textContent = fill(words.searched, { years });
  $("_further").textContent = state.sort === "oldest" ? words.later : words.earlier;
}

function resultItem({ url, meta, excerpt }) {
  const item = $("_result").content.firstElementChild.cloneNode(true);
  const link = item.querySelector("a");
  link.href = url;
  link.textContent = meta.title;
  item.querySelector(".when").textContent = meta.date ?? "";
  item.querySelector(".outlet").textContent = meta.outlet ?? "";
  const summary = item.querySelector(".summary span");
  summary.append(...markedText(excerpt));
  if (meta.language && meta.language !== lang) {
    // The direction on the paragraph, not in it: the ellipsis of a cut excerpt stands where its text ends.
    for (const element of [link, summary.parentElement]) {
      element.lang = meta.language;
      element.dir = directions.get(meta.language) ?? "auto";
    }
  }
  return item;
}

/** An excerpt's text with its marks, and nothing else that may stand in it. */
function markedText(html) {
  const parsed = new DOMParser().parseFromString(html ?? "", "text/html");
  const nodes = [];
  const walk = (node, marked) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        const text = document.createTextNode(child.data);
        if (!marked) nodes.push(text);
        else {
          const mark = document.createElement("mark");
          mark.append(text);
          nodes.push(mark);
        }
      } else if (child.nodeType === Node.ELEMENT_NODE) {
        walk(child, marked || child.localName === "mark");
      }
    }
  };
  walk(parsed.body, false);
  return nodes;
}

// --- Facets --------------------------------------------------------------------------------

const expanded = new Set();
let lastCounts = {};

function showFacets(counts) {
  lastCounts = counts;
  const active = document.activeElement;
  const focused = active?.closest?.("[data-facet]") && active.value !== undefined
    ? [active.closest("[data-facet]").dataset.facet, active.value]
    : null;
  for (const box of document.querySelectorAll("[data-facet]")) {
    const facet = box.dataset.facet;
    const selected = state.filters[facet];
    const values = new Map(Object.entries(counts[facet] ?? {}).filter(([, n]) => n > 0));
    for (const value of selected) if (!values.has(value)) values.set(value, 0);
    // Chosen values first, then the most used; of years, the newest.
    const sorted = [...values].sort(
      ([a, n], [b, m]) =>
        selected.has(b) - selected.has(a) ||
        (facet === "year" ? b - a : m - n) ||
        name(facet, a).localeCompare(name(facet, b), lang),
    );
    box.hidden = sorted.length < 2 && !selected.size;
    const open = expanded.has(facet);
    const visible = open ? sorted : sorted.slice(0, Math.max(SHORT, selected.size));
    box.querySelector("ul").replaceChildren(
      ...visible.map(([value, n]) => {
        const item = $("_value").content.firstElementChild.cloneNode(true);
        const input = item.querySelector("input");
        input.value = value;
        input.checked = selected.has(value);
        item.querySelector(".name").textContent = name(facet, value);
        item.querySelector(".n").textContent = number.format(n);
        if (focused && focused[0] === facet && focused[1] === value) {
          queueMicrotask(() => input.focus({ preventScroll: true }));
        }
        return item;
      }),
    );
    const toggle = box.querySelector("button");
    toggle.hidden = sorted.length <= SHORT;
    toggle.setAttribute("aria-expanded", open);
    toggle.textContent = open
      ? words.fewer
      : fill(words.all, { count: number.format(sorted.length) });
  }
}

/** The filters in force, each with a button that takes it away. */
function showChosen() {
  const all = chosen();
  $("_chosen").hidden = !all.length;
  $("_chosen").firstElementChild.replaceChildren(
    ...all.map(([facet, value]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "chip";
      button.textContent = name(facet, value);
      button.setAttribute("aria-label", fill(words.remove, { name: name(facet, value) }));
      button.addEventListener("click", () => {
        state.filters[facet].delete(value);
        changed();
        // The button is gone; the reader goes on from the next one, or from the field.
        ($("_chosen").querySelector("button.chip") ?? field).focus();
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
  $("_chosen").lastElementChild.hidden = all.length < 2;
}

// --- What the reader does ------------------------------------------------------------------

function changed(committed = true) {
  state.show = PAGE;
  state.steps = 1;
  writeAddress(committed);
  return run();
}

let pause;
field.addEventListener("input", () => {
  clearTimeout(pause);
  ask("load").catch(() => {}); // the search that follows tells what failed
  pause = setTimeout(() => {
    state.q = field.value.trim();
    changed(false);
  }, 250);
});

$("_form").addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  const same = state.q === field.value.trim();
  state.q = field.value.trim();
  if (same && !failed) writeAddress();
  else changed();
});
// Leaving the field ends the typing: what follows is a new step back in history.
field.addEventListener("change", () => (typing = false));

$("_facets").addEventListener("change", (event) => {
  const facet = event.target.closest("[data-facet]")?.dataset.facet;
  if (!facet) return;
  state.filters[facet][event.target.checked ? "add" : "delete"](event.target.value);
  changed();
});

$("_facets").addEventListener("click", (event) => {
  if (event.target.localName !== "button") return;
  const { facet } = event.target.closest("[data-facet]").dataset;
  if (!expanded.delete(facet)) expanded.add(facet);
  showFacets(lastCounts);
});

$("_chosen").lastElementChild.addEventListener("click", () => {
  for (const f of FACETS) state.filters[f].clear();
  changed();
  field.focus();
});

$("_sort").addEventListener("change", (event) => {
  state.sort = event.target.value;
  changed();
});

$("_more").addEventListener("click", async () => {
  const mine = turn;
  const from = state.show;
  try {
    const more = await ask("more", mine, from, from + STEP);
    if (mine !== turn || !more) return;
    state.show = from + STEP;
    typing = true; // showing more is no step of its own in history
    writeAddress();
    $("_results").append(...more.map(resultItem));
    $("_more").hidden = count <= state.show;
    $("_results").children[from]?.querySelector("a").focus();
  } catch (error) {
    console.error(error);
    if (mine === turn) $("_status").textContent = words.failed;
  }
});

$("_further").addEventListener("click", () => {
  state.steps += 1;
  typing = true; // nor is searching further
  writeAddress();
  run();
});

addEventListener("popstate", () => {
  clearTimeout(pause);
  typing = false;
  readAddress();
  field.value = state.q;
  run();
});

// Results come late, so the browser cannot put the reader back where he was; this does.
history.scrollRestoration = "manual";
addEventListener("pagehide", () => history.replaceState({ top: scrollY }, ""));

// On wide screens the facets are always open; their summary is hidden by the stylesheet.
const wide = matchMedia("(min-width: 60rem)");
const setFacets = () => ($("_facets").open = wide.matches);
wide.addEventListener("change", setFacets);
setFacets();

readAddress();
field.value = state.q;
if (!state.q && !chosen().length) field.focus({ preventScroll: true });
const top0 = history.state?.top;
run().then(() => top0 && scrollTo(0, top0));
