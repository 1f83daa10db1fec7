// One map for every page: shapes from a static file, classes and words from the payload that
// insight/maps/payload.py builds. Every text goes in as text, never as HTML. Nothing moves by
// itself, so there is no motion to reduce.

const SVG = "http://www.w3.org/2000/svg";
const HINT = "Point at or tap an area, or use the arrow keys and Enter.";
const WIDE_MARK = 0.8; // pixels; a thinner mark has no pale edge, or it would hide the areas
const DIRECTIONS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

const layers = new Map(); // address → promise of the layer, fetched once
const maps = new WeakMap(); // where a map is mounted → the map
let hatchCount = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  const map = maps.get(parentElement) ?? mount(parentElement);
  map.choose = (code) => setTriggerValue("selected", code);
  show(map, data);
}

function make(name, attributes = {}, parent = null) {
  const isSvg = ["svg", "g", "path", "text", "tspan", "defs", "pattern", "rect"].includes(name);
  const made = isSvg ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

function mount(parentElement) {
  const root = make("div", { class: "map" }, parentElement);
  const map = { root, areas: [], fills: [], hatch: `hatch-${++hatchCount}` };
  map.legend = make("ul", { class: "legend" }, root);
  map.state = make("p", { class: "state", role: "status" }, root);
  map.frame = make("div", { class: "frame" }, root);
  map.svg = make("svg", { role: "group", "aria-describedby": `${map.hatch}-words` }, map.frame);
  map.tip = make("p", { class: "tip", "aria-hidden": "true", hidden: "" }, map.frame);
  map.line = make("p", { class: "line", "aria-hidden": "true" }, root);
  map.words = make("p", { class: "for-ears", id: `${map.hatch}-words` }, root);
  map.note = make("p", { class: "note" }, root);
  map.attribution = make("p", { class: "note" }, root);
  listen(map);
  new ResizeObserver(() => fit(map)).observe(map.svg);
  maps.set(parentElement, map);
  return map;
}

async function show(map, data) {
  map.data = data;
  if (map.address !== data.geometry) {
    say(map, "Loading the map…");
    try {
      const layer = await fetchLayer(data.geometry);
      if (map.data !== data) return; // newer figures came meanwhile and draw themselves
      draw(map, layer);
      map.address = data.geometry;
    } catch {
      if (map.data === data) apologise(map);
      return;
    }
  }
  say(map, "");
  paint(map);
}

function fetchLayer(address) {
  if (!layers.has(address)) {
    const layer = fetch(new URL(address, document.baseURI)).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return answer.json();
    });
    layer.catch(() => layers.delete(address));
    layers.set(address, layer);
  }
  return layers.get(address);
}

function say(map, words) {
  map.state.textContent = words;
  map.state.hidden = !words;
  for (const part of [map.legend, map.frame, map.line]) part.hidden = Boolean(words);
}

function apologise(map) {
  map.address = null;
  say(map, "The map could not be loaded. The table has the same figures. ");
  const again = make("button", { type: "button" }, map.state);
  again.textContent = "Try again";
  again.addEventListener("click", () => show(map, map.data));
}

// Draw the shapes of a layer. Colours and words come later, in paint.
function draw(map, layer) {
  map.layer = layer;
  map.fills = [];
  map.marks = null;
  map.centres = layer.area_codes.map((_, i) => layer.centres.slice(2 * i, 2 * i + 2));
  map.numbers = new Map(layer.area_codes.map((code, i) => [code, i]));
  const hatch = make("pattern", {
    id: map.hatch, patternUnits: "userSpaceOnUse", width: 6, height: 6,
  });
  make("rect", { class: "hatch-fill", width: 6, height: 6 }, hatch);
  make("rect", { class: "hatch-line", width: 1.5, height: 6 }, hatch);
  const defs = make("defs");
  defs.append(hatch);
  map.pattern = hatch;

  const list = make("g", { class: "areas", role: "listbox", "aria-label": "Areas" });
  map.areas = layer.paths.map((d, i) =>
    make("path", {
      d, role: "option", "aria-selected": "false", tabindex: -1, "data-number": i,
    }, list));
  const over = make("g", { class: "over", "aria-hidden": "true" });
  // Hexagons leave a gap between Places; elsewhere a pale line sets the border off.
  const styles = layer.shape === "hexagon" ? ["place"] : ["place casing", "place"];
  for (const style of styles) {
    for (const outline of layer.outlines) make("path", { class: style, d: outline.path }, over);
  }
  map.over = {};
  for (const name of ["mark", "selected", "hover", "focus"]) {
    map.over[name] = [`${name} casing`, name].map((style) => make("path", { class: style }, over));
  }
  const names = make("g", { class: "names", "aria-hidden": "true" });
  map.names = layer.outlines.map(() => make("text", {}, names));
  map.svg.replaceChildren(defs, list, over, names);
  map.attribution.textContent = layer.attribution;
}

// Put the payload's colours, words and marks on the shapes already there.
function paint(map) {
  const { data, layer } = map;
  for (const [name, colour] of Object.entries(data.ink)) {
    map.root.style.setProperty(`--${name.replace("_", "-")}`, colour);
  }
  const legend = new Map(data.legend.map((entry) => [entry.key, entry]));
  const figures = data.figures.values();
  map.texts = [...data.classes].map((key, i) =>
    legend.get(key).is_hatched
      ? data.reasons[i] ?? data.no_figure
      : data.before + figures.next().value + data.after);
  map.shown = map.areas.map((_, i) => !data.zoom || placeOf(map, i).place_code === data.zoom);
  map.areas.forEach((area, i) => {
    const entry = legend.get(data.classes[i]);
    const fill = entry.is_hatched ? `url(#${map.hatch})` : entry.colour;
    if (map.fills[i] !== fill) area.setAttribute("fill", (map.fills[i] = fill));
    area.classList.toggle("muted", !map.shown[i]);
    area.setAttribute("aria-label", describe(map, i, entry));
  });
  map.svg.setAttribute("aria-label", `Map: ${data.title}`);
  map.words.textContent = `${data.description} A table with the same figures follows. ${HINT}`;
  map.note.textContent = `${layer.note} ${data.unit_note}`.trim();
  const box = layer.outlines.find((outline) => outline.place_code === data.zoom)?.box;
  const margin = box && Math.round(Math.max(box[2], box[3]) * 0.05);
  map.box = box
    ? [box[0] - margin, box[1] - margin, box[2] + 2 * margin, box[3] + 2 * margin]
    : [0, 0, layer.width, layer.height];
  map.svg.setAttribute("viewBox", map.box.join(" "));
  paintLegend(map);
  paintMarks(map);
  paintNames(map, legend);
  select(map, map.numbers.get(data.selected) ?? null);
  point(map, null);
  fit(map);
}

const placeOf = (map, i) => map.layer.outlines[map.layer.place_numbers[i]];

function describe(map, i, entry) {
  const name = map.layer.area_names[i];
  const place = placeOf(map, i).place_name;
  const words = [map.texts[i]];
  if (entry.glyph) words.push(entry.label);
  if (map.data.marks[i] === "1") words.push(map.data.mark_label);
  return `${name === place ? name : `${name}, ${place}`}: ${words.join(", ")}`;
}

function paintLegend(map) {
  const entries = map.data.legend.map((entry) => [
    entry.is_hatched ? "swatch hatched" : "swatch", entry.colour, `${entry.glyph} ${entry.label}`,
  ]);
  if (map.data.mark_label) entries.push(["swatch marked", "", map.data.mark_label]);
  map.legend.replaceChildren(...entries.map(([style, colour, words]) => {
    const item = make("li");
    make("span", { class: style }, item).style.setProperty("--colour", colour);
    item.append(words.trim());
    return item;
  }));
}

function paintMarks(map) {
  const wanted = map.data.marks + map.data.zoom;
  if (map.marks === wanted) return;
  map.marks = wanted;
  const marked = map.layer.paths.filter((_, i) => map.data.marks[i] === "1" && map.shown[i]);
  outline(map, "mark", jointOutline(marked));
}

function outline(map, name, d) {
  for (const path of map.over[name]) path.setAttribute("d", d);
}

// The border of areas taken together: the edges only one of them has. Neighbours in a layer
// share the very same points along their border.
function jointOutline(paths) {
  const edges = new Map();
  for (const path of paths) {
    for (const ring of path.split("M").slice(1)) {
      const steps = ring.match(/-?\d+/g).map(Number);
      const points = [[steps[0], steps[1]]];
      for (let i = 2; i < steps.length; i += 2) {
        const [x, y] = points.at(-1);
        points.push([x + steps[i], y + steps[i + 1]]);
      }
      points.forEach((start, i) => {
        const ends = [start, points[(i + 1) % points.length]];
        const key = ends.map(String).sort().join(" ");
        if (!edges.delete(key)) edges.set(key, ends);
      });
    }
  }
  return [...edges.values()].map(([start, end]) => `M${start}L${end}`).join("");
}

function paintNames(map, legend) {
  const isPlaces = map.layer.area_type === "place";
  map.layer.outlines.forEach((place, i) => {
    const lines = map.data.zoom ? [] : wrap(place.place_name);
    if (isPlaces && lines.length) {
      const area = map.layer.place_numbers.indexOf(i);
      const entry = legend.get(map.data.classes[area]);
      lines.push(`${entry.glyph} ${shortFigure(map.texts[area], entry.is_hatched)}`.trim());
    }
    map.names[i].replaceChildren(...lines.map((line, row) => {
      const span = make("tspan", { x: place.label[0], dy: row ? "1.2em" : `${0.95 - 0.6 * lines.length}em` });
      span.textContent = line;
      return span;
    }));
    map.names[i].setAttribute("y", place.label[1]);
  });
}

// There is room for the number alone; the note under the map says the unit.
function shortFigure(text, isMissing) {
  return isMissing ? "–" : text.split(" ")[0];
}

// Break a name into lines of at most 13 letters, between words.
function wrap(name) {
  return name.split(" ").reduce((lines, word) => {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length && longer.length <= 13) return [...lines.slice(0, -1), longer];
    return [...lines, word];
  }, []);
}

// Keep names, marks and hatching the same size on screen whatever the zoom.
function fit(map) {
  const scale = map.svg.getScreenCTM()?.a;
  if (!scale || !map.box) return;
  const size = Math.min(14, Math.max(11, map.svg.clientWidth / 45));
  map.svg.style.setProperty("--name-size", `${size / scale}px`);
  // Thinner lines where areas are small; real areas differ far more in size than hexagons do.
  const room = Math.sqrt((map.box[2] * map.box[3]) / map.shown.filter(Boolean).length) * scale;
  const share = map.layer.shape === "hexagon" ? 10 : 20;
  const mark = Math.min(2, Math.max(0.6, room / share));
  const widths = { mark, casing: mark < WIDE_MARK ? 0 : 2 * mark, border: Math.min(0.5, room / 40) };
  for (const [name, width] of Object.entries(widths)) {
    map.svg.style.setProperty(`--${name}-width`, `${width}px`);
  }
  map.pattern.setAttribute("patternTransform", `scale(${1 / scale}) rotate(45)`);
}

function select(map, i) {
  map.areas[map.selected]?.setAttribute("aria-selected", "false");
  map.selected = i;
  if (i !== null) map.areas[i].setAttribute("aria-selected", "true");
  outline(map, "selected", i === null ? "" : map.layer.paths[i]);
  stand(map, i ?? map.shown.indexOf(true));
}

// Make one area the one that Tab reaches.
function stand(map, i) {
  map.areas[map.standing]?.setAttribute("tabindex", -1);
  map.standing = i;
  map.areas[i]?.setAttribute("tabindex", 0);
}

// Say which area is pointed at or has the focus, and fall back to the selected one.
function point(map, i, at = null) {
  const shown = i ?? map.selected;
  map.line.textContent = shown === null ? HINT : map.areas[shown].getAttribute("aria-label");
  outline(map, "hover", i === null ? "" : map.layer.paths[i]);
  map.tip.hidden = at === null;
  if (at === null) return;
  map.tip.textContent = map.line.textContent;
  const frame = map.frame.getBoundingClientRect();
  const [x, y] = [at.clientX - frame.left, at.clientY - frame.top];
  const left = Math.min(Math.max(0, x - map.tip.offsetWidth / 2), frame.width - map.tip.offsetWidth);
  const isLow = y > map.tip.offsetHeight + 16;
  map.tip.style.left = `${left}px`;
  map.tip.style.top = `${isLow ? y - map.tip.offsetHeight - 12 : y + 20}px`;
}

function pick(map, i) {
  select(map, i);
  map.choose(i === null ? "" : map.layer.area_codes[i]);
}

function nearest(map, from, [dx, dy]) {
  const [x, y] = map.centres[from];
  let best = from;
  let least = Infinity;
  map.centres.forEach(([cx, cy], i) => {
    const along = (cx - x) * dx + (cy - y) * dy;
    const across = Math.abs((cx - x) * dy - (cy - y) * dx);
    const cost = along ** 2 + 2 * across ** 2;
    if (map.shown[i] && along > 0 && across <= 1.2 * along && cost < least) {
      [best, least] = [i, cost];
    }
  });
  return best;
}

// On the frame: a browser lets Tab stop at an SVG that listens for focus.
function listen(map) {
  const numberOf = (event) => {
    const number = event.target.dataset?.number;
    return number === undefined || !map.shown[number] ? null : Number(number);
  };
  map.frame.addEventListener("pointermove", (event) => {
    const i = numberOf(event);
    point(map, i, i === null || event.pointerType === "touch" ? null : event);
  });
  map.frame.addEventListener("pointerleave", () => point(map, null));
  map.frame.addEventListener("click", (event) => {
    const i = numberOf(event);
    if (i !== null) pick(map, i);
  });
  map.frame.addEventListener("focusin", (event) => {
    const i = numberOf(event);
    if (i === null) return;
    stand(map, i);
    point(map, i);
    outline(map, "focus", event.target.matches(":focus-visible") ? map.layer.paths[i] : "");
  });
  map.frame.addEventListener("focusout", () => {
    outline(map, "focus", "");
    point(map, null);
  });
  map.frame.addEventListener("keydown", (event) => {
    const from = numberOf(event);
    if (from === null) return;
    if (event.key in DIRECTIONS) map.areas[nearest(map, from, DIRECTIONS[event.key])].focus();
    else if (event.key === "Home") map.areas[map.shown.indexOf(true)].focus();
    else if (event.key === "End") map.areas[map.shown.lastIndexOf(true)].focus();
    else if (event.key === "Enter" || event.key === " ") pick(map, from);
    else if (event.key === "Escape") {
      map.tip.hidden = true;
      if (map.selected !== null) pick(map, null);
    } else return;
    event.preventDefault();
  });
}
