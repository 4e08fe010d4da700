// What the search page and the quick search share: calls of search-worker.js, and texts of results.

/**
 * A function that calls a function of the worker; its promise fails when that does.
 *
 * words: {worker, pagefind, base}, addresses from the search page
 */
export function connect({ worker: address, pagefind, base }) {
  let worker;
  let calls = 0;
  const waiting = new Map(); // number of a call -> what to do with its answer

  function start() {
    worker = new Worker(address, { type: "module" });
    worker.addEventListener("message", ({ data: { id, value, error } }) => {
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) resolve(value);
      else reject(new Error(error));
    });
    worker.addEventListener("error", () => {
      // The worker itself could not be loaded; the next call tries again.
      for (const { reject } of waiting.values()) reject(new Error("no worker"));
      waiting.clear();
      worker = undefined;
    });
    const lang = document.documentElement.lang;
    ask("site", { pagefind: new URL(pagefind, location.href).href, base, lang }).catch(() => {});
  }

  function ask(call, ...args) {
    if (!worker) start();
    return new Promise((resolve, reject) => {
      waiting.set(++calls, { resolve, reject });
      worker.postMessage({ id: calls, call, args });
    });
  }
  return ask;
}

export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

const plural = new Intl.PluralRules(document.documentElement.lang);
// The digits that the pages have, also where the language has its own.
const number = new Intl.NumberFormat(document.documentElement.lang, { numberingSystem: "latn" });

/** How many articles were found for a query, in words. */
export function outcome(words, count, query) {
  if (!count) return fill(words.none, { query });
  const text = plural.select(count) === "one" ? words.foundOne : words.foundOther;
  return fill(text, { count: number.format(count), query });
}

/** A result in the form of the search page's template. */
export function resultItem(template, { url, meta, excerpt }, query) {
  const item = document.importNode(template.content.firstElementChild, true);
  const link = item.querySelector("a");
  link.href = addressWithWords({ url, excerpt }, query);
  link.textContent = meta.title;
  item.querySelector(".when").textContent = meta.date ?? "";
  item.querySelector(".outlet").textContent = meta.outlet ?? "";
  const summary = item.querySelector(".summary span");
  summary.append(...markedText(excerpt));
  if (meta.language && meta.language !== document.documentElement.lang) {
    const languages = [...template.ownerDocument.querySelectorAll("#_languages > li")];
    const direction = languages.find(({ dataset }) => dataset.code === meta.language)?.dataset.direction;
    // The direction on the paragraph, not in it: the ellipsis of a cut excerpt stands where its text ends.
    for (const element of [link, summary.parentElement]) {
      element.lang = meta.language;
      element.dir = direction ?? "auto";
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

/** Without accents and capitals, as the search compares. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
export const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * A result's address with the words that site.js is to mark there: those of the query, and those that
 * the index found for them. Not as a parameter, which would make another page of it for caches; not as
 * a text fragment, which marks only the first place, and only with the same accents.
 */
function addressWithWords({ url, excerpt }, query) {
  const marked = markedText(excerpt).filter((node) => node.localName === "mark");
  const texts = [query, ...marked.map((node) => node.textContent)];
  const words = new Set(texts.flatMap(wordsOf).filter((word) => [...word].length > 1));
  return words.size ? `${url}#find=${[...words].map(encodeURIComponent).join("+")}` : url;
}
