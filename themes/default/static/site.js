// Every page: "/" moves to the search field, unless the reader is typing.
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector('form[role="search"] input[type="search"]');
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
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
