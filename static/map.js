// The map of places: fetches them from the address in data-places and draws them, or says that there is no map.
(function () {
  "use strict";

  const TILES_BEFORE_GIVING_UP = 4;
  const CLUSTER_SIZE = 48;

  function fail(box) {
    box.dataset.state = "failed";
    box.querySelector("[data-map-failed]").hidden = false;
  }

  /** One place as elements: names are people's words and never become HTML. */
  function popupOf(place) {
    const content = document.createElement("div");
    const link = document.createElement("a");
    link.href = place.url;
    link.textContent = place.name;
    content.append(link);
    for (const line of place.lines || []) {
      const paragraph = document.createElement("p");
      paragraph.textContent = line;
      content.append(paragraph);
    }
    return content;
  }

  /** A round icon that shows a number and says 「48団体」. */
  function clusterIcon(words) {
    const Counted = L.DivIcon.extend({
      createIcon: function (old) {
        const element = L.DivIcon.prototype.createIcon.call(this, old);
        element.setAttribute("aria-label", this.options.label);
        return element;
      },
    });
    return function (cluster) {
      const count = cluster.getChildCount();
      return new Counted({
        html: String(count),
        className: "mb-map__cluster",
        iconSize: [CLUSTER_SIZE, CLUSTER_SIZE],
        label: words.replace("{n}", String(count)),
      });
    };
  }

  function drawTiles(map, box) {
    const credit = document.createElement("a");
    credit.href = box.dataset.creditUrl;
    credit.textContent = box.dataset.credit;
    const tiles = L.tileLayer(box.dataset.tiles, { minZoom: 5, maxZoom: 18, attribution: credit.outerHTML });
    let failed = 0;
    let loaded = 0;
    tiles.on("tileload", function () { loaded += 1; });
    tiles.on("tileerror", function () {
      failed += 1;
      if (!loaded && failed >= TILES_BEFORE_GIVING_UP) fail(box);
    });
    tiles.addTo(map);
  }

  function drawPlaces(map, box, places) {
    const pin = L.icon({ iconUrl: box.dataset.pin, iconSize: [44, 44], iconAnchor: [22, 42], popupAnchor: [0, -36] });
    const group = L.markerClusterGroup({
      iconCreateFunction: clusterIcon(box.dataset.count),
      showCoverageOnHover: false,
      animate: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
    for (const place of places) {
      const marker = L.marker([place.latitude, place.longitude], { icon: pin, title: place.name, alt: place.name });
      marker.bindPopup(function () { return popupOf(place); }, { minWidth: 220, maxWidth: 300 });
      marker.on("popupopen", function (event) { nameCloseButton(event.popup, box); });
      group.addLayer(marker);
    }
    map.addLayer(group);
    if (places.length) map.fitBounds(group.getBounds(), { padding: [40, 40], maxZoom: 15, animate: false });
  }

  function nameCloseButton(popup, box) {
    const close = popup.getElement().querySelector(".leaflet-popup-close-button");
    if (close) close.setAttribute("aria-label", box.dataset.close);
  }

  function draw(box, places) {
    box.dataset.state = "ready";
    box.querySelector("[data-map-failed]").hidden = true;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(box.querySelector(".mb-map__canvas"), {
      scrollWheelZoom: false,
      zoomControl: false,
      fadeAnimation: !still,
      zoomAnimation: !still,
      markerZoomAnimation: !still,
    });
    map.attributionControl.setPrefix(false);
    L.control.zoom({
      zoomInText: box.dataset.zoomIn,
      zoomInTitle: box.dataset.zoomIn,
      zoomOutText: box.dataset.zoomOut,
      zoomOutTitle: box.dataset.zoomOut,
    }).addTo(map);
    map.setView([Number(box.dataset.latitude), Number(box.dataset.longitude)], Number(box.dataset.zoom));
    drawTiles(map, box);
    drawPlaces(map, box, places);
  }

  async function start(box) {
    if (!window.L || !L.markerClusterGroup) return fail(box);
    try {
      const answer = await fetch(box.dataset.places, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const { places } = await answer.json();
      draw(box, places);
    } catch (reason) {
      console.warn(reason);
      fail(box);
    }
  }

  document.querySelectorAll("[data-map]").forEach(start);
})();
