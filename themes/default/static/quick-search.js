// The quick search: a dialog over any page with the first results as one types. site.js loads it when
// its key is pressed. Its words and the addresses of the search's scripts stand on the search page.

const SHOWN = 5;
const PAUSE = 250; // ms without a further letter

let ready; // the promise of the dialog

/**
 * Opens the dialog with what stands in the search field of the page; `back` gets the focus when it closes.
 */
export async function open(form, field, back) {
  ready ??= prepare(form);
  ready.catch(() => (ready = undefined)); // the next press of the key asks again
  const show = await ready;
  // The reader may have gone elsewhere meanwhile; what he has typed goes along.
  if (document.activeElement !== field) return;
  show(field.value, back);
  field.value = "";
}

async function prepare(form) {
  const answer = await fetch(form.action);
  if (!answer.ok) throw new Error(`${form.action}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const words = page.getElementById("_finder").dataset;
  const label = page.querySelector("label[for=_q]").textContent;
  return makeDialog(form.action, label, words, page.getElementById("_result"), await import(words.client));
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function makeDialog(action, label, words, template, { connect, outcome, resultItem }) {
  const ask = connect(words);
  const field = make("input", { id: "_quick_q", name: "q", type: "search", autocomplete: "off", spellcheck: false });
  const close = make("button", { type: "button", className: "plain", textContent: words.close });
  const form = make(
    "form",
    { action, className: "search" },
    make("label", { className: "unseen", htmlFor: field.id, textContent: label }),
    field,
    close,
  );
  form.role = "search";
  const status = make("p", { role: "status", className: "quick-status" });
  const list = make("ol", { className: "cards" });
  const all = make("a", { textContent: words.everything });
  const dialog = make("dialog", { className: "quick", ariaLabel: label }, form, status, list, make("p", {}, all));
  document.body.append(dialog);

  let turn = 0; // a newer search makes an older one's answer worthless
  let pause;

  async function search() {
    const mine = ++turn;
    const query = field.value.trim();
    all.hidden = !query;
    all.href = `${action}?${new URLSearchParams({ q: query })}`;
    if (!query) {
      list.replaceChildren();
      status.textContent = words.keys;
      return;
    }
    try {
      const found = await ask("search", mine, { query, filters: {}, sort: "", steps: 1, show: SHOWN });
      if (mine !== turn) return;
      status.textContent = outcome(words, found.count, query);
      list.replaceChildren(...found.shown.map((result) => resultItem(template, result, query)));
    } catch (error) {
      if (mine !== turn) return;
      console.error(error);
      list.replaceChildren();
      status.textContent = words.failed;
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(pause);
    ask("load").catch(() => {}); // the search that follows tells what failed
    pause = setTimeout(search, PAUSE);
  });

  // Arrows lead through the field, the results and the link to all of them.
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [field, ...dialog.querySelectorAll("a:not([hidden])")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    event.preventDefault();
    next?.focus();
  });

  close.addEventListener("click", () => dialog.close());
  // A click beside the dialog, on what lies behind it, has the dialog itself as its target.
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  // A result that is this very page: site.js marks the words in it, and nothing is loaded.
  list.addEventListener("click", (event) => {
    if (event.target.closest("a")?.pathname === location.pathname) dialog.close();
  });

  return (query, back) => {
    field.value = query;
    dialog.addEventListener("close", () => back?.focus(), { once: true });
    dialog.showModal();
    field.focus();
    search();
  };
}
