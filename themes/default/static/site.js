// Every page: "/" and Ctrl+K open the quick search, unless the reader is typing. It comes when it is
// first wanted; until then, and where it fails, its keys lead to the search field of the page.
const form = document.querySelector('form[role="search"]');
const field = form?.querySelector('input[type="search"]');
if (field) {
  field.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  if (matchMedia("(hover: hover)").matches && field.placeholder) field.placeholder += " ( / )";
}
addEventListener("keydown", (event) => {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key === "/" ? !control : control && !event.shiftKey && event.key.toLowerCase() === "k";
  if (!field || !key || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
  event.preventDefault();
  const before = document.activeElement;
  field.focus();
  field.select();
  const { quick } = form.dataset;
  if (quick) import(quick).then(({ open }) => open(form, field, before)).catch(console.error);
});

// Home: the link to the calendar leads to today, when today has articles of other years.
const today = document.getElementById("_today");
if (today) {
  const now = new Date();
  const day = [now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  if (today.dataset.days.split(" ").includes(day)) {
    const words = now.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long" });
    today.firstElementChild.href += `${day}/`;
    today.firstElementChild.textContent = today.dataset.text.replace("{date}", words);
  }
}

// Articles: the words that a search found, which its link brought in #find=, are marked in the text.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
function markFound() {
  const sought = new URLSearchParams(location.hash.slice(1)).get("find");
  if (!sought) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  const words = fold(sought).split(" ");
  const ranges = [];
  for (const part of document.querySelectorAll(".article :is(h1, .standfirst, .body)")) {
    const nodes = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node; (node = nodes.nextNode()); ) {
      for (const { 0: found, index } of node.data.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
        if (!words.includes(fold(found))) continue;
        const range = new Range();
        range.setStart(node, index);
        range.setEnd(node, index + found.length);
        ranges.push(range);
      }
    }
  }
  for (const range of ranges.reverse()) range.surroundContents(document.createElement("mark"));
}
addEventListener("hashchange", markFound);
markFound();

// Articles: buttons that copy a citation, and links that save one as a file.
const box = document.querySelector(".cite");
if (box) {
  const { copy, copied, save } = box.dataset;
  const add = (parent, tag, properties) => parent.appendChild(Object.assign(document.createElement(tag), properties));
  const say = add(box, "p", { className: "unseen", role: "status" });
  for (const entry of box.querySelectorAll("dd, pre")) {
    const name = entry.closest("div, details").firstElementChild.textContent;
    const [text, html] = [entry.textContent, entry.innerHTML];
    const place = entry.matches("pre") ? add(entry.parentElement, "p", {}) : entry.previousElementSibling;
    if (navigator.clipboard) {
      const button = add(place, "button", { className: "plain", textContent: copy, ariaLabel: `${copy} ${name}` });
      button.onclick = async () => {
        // Word processors take the HTML, with its italics; all else takes the text.
        const forms = { "text/plain": new Blob([text], { type: "text/plain" }) };
        if (entry.matches("dd")) forms["text/html"] = new Blob([html], { type: "text/html" });
        await navigator.clipboard.write([new ClipboardItem(forms)]);
        say.textContent = `${name}: ${copied}`;
        button.textContent = copied;
        setTimeout(() => {
          say.textContent = "";
          button.textContent = copy;
        }, 2000);
      };
    }
    if (entry.dataset.file) {
      const href = `data:application/octet-stream,${encodeURIComponent(text)}`;
      add(place, "a", { href, download: entry.dataset.file, textContent: save });
    }
  }
}
