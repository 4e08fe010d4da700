// What the search page says when nothing was found: names that are spelled much alike, and what
// would be found with one filter fewer. Loaded only then.

const $ = (id) => document.getElementById(id);
const { fold, wordsOf } = await import($("_finder").dataset.client);

const SHOWN = 5;
const SHORT = 3; // shorter words are near to too much

const allowed = (text) => (text.length <= SHORT ? 0 : text.length < 6 ? 1 : text.length < 10 ? 2 : 3);

/**
 * Letters to change, add, leave out or exchange with their neighbour to make one word of another
 * (Damerau and Levenshtein, neighbours exchanged once); more than `limit` is Infinity.
 */
export function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return Infinity;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = last[j - 1] + (a[i - 1] !== b[j - 1]);
      row[j] = Math.min(changed, last[j] + 1, row[j - 1] + 1);
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (exchanged) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > limit) return Infinity;
    [before, last] = [last, row];
  }
  return last[b.length] <= limit ? last[b.length] : Infinity;
}

/**
 * Queries near to one, nearest first: {query, apart, term: {kind, url, name} or undefined}.
 *
 * names: what names.json holds, a list of [kind, URL, name, alias, …]
 */
export function nearMisses(query, names) {
  // Names come first of equals: they bring their page along.
  const near = [...nearNames(query, names), ...correctedWords(query, names)];
  const first = new Map();
  for (const found of near.sort((a, b) => a.apart - b.apart)) {
    const key = fold(found.query);
    if ((found.term || key !== fold(query)) && !first.has(key)) first.set(key, found);
  }
  return [...first.values()].slice(0, SHOWN);
}

/** Terms of which the name or an alias is near to the whole query. */
function nearNames(query, names) {
  const folded = fold(query);
  return names.flatMap(([kind, url, name, ...aliases]) => {
    const spellings = [name, ...aliases].map((spelling) => {
      const apart = distance(folded, fold(spelling), allowed(folded));
      // Who typed another name of the term exactly is better served with the one that texts use.
      return { query: apart ? spelling : name, apart, term: { kind, url, name } };
    });
    const best = spellings.reduce((a, b) => (b.apart < a.apart ? b : a));
    return best.apart < Infinity ? [best] : [];
  });
}

/** The query, each of its words that no name holds replaced by the nearest that one does. */
function correctedWords(query, names) {
  const known = new Map();
  for (const [, , ...spellings] of names) {
    for (const word of spellings.flatMap(wordsOf)) known.set(word, (known.get(word) ?? 0) + 1);
  }
  let apart = 0;
  const corrected = wordsOf(query).map((word) => {
    if (known.has(word)) return word;
    let best = [Infinity, 0, word];
    for (const [other, uses] of known) {
      const d = distance(word, other, allowed(word));
      if (d < best[0] || (d === best[0] && d < Infinity && uses > best[1])) best = [d, uses, other];
    }
    if (best[0] < Infinity) apart += best[0];
    return best[2];
  });
  return apart ? [{ query: corrected.join(" "), apart }] : [];
}

// --- On the page -----------------------------------------------------------------------------

let list; // the promise of names.json's content

function loadNames(address) {
  list ??= fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));
  list.catch(() => (list = undefined)); // the next search asks again
  return list;
}

/**
 * What leads on from a search that found nothing: {near, fewer}, lists of {state, count, …}, `state`
 * being that of the search page after the click.
 *
 * without(facet, value): the state without a filter; without(): without all
 * count(state): how many articles it finds
 */
export async function findWaysOut({ state, chosen, without, count, names }) {
  const [near, fewer] = await Promise.all([
    loadNames(names).then((all) => Promise.all(nearMisses(state.q, all).map(counted))),
    Promise.all(
      chosen.map(async ([facet, value]) => {
        const next = without(facet, value);
        return { state: next, facet, value, count: await count(next) };
      }),
    ),
  ]);

  /** The spelling, or else the term's name; with the filters in force, or else without them. */
  async function counted(found) {
    for (const query of new Set([found.query, found.term?.name ?? found.query])) {
      for (const start of chosen.length ? [state, without()] : [state]) {
        const next = { ...start, q: query, show: without().show, steps: 1 };
        const n = await count(next);
        if (n) return { ...found, query, state: next, count: n };
      }
    }
    return { ...found, count: 0 };
  }

  return {
    near: near.filter(
      ({ count, query, term }, i) => (count || term) && (term || near.findIndex((f) => f.query === query) === i),
    ),
    fewer: fewer.filter((found) => found.count).sort((a, b) => b.count - a.count),
  };
}

/** Shows what `findWaysOut` found, and says the spellings aloud. */
export function showWaysOut({ near, fewer }, { words, fill, name, number, addressOf, go }) {
  const list = (id, items) => {
    $(id).hidden = !items.length;
    $(id).lastElementChild.replaceChildren(...items);
  };
  const numberOf = (n) => make("span", { className: "n", textContent: number.format(n) });
  const item = (...parts) => {
    const element = document.createElement("li");
    element.append(...parts.flatMap((part) => [part, " "]));
    return element;
  };
  list(
    "_near",
    near.map(({ query, term, state, count }) => {
      const parts = [];
      if (count) {
        const link = make("a", { href: addressOf(state), textContent: query });
        link.addEventListener("click", (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab of its own
          event.preventDefault();
          goFrom(() => go(state));
        });
        parts.push(link, numberOf(count));
      }
      if (term) {
        const textContent = fill(words.term, { kind: words[term.kind], name: term.name });
        parts.push(make("a", { href: term.url, className: "term", textContent }));
      }
      return item(...parts);
    }),
  );
  list(
    "_fewer",
    fewer.map(({ facet, value, state, count }) => {
      const textContent = fill(words.without, { name: name(facet, value) });
      const button = make("button", { type: "button", className: "plain", textContent });
      button.addEventListener("click", () => goFrom(() => go(state)));
      return item(button, numberOf(count));
    }),
  );
  const spellings = near.filter(({ count }) => count).map(({ query }) => query);
  if (spellings.length) {
    const textContent = `. ${$("_near").firstElementChild.textContent} ${spellings.join(", ")}`;
    $("_status").append(make("span", { className: "unseen", textContent }));
  }
}

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

/** What was clicked goes away; the reader goes on from the field. */
function goFrom(action) {
  $("_q").focus({ preventScroll: true });
  action();
}
