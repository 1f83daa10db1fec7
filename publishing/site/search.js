// Finds a postcode, ward, area or Place, and what is published about it. The lists that it reads
// are pages and files anybody may read; without a script they are a link away.
"use strict";
const form = document.querySelector("#search");
const answer = document.querySelector("#answer");
const POSTCODE = /^([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})?$/;
let index;

form.hidden = false;
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const typed = form.elements.q.value.trim();
  if (!typed) return say("Type a postcode, a town, a ward or a Place.");
  try {
    index ??= await (await fetch("/search.json")).json();
    const found = POSTCODE.exec(typed.toUpperCase().replace(/\s+/g, ""));
    if (found) await byPostcode(found[1], found[2] ?? "", typed);
    else byName(typed.toLowerCase());
  } catch {
    say("The search does not work just now. The lists of Places and postcodes do.");
  }
});

async function byPostcode(district, inward, typed) {
  const page = await fetch(`/postcodes/${district.toLowerCase()}/`);
  if (!page.ok) return say(`We know no postcode ${typed} in this area.`);
  const list = new DOMParser().parseFromString(await page.text(), "text/html");
  const rows = [...list.querySelectorAll("tbody tr")].filter(
    (row) => !inward || row.cells[2].textContent.split(" ").includes(inward));
  if (!rows.length) return say(`We know no postcode ${typed} in this area.`);
  show(rows.map((row) => [row.cells[0].textContent, row.cells[1].textContent]));
}

function byName(typed) {
  const areas = index.areas.filter(([name]) => name.toLowerCase().includes(typed));
  const pages = index.pages.filter(([title]) => title.toLowerCase().includes(typed));
  if (!areas.length && !pages.length) return say(`Nothing here is called “${typed}”.`);
  show(areas.slice(0, 12), pages.slice(0, 12));
}

function show(areas, pages = []) {
  const places = [...new Set(areas.map(([, place]) => place))];
  const about = index.pages.filter(([, , named]) => places.length === 1 && named.includes(places[0]));
  answer.replaceChildren();
  for (const [name, place] of areas) {
    const line = document.createElement("p");
    line.append(name === place ? "" : `${name} is in `, linked(index.places[place], place), ".");
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

function linked(address, text) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = text;
  return link;
}

function say(words) {
  answer.textContent = words;
}
