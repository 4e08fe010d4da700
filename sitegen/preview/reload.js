// Part of `sitegen serve` only. Reloads the page after a build that changed it; shows what stopped a build.
(() => {
  const base = "/_sitegen/";
  const here = decodeURI(location.pathname).replace(/index\.html$/, "");
  let shown = Number(document.currentScript.dataset.build);

  const element = (name, text, parent) => {
    const node = document.createElement(name);
    node.textContent = text;
    parent.append(node);
    return node;
  };

  const hide = () => {
    document.getElementById("_sitegen-overlay")?.remove();
  };

  const show = async () => {
    const response = await fetch(base + "problems");
    const problems = await response.json();
    hide();
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = base + "overlay.css";
    const overlay = document.createElement("div");
    overlay.id = "_sitegen-overlay";
    overlay.setAttribute("role", "alert");
    overlay.append(sheet);
    const isFirst = document.documentElement.hasAttribute("data-no-site");
    element("h1", isFirst ? "There is no site yet" : "The change was not published", overlay);
    const behind = isFirst ? "" : "Behind this notice stands the last good page. ";
    element("p", behind + "This page reloads when the problems are mended.", overlay);
    for (const problem of problems) {
      element("pre", problem, overlay);
    }
    const close = element("button", "Hide", overlay);
    close.type = "button";
    close.addEventListener("click", hide);
    document.body.append(overlay);
  };

  const events = new EventSource(base + "events");
  events.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    const isNext = state.build === shown + 1;
    const isOther = isNext && state.pages && !state.pages.includes(here);
    if (state.build !== shown && !isOther) {
      location.reload();
      return;
    }
    shown = state.build;
    if (state.problems) {
      show();
    } else {
      hide();
    }
  });
})();
