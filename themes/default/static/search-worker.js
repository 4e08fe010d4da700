// The search itself, beside the page: one Pagefind index for each period ("shard"), searched as one.
//
// shards.json lists them, newest first, with the first and last day of each. They do not overlap in
// time, so results by date are those of one shard after those of another. Many shards are searched in
// steps, each of as many as hold `reach` articles; the page says how far it has come.

let site; // {pagefind, base, lang}: addresses, and the language of the words
let list; // the promise of shards.json's content
let program; // the promise of Pagefind with its WebAssembly
const doubted = new Set(); // names of shards of which a file did not come
const shards = new Map(); // name -> {handle, lost: a file did not come, counted: has its filters}

// --- Pagefind's surroundings -----------------------------------------------------------------

// Pagefind asks for two files in each index that shards have not: an entry, which shards.json answers,
// and the WebAssembly, which only the first needs. It also goes on without a file that did not come,
// with fewer results; a shard that this happened to is marked.
const ask = self.fetch.bind(self);
const SIGNATURE = "pagefind_dcd"; // of a file that is not compressed; an empty one is enough here
let loaded; // the WebAssembly is there

self.fetch = async (input) => {
  const url = new URL(input, location.href);
  const name = decodeURIComponent(url.pathname.split("/shards/").at(-1).split("/")[0]);
  if (url.pathname.endsWith("/pagefind-entry.json")) return Response.json(await entry(name));
  if (url.pathname.endsWith(".pagefind")) {
    if (loaded) return new Response(SIGNATURE);
    return good(await ask(site.pagefind + (await list).wasm));
  }
  try {
    // Not from the browser's memory a second time: it may hold the host's word that there is none.
    return good(await ask(url, doubted.has(name) ? { cache: "reload" } : {}));
  } catch (error) {
    lose(name);
    throw error;
  }
};

function lose(name) {
  doubted.add(name);
  if (shards.has(name)) shards.get(name).lost = true;
}

function good(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return response;
}

async function entry(name) {
  const { version, wasm, shards } = await list;
  const { hash, documents } = shards.find((shard) => shard.name === name);
  const language = { hash, wasm: wasm.split(".")[1], page_count: documents };
  return { version, languages: { [hash.split("_")[0]]: language }, include_characters: [] };
}

// Files that came and could not be read are told only here.
const tell = console.error.bind(console);
console.error = (...parts) => {
  for (const name of shards.keys()) if (parts.join().includes(`/${name}/`)) lose(name);
  tell(...parts);
};
addEventListener("unhandledrejection", (event) => event.preventDefault()); // told by the next search

// Where a shard lacks a word of the query, Pagefind leaves the word out, or takes a shorter one that it
// begins with: good in an only index, wrong in one of many. Its playground mode says what was found.
const start = WebAssembly.instantiate.bind(WebAssembly);
WebAssembly.instantiate = async (...parts) => {
  const { instance, module } = await start(...parts);
  const { init_pagefind: init, enter_playground_mode: explain } = instance.exports;
  const exports = { ...instance.exports, init_pagefind: (...data) => explain(init(...data)) };
  return { instance: { exports }, module };
};

function holdsEveryWord({ results: [first], search_keywords: stems }) {
  if (!first?.scores) return true;
  const words = [
    ...first.scores.map((score) => score.search_term),
    ...(first.verbose_meta_scores ?? []).flatMap((score) => score.matched_terms),
  ];
  return stems.every((stem) => words.some((word) => word.startsWith(stem)));
}

// --- Shards ----------------------------------------------------------------------------------

/** A promise that is made once, and again after a failure. */
function once(promise, forget) {
  promise.catch(forget);
  return promise;
}

function load() {
  const url = site.pagefind + "shards.json";
  list ??= once(
    ask(url, { cache: "no-cache" }).then((answer) => good(answer).json()),
    () => (list = undefined),
  );
  program ??= once(
    (async () => {
      const [pagefind, { shards: all }] = await Promise.all([import(site.pagefind + "pagefind.js"), list]);
      // Each index would start a WebAssembly of its own as long as there is none.
      if (all.length) await open(pagefind, all[0].name).handle.preload("");
      loaded = true;
      return pagefind;
    })(),
    () => ((program = undefined), shards.clear()),
  );
  return program;
}

function open(pagefind, name) {
  if (!shards.has(name)) {
    const basePath = `${site.pagefind}shards/${name}/`;
    const handle = pagefind.createInstance({ basePath, baseUrl: site.base, excerptLength: 32 });
    shards.set(name, { handle, lost: false });
  }
  return shards.get(name);
}

/** A search whose range of years, if any, is a filter: all of its years that the archive can have. */
async function withYears({ years, ...search }) {
  if (!years) return search;
  const { shards: all } = await list;
  const day = (year) => Number(year.slice(0, 4));
  const first = Math.max(years.from ?? -Infinity, day(all.at(-1)?.first ?? "0"));
  const last = Math.min(years.to ?? Infinity, day(all[0]?.last ?? "0"));
  const any = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => String(first + i));
  // A filter without values would be none.
  return { ...search, filters: { ...search.filters, year: { any: any.length ? any : ["none"] } } };
}

/** The shards of a search, in its order, and whether these are all. */
async function reached({ filters, sort, steps }) {
  const { shards: all, reach } = await list;
  const years = (filters.year?.any ?? []).map(Number);
  const year = (day) => Number(day.slice(0, 4));
  const wanted = all.filter(
    (s) => !years.length || years.some((y) => year(s.first) <= y && y <= year(s.last)),
  );
  if (sort === "oldest") wanted.reverse();
  let end = 0;
  for (let step = 0; step < steps && end < wanted.length; step++) {
    let sum = 0;
    do sum += wanted[end++].documents;
    while (end < wanted.length && sum + wanted[end].documents <= reach);
  }
  return { chosen: wanted.slice(0, end), complete: end === wanted.length };
}

/** Does something with a shard; fails when a file of the shard failed, now or before. */
async function inShard({ name }, action) {
  const shard = open(await load(), name);
  try {
    const value = await action(shard.handle);
    if (!shard.lost) return value;
  } catch (error) {
    tell(error);
  }
  // The next search begins it anew, and asks whether there is a newer index.
  if (shards.get(name) === shard) shards.delete(name);
  list = undefined;
  throw new Error(`The search index of ${name} could not be read`);
}

// --- Searching -------------------------------------------------------------------------------

const SORTS = { newest: { date: "desc" }, oldest: { date: "asc" } };
const NOTHING = { results: [], filters: {} };
let current = { turn: 0, results: [] }; // what was found last, in order

/** What each shard finds, in the order of the search. */
function searchShards(chosen, { query, filters, sort }) {
  return Promise.all(
    chosen.map((shard) =>
      inShard(shard, async (handle) => {
        const found = await handle.search(query, { filters, sort: SORTS[sort] });
        return holdsEveryWord(found) ? found : NOTHING;
      }),
    ),
  );
}

const data = (results) =>
  Promise.all(
    results.map(({ shard, result }) =>
      inShard(shard, async () => {
        const { url, meta, excerpt } = await result.data();
        return { url, meta, excerpt };
      }),
    ),
  );

/** Loads the filters of a shard; answers with their numbers over all of it. */
async function countable(shard) {
  const counts = await inShard(shard, (handle) => handle.filters());
  if (shards.has(shard.name)) shards.get(shard.name).counted = true;
  return counts;
}

function sum(all) {
  const total = {};
  for (const counts of all) {
    for (const [facet, values] of Object.entries(counts)) {
      total[facet] ??= {};
      for (const [value, n] of Object.entries(values)) {
        total[facet][value] = (total[facet][value] ?? 0) + n;
      }
    }
  }
  return total;
}

const calls = {
  /** Says where everything is. */
  site(where) {
    site = where;
    // Pagefind looks here for the language.
    self.document = { querySelector: () => ({ getAttribute: () => site.lang }) };
  },

  /** Begins to load what every search needs. */
  async load() {
    await load();
  },

  /** Finds articles, and fetches the first `show` of them; null when a newer search has begun. */
  async search(turn, search) {
    current = { turn, results: [] };
    await load();
    const dated = await withYears(search);
    const { chosen, complete } = await reached(dated);
    const found = await searchShards(chosen, dated);
    if (current.turn !== turn) return null;
    const results = found.flatMap(({ results }, i) =>
      results.map((result) => ({ shard: chosen[i], result })),
    );
    // By relevance; of equal ones, the newest shard's come first.
    if (!search.sort) results.sort((a, b) => b.result.score - a.result.score);
    current.results = results;
    const days = chosen.flatMap(({ first, last }) => [first, last]).sort();
    const counted = chosen.every(({ name }) => shards.get(name)?.counted);
    return {
      count: results.length,
      counts: counted ? sum(found.map(({ filters }) => filters)) : null,
      shown: await data(results.slice(0, search.show)),
      complete,
      days: [days[0], days.at(-1)],
    };
  },

  /** More of what was found; null when it was something else. */
  async more(turn, from, to) {
    return current.turn === turn ? data(current.results.slice(from, to)) : null;
  },

  /** How many articles a search finds, as far as it reaches. */
  async count(search) {
    await load();
    const dated = await withYears(search);
    const { chosen } = await reached(dated);
    const found = await searchShards(chosen, dated);
    return found.reduce((sum, { results }) => sum + results.length, 0);
  },

  /** Numbers of articles for each value of a facet; with a query, of those that it finds. */
  async counts(search, years) {
    await load();
    const dated = await withYears(search);
    const wide = await reached(dated);
    // What other years would add is not worth the shards of all years, where these are many.
    const narrow = wide.complete || !years ? wide : await reached(await withYears({ ...search, years }));
    // Searches report numbers only for filters that have been loaded.
    const all = await Promise.all(narrow.chosen.map(countable));
    if (!search.query) return sum(all);
    return sum((await searchShards(narrow.chosen, dated)).map(({ filters }) => filters));
  },
};

addEventListener("message", async ({ data: { id, call, args } }) => {
  try {
    postMessage({ id, value: await calls[call](...args) });
  } catch (error) {
    postMessage({ id, error: String(error?.message ?? error) });
  }
});
