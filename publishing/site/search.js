// Finds a postcode, ward, area or Place, and what is published about it. The lists that it reads
// are pages and files anybody may read; without a script they are a link away.
"use strict";
const form = document.querySelector("#search");
const answer = document.querySelector("#answer");
const OUTWARD = /^[A-Z]{1,2}[0-9][0-9A-Z]?$/;
const IN_A_TEXT = /\b[A-Z]{1,2}[0-9][0-9A-Z]? *[0-9][A-Z]{2}\b/;
const INWARD = /^([0-9][A-Z]{0,2})?$/;
const FEWEST = 3; // letters of a name; of fewer, half the list would be called so
const MOST = 12;
let index;

form.hidden = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = form.elements.q.value.trim();
  if (!typed) return say("Type a postcode, a town, a ward or a Place.");
  try {
    index ??= await (await fetch("/search.json")).json();
    const read = readings(typed);
    if (read.length) await byPostcode(read, typed);
    else byName(plain(typed), typed);
  } catch {
    say("The search does not work just now. The lists of Places and postcodes do.");
  }
});

// Every way to read a postcode or its beginning, likeliest first: its district and what follows.
// Letters and digits that look alike are put right, since their place says which is meant.
function readings(typed) {
  const upper = typed.toUpperCase();
  const words = (IN_A_TEXT.exec(upper)?.[0] ?? upper).match(/[A-Z0-9]+/g) ?? [];
  const all = words.join("");
  if (!/[0-9]/.test(all)) return [];
  const cuts = [3, words.length > 1 ? words.at(-1).length : 0, 0, 1, 2];
  return [...new Set(cuts)].flatMap((cut) => {
    const end = all.length - cut;
    const inward = digits(all.slice(end, end + 1)) + letters(all.slice(end + 1));
    const outward = all.slice(0, end);
    return [outward, ...[1, 2].map((at) => letters(outward.slice(0, at)) + digits(outward.slice(at)))]
      .filter((each) => OUTWARD.test(each) && INWARD.test(inward))
      .map((each) => [each, inward]);
  });
}

function digits(text) {
  return text.replace(/[OILSZ]/g, (letter) => "01152"["OILSZ".indexOf(letter)]);
}

function letters(text) {
  return text.replace(/[0152]/g, (digit) => "OISZ"["0152".indexOf(digit)]);
}

async function byPostcode(read, typed) {
  let near;
  for (const [district, inward] of read) {
    const page = await fetch(`/postcodes/${district.toLowerCase()}/`);
    if (!page.ok) continue;
    const list = new DOMParser().parseFromString(await page.text(), "text/html");
    const every = [...list.querySelectorAll("tbody tr")];
    const rows = every.filter((row) =>
      row.cells[2].textContent.split(" ").some((code) => code.startsWith(inward)));
    if (rows.length) return show(inRows(rows));
    near ??= [district, inRows(every)];
  }
  if (!near) return say(`We know no postcode ${typed} in this area.`);
  show(near[1], [], `We know no postcode ${typed}. These areas are in ${near[0]}:`);
}

function inRows(rows) {
  return rows.map((row) => [row.cells[0].textContent, row.cells[1].textContent]);
}

function byName(name, typed) {
  if (name.length < FEWEST) return say(`Type ${FEWEST} letters or more, or a postcode.`);
  const words = name.split(" ");
  const holds = (text) => words.every((word) => ` ${plain(text)}`.includes(` ${word}`));
  const called = index.areas.filter(([text]) => holds(text));
  const areas = called.length ? called : index.areas.filter((both) => holds(both.join(" ")));
  const pages = index.pages.filter(([title]) => holds(title));
  if (areas.length || pages.length) return show(areas.slice(0, MOST), pages.slice(0, MOST));
  const far = index.areas.map(([text]) => distance(name, plain(text)));
  const least = Math.min(...far);
  if (least > Math.ceil(name.length / 5)) return say(`Nothing here is called “${typed}”.`);
  const near = index.areas.filter((_, at) => far[at] === least);
  show(near.slice(0, MOST), [], `Nothing here is called “${typed}”. Did you mean:`);
}

// A name for comparing: “St. Helens” and “saint helens” are one, “&” is “and”.
function plain(text) {
  const spelt = text.toLowerCase().replace(/['’]/g, "").replace(/&/g, " and ");
  return spelt.replace(/[^a-z0-9]+/g, " ").trim().replace(/\bsaint\b/g, "st");
}

// How many letters are changed, left out, put in or swapped with the next.
function distance(one, other) {
  let before, row = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const isSame = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + !isSame);
      if (before && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row.at(-1);
}

function show(areas, pages = [], words = "") {
  const places = [...new Set(areas.map(([, place]) => place))];
  const about = index.pages.filter(([, , named]) => places.length === 1 && named.includes(places[0]));
  answer.replaceChildren(...(words ? [paragraph(words)] : []));
  for (const [name, place] of new Map(areas.map((area) => [area.join(), area])).values()) {
    const line = paragraph(name === place ? "" : `${name} is in `);
    line.append(linked(index.places[place], place), ".");
    answer.append(line);
  }
  const listed = [...new Map([...pages, ...about].map((page) => [page[1], page])).values()];
  if (listed.length) {
    const heading = document.createElement("h3");
    heading.textContent = "Published pages";
    const list = document.createElement("ul");
    for (const [title, address] of listed) {
      const item = document.createElement("li");
      item.append(linked(address, title));
      list.append(item);
    }
    answer.append(heading, list);
  }
  answer.focus();
}

function paragraph(text) {
  const made = document.createElement("p");
  made.textContent = text;
  return made;
}

function linked(address, text) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  return link;
}

function say(words) {
  answer.textContent = words;
}
