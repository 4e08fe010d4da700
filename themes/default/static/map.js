// Maps that readers can move. The page has a drawn map; a button puts a live one in its place. Leaflet, and the
// images of the tile server that the site names, are loaded on that click and not before.

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

function loadStyle(href) {
  const found = document.querySelector(`link[href="${href}"]`);
  return found || new Promise((resolve, reject) => {
    // First in the head, so that the theme's own rules win.
    const link = make("link", { rel: "stylesheet", href, onload: resolve });
    link.onerror = () => {
      link.remove();
      reject(new Error(`${href} did not load`));
    };
    document.head.prepend(link);
  });
}

async function loadLeaflet({ leaflet, leafletCss }) {
  await Promise.all([import(leaflet), loadStyle(leafletCss)]);
  return globalThis.L;
}

// Leaflet's map; where the reader wants no motion, one that jumps.
function makeMap(L, area) {
  const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  const Jumping = L.Map.extend({
    panBy(offset, options) {
      return L.Map.prototype.panBy.call(this, offset, { ...options, animate: false });
    },
  });
  const options = { zoomControl: false, fadeAnimation: moves, zoomAnimation: moves, markerZoomAnimation: moves, inertia: moves };
  return new (moves ? L.Map : Jumping)(area, options);
}

// A dot that a finger and the Tab key reach; it opens the link to the place's page.
function makeMarker(L, link) {
  const name = link.textContent;
  // With half a pixel, the sides of the dot in its square of 25 pixels lie on whole ones.
  const radius = Math.floor(link.dataset.radius) + 0.5;
  const dot = make("span", { className: "dot" });
  dot.style.setProperty("--radius", `${radius}px`);
  const icon = L.divIcon({ html: dot, className: `live-dot ${link.className}`, iconSize: [25, 25], popupAnchor: [0, -radius] });
  // Small dots lie above large ones.
  const marker = L.marker(link.dataset.at.split(" ").map(Number), { icon, title: name, zIndexOffset: -1000 * radius });
  const content = make("a", { href: link.href, textContent: name, dir: "auto" });
  marker.bindPopup(content, { closeButton: false });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", name));
  marker.on("popupopen", () => content.focus({ preventScroll: true }));
  return marker;
}

// Escape closes what a dot has opened, and leads back to the dot.
function closeOnEscape(area, markers) {
  area.addEventListener("keydown", (event) => {
    const open = markers.find((marker) => marker.isPopupOpen());
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    open.closePopup();
    open.getElement().focus({ preventScroll: true });
  });
}

function showMap(L, area, figure, say) {
  const { tiles, maxZoom, zoomIn, zoomOut, failed } = figure.dataset;
  const data = figure.querySelector("template").content;
  const map = makeMap(L, area);
  const markers = [...data.querySelectorAll("[data-at]")].map((link) => makeMarker(L, link));
  const places = L.featureGroup(markers);
  map.fitBounds(places.getBounds(), { padding: [28, 28], maxZoom: Math.min(maxZoom, 7), animate: false });
  map.attributionControl.setPrefix(false);
  // At the bottom: names open above their dots, and fill a narrow map.
  L.control.zoom({ position: "bottomleft", zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  const images = L.tileLayer(tiles, { maxZoom: Number(maxZoom), attribution: data.querySelector("p").innerHTML });
  images.once("tileerror", () => say(failed));
  images.addTo(map);
  places.addTo(map);
  closeOnEscape(area, markers);
  return map;
}

function offer(figure) {
  const words = figure.dataset;
  const svg = figure.querySelector("svg");
  const button = make("button", { type: "button", className: "plain", textContent: words.open });
  const status = make("span", { role: "status", textContent: words.from });
  const line = make("p", { className: "actions live-actions" });
  line.append(button, " ", status);
  svg.after(line);
  const say = (text) => (status.textContent = text);
  let map = null;
  let busy = false;

  async function open() {
    const area = make("div", { className: "live-map", dir: "ltr", role: "region" });
    area.setAttribute("aria-label", svg.querySelector("title").textContent);
    try {
      const L = await loadLeaflet(words);
      svg.after(area);
      figure.classList.add("live");
      say(words.opened);
      map = showMap(L, area, figure, say);
      button.textContent = words.close;
      area.focus({ preventScroll: true });
    } catch (error) {
      area.remove();
      figure.classList.remove("live");
      say(words.failed);
      console.error(error);
    }
  }

  function close() {
    const area = map.getContainer();
    map.remove();
    area.remove();
    map = null;
    figure.classList.remove("live");
    button.textContent = words.open;
    say(words.closed);
    button.focus();
  }

  button.addEventListener("click", async () => {
    if (busy) return;
    busy = true;
    await (map ? close() : open());
    busy = false;
  });
}

for (const figure of document.querySelectorAll("figure.map[data-tiles]")) offer(figure);
