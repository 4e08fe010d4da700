// The search page. The address holds the whole state (?q=…&tag=…&from=…&to=…&sort=…&show=…&steps=…),
// so a search can be shared and the back button works. All words come from the page, which knows the
// reader's language. The search itself runs in search-worker.js; search-facets.js and search-near.js
// come when they have something to show.

const PAGE = 10; // results shown at first: each costs a file
const STEP = 20; // and this many more at a time
const REST = 600; // ms without a newer search, after which a reader may want to narrow this one
const FACETS = ["place", "tag", "outlet", "language"];
const SORTS = ["newest", "oldest"];

const $ = (id) => document.getElementById(id);
const finder = $("_finder");
const field = $("_q");
const words = finder.dataset;
const lang = document.documentElement.lang;
// The digits that the pages have, also where the language has its own.
const number = new Intl.NumberFormat(lang, { numberingSystem: "latn" });
const languages = new Map([...$("_languages").children].map((item) => [item.dataset.code, item.textContent]));
// Static names hold a digest, so scripts learn one another's from the page.
const { connect, fill, outcome, resultItem } = await import(words.client);

const name = (facet, value) => (facet === "language" && languages.get(value)) || value;

// --- The state and the address -------------------------------------------------------------

let state;
let typing = false; // the newest history entry is a query that is still being typed

function readAddress() {
  const p = new URLSearchParams(location.search);
  const years = [...p.getAll("year"), p.get("from"), p.get("to")].map((y) => parseInt(y, 10));
  const single = years.slice(0, -2).filter(Boolean); // year=1991 is from=1991&to=1991
  const [from, to] = single.length ? [Math.min(...single), Math.max(...single)] : years.slice(-2);
  state = {
    q: (p.get("q") ?? "").trim(),
    filters: filtersOf((f) => p.getAll(f).filter(Boolean)),
    years: yearRange(from, to),
    sort: SORTS.includes(p.get("sort")) ? p.get("sort") : "",
    show: Math.max(PAGE, Math.min(parseInt(p.get("show"), 10) || PAGE, 1000)),
    steps: Math.max(1, Math.min(parseInt(p.get("steps"), 10) || 1, 1000)),
  };
}

const filtersOf = (values) => Object.fromEntries(FACETS.map((f) => [f, new Set(values(f))]));

/** {from, to}, either of them null when open; null when both are. */
function yearRange(from, to) {
  if (!from && !to) return null;
  if (from && to && from > to) [from, to] = [to, from];
  return { from: from || null, to: to || null };
}

function addressOf({ q, filters, years, sort, show, steps }) {
  const p = new URLSearchParams();
  if (q) p.set("q", q);
  for (const f of FACETS) for (const value of filters[f]) p.append(f, value);
  if (years?.from) p.set("from", years.from);
  if (years?.to) p.set("to", years.to);
  if (sort) p.set("sort", sort);
  if (show > PAGE) p.set("show", show);
  if (steps > 1) p.set("steps", steps);
  return location.pathname + ([...p].length ? "?" + p : "");
}

function writeAddress(committed = true) {
  const address = addressOf(state);
  if (address !== location.pathname + location.search) {
    // While the reader types, one history entry is kept up to date; it is not one per letter.
    if (typing) history.replaceState(null, "", address);
    else history.pushState(null, "", address);
    typing = !committed;
  } else if (committed) typing = false;
}

/** The filters in force, as [facet, value]; the range of years, if any, comes first. */
const chosen = () => [
  ...(state.years ? [["year", yearsText(state.years)]] : []),
  ...FACETS.flatMap((f) => [...state.filters[f]].map((value) => [f, value])),
];

function yearsText({ from, to }) {
  if (!to) return fill(words.since, { year: from });
  if (!from) return fill(words.until, { year: to });
  return from === to ? String(from) : fill(words.years, { from, to });
}

/** The state without one of its filters, or without all. */
function without(facet, value) {
  const keep = (f, v) => facet && !(f === facet && v === value);
  return {
    ...state,
    filters: filtersOf((f) => [...state.filters[f]].filter((v) => keep(f, v))),
    years: facet && facet !== "year" ? state.years : null,
    show: PAGE,
    steps: 1,
  };
}

// --- The index -----------------------------------------------------------------------------

const ask = connect(words);

/** The search that a state describes; filters of one facet may be left out. */
const wanted = ({ q, filters, years, sort, steps } = state, except) => ({
  query: q,
  filters: filtersFor(filters, except),
  years: except === "year" ? null : years,
  sort,
  steps,
});

/** Filters for the index: values of one facet are alternatives, facets narrow one another. */
function filtersFor(all, except) {
  const filters = {};
  for (const f of FACETS) {
    const values = [...all[f]];
    if (f !== except && values.length) filters[f] = values.length > 1 ? { any: values } : values[0];
  }
  return filters;
}

/** Numbers for the facets. A facet with a choice counts what its other values would add. */
async function facetCounts(counted) {
  const narrowed = FACETS.filter((f) => state.filters[f].size);
  if (state.years) narrowed.push("year");
  const choices = state.q ? narrowed : [];
  const [all, ...wider] = await Promise.all([
    counted ?? ask("counts", wanted()),
    ...choices.map((f) => ask("counts", wanted(state, f), state.years)),
  ]);
  const counts = { ...all };
  choices.forEach((f, i) => (counts[f] = wider[i][f]));
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
    if (found && !count) await showWaysOut(mine);
    // The numbers need files of their own, as large as the rest: who still types does without.
    if (found && !found.counts) await facetsWanted(mine);
    if (mine !== turn) return;
    const counts = await facetCounts(found?.counts);
    if (mine === turn) (await facets()).show(counts);
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

let rail; // the promise of the facets

function facets() {
  rail ??= import(words.facets).then(({ makeFacets }) =>
    makeFacets({ words, lang, name, fill, yearsText, yearRange, current: () => state, changed }),
  );
  rail.catch(() => (rail = undefined));
  return rail;
}

/** Near misses, and filters to remove; when these fail, the reader does without. */
async function showWaysOut(mine) {
  try {
    const { findWaysOut, showWaysOut } = await import(words.near);
    const count = (search) => ask("count", wanted(search));
    const found = await findWaysOut({ state, chosen: chosen(), without, count, names: words.names });
    if (mine === turn) showWaysOut(found, { words, fill, name, number, addressOf, go });
  } catch (error) {
    console.error(error);
  }
}

/** Waits until the facets are open, and the reader has rested or begun a newer search. */
async function facetsWanted(mine) {
  const facets = $("_facets");
  while (!facets.open) await new Promise((done) => facets.addEventListener("toggle", done, { once: true }));
  if (mine === turn) await new Promise((done) => setTimeout(done, REST));
}

const items = (results) => results.map((result) => resultItem($("_result"), result, state.q));
let count = 0; // of all results of the search on show

function show(found, filtered) {
  count = found?.count ?? 0;
  $("_status").textContent = found ? outcome(words, count, state.q) : words.within;
  $("_results").replaceChildren(...items(found?.shown ?? []));
  $("_results").removeAttribute("aria-busy");
  $("_order").hidden = count < 2;
  $("_none").hidden = !found || count > 0;
  $("_near").hidden = $("_fewer").hidden = true;
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

// --- Filters in force -----------------------------------------------------------------------

/** The filters in force, each with a button that takes it away. */
function showChosen() {
  const all = chosen();
  $("_chosen").hidden = !all.length;
  $("_chosen").firstElementChild.replaceChildren(
    ...all.map(([facet, value]) => {
      const button = document.createElement("button");
      const textContent = name(facet, value);
      const ariaLabel = fill(words.remove, { name: textContent });
      Object.assign(button, { type: "button", className: "chip", textContent, ariaLabel });
      button.addEventListener("click", () => {
        go(without(facet, value));
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

/** Moves on to another state, which is a step of its own in history. */
function go(next) {
  clearTimeout(pause);
  state = next;
  field.value = state.q;
  typing = false;
  return changed();
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

$("_chosen").lastElementChild.addEventListener("click", () => {
  go(without());
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
    $("_results").append(...items(more));
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
