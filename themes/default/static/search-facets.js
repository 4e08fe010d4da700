// The facets of the search page: values to tick, and the range of years with its histogram.

const SHORT = 8; // values of a facet shown at first
const WIDEST = 30; // bars in the histogram, which is as wide as the rail

const $ = (id) => document.getElementById(id);

/**
 * Makes the facets work; `show` shows numbers of articles, by facet and value.
 *
 * current(): the state of the search page, which the reader changes here
 * changed(): called when he has
 */
export function makeFacets({ words, lang, name, fill, yearsText, yearRange, current, changed }) {
  const number = new Intl.NumberFormat(lang, { numberingSystem: "latn" });
  const expanded = new Set();
  let lastCounts = {};

  function show(counts) {
    lastCounts = counts;
    const active = document.activeElement;
    const focused = active?.localName === "input" && active.closest("[data-facet]");
    for (const box of document.querySelectorAll("[data-facet]")) {
      showValues(box, counts[box.dataset.facet] ?? {}, focused === box ? active.value : null);
    }
    showYears(counts.year ?? {});
  }

  function showValues(box, counts, focused) {
    const { facet } = box.dataset;
    const selected = current().filters[facet];
    const values = new Map(Object.entries(counts).filter(([, n]) => n > 0));
    for (const value of selected) if (!values.has(value)) values.set(value, 0);
    // Chosen values first, then the most used.
    const sorted = [...values].sort(
      ([a, n], [b, m]) =>
        selected.has(b) - selected.has(a) || m - n || name(facet, a).localeCompare(name(facet, b), lang),
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
        if (focused === value) queueMicrotask(() => input.focus({ preventScroll: true }));
        return item;
      }),
    );
    const toggle = box.querySelector("button");
    toggle.hidden = sorted.length <= SHORT;
    toggle.setAttribute("aria-expanded", open);
    toggle.textContent = open ? words.fewer : fill(words.all, { count: number.format(sorted.length) });
  }

  // --- Years -----------------------------------------------------------------------------------

  const [from, to] = [$("_from"), $("_to")];
  const bars = $("_bars");

  function showYears(counts) {
    const found = Object.entries(counts).filter(([, n]) => n > 0);
    const years = found.map(([year]) => Number(year));
    const range = current().years;
    $("_years").hidden = years.length < 2 && !range;
    $("_every_year").hidden = !range;
    for (const [input, value] of [[from, range?.from], [to, range?.to]]) {
      if (document.activeElement !== input) input.value = value ?? "";
    }
    bars.hidden = $("_ends").hidden = years.length < 2;
    if (bars.hidden) return;
    const [first, last] = [Math.min(...years), Math.max(...years)];
    [from.placeholder, to.placeholder] = [first, last];
    const focused = [...bars.children].indexOf(document.activeElement);
    const periods = binned(first, last, counts);
    const most = Math.max(...periods.map(({ n }) => n));
    $("_ends").firstElementChild.textContent = periods[0].from;
    $("_ends").lastElementChild.textContent = last;
    bars.replaceChildren(...periods.map((period) => bar(period, most)));
    const stop = bars.querySelector("[aria-pressed=true]:enabled") ?? bars.querySelector(":enabled");
    stop.tabIndex = 0; // the only one for the key Tab; the arrows lead on
    const next = bars.children[focused];
    if (focused >= 0) (next && !next.disabled ? next : stop).focus({ preventScroll: true });
  }

  function bar({ from, to, n }, most) {
    const button = document.createElement("button");
    button.type = "button";
    button.tabIndex = -1;
    button.disabled = !n;
    const range = current().years;
    const within = !range || ((range.from ?? -Infinity) <= to && from <= (range.to ?? Infinity));
    button.classList.toggle("within", within);
    button.setAttribute("aria-pressed", Boolean(range && range.from === from && range.to === to));
    const label = fill(words.bar, { years: yearsText({ from, to }), count: number.format(n) });
    button.setAttribute("aria-label", label);
    button.title = label;
    // Style attributes are not allowed here; properties set by script are.
    button.style.setProperty("--height", n / most);
    button.addEventListener("click", () => setYears(from, to));
    return button;
  }

  function setYears(first, last) {
    const range = yearRange(first, last);
    if (JSON.stringify(range) === JSON.stringify(current().years)) return;
    current().years = range;
    changed();
  }

  const typed = () => setYears(parseInt(from.value, 10), parseInt(to.value, 10));
  from.addEventListener("change", typed);
  to.addEventListener("change", typed);
  $("_every_year").addEventListener("click", () => {
    from.focus();
    from.value = to.value = "";
    setYears(null, null);
  });

  bars.addEventListener("keydown", (event) => {
    const all = [...bars.querySelectorAll(":enabled")];
    const here = all.indexOf(event.target);
    const next = { ArrowLeft: here - 1, ArrowRight: here + 1, Home: 0, End: all.length - 1 }[event.key];
    if (!all[next]) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    all[next].tabIndex = 0;
    all[next].focus();
  });

  // --- Values ----------------------------------------------------------------------------------

  $("_facets").addEventListener("change", (event) => {
    const facet = event.target.closest("[data-facet]")?.dataset.facet;
    if (!facet) return;
    current().filters[facet][event.target.checked ? "add" : "delete"](event.target.value);
    changed();
  });

  $("_facets").addEventListener("click", (event) => {
    const box = event.target.closest("[data-facet]");
    if (event.target.localName !== "button" || !box) return;
    const { facet } = box.dataset;
    if (!expanded.delete(facet)) expanded.add(facet);
    showValues(box, lastCounts[facet] ?? {}, null);
  });

  return { show };
}

/** Numbers of articles by year, or by as many years as keep the bars few: {from, to, n}. */
export function binned(first, last, counts) {
  const size = [1, 2, 5, 10, 20, 50, 100].find((years) => (last - first) / years < WIDEST) ?? 1000;
  const periods = [];
  for (let start = Math.floor(first / size) * size; start <= last; start += size) {
    let n = 0;
    for (let year = start; year < start + size; year++) n += counts[year] ?? 0;
    periods.push({ from: start, to: start + size - 1, n });
  }
  return periods;
}
