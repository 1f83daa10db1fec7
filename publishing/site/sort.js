// Sorts a table by a column, for who wants it. Without a script it stays as it was published.
"use strict";
const NUMBER = /^-?[0-9]+(\.[0-9]+)?/;

for (const table of document.querySelectorAll("main table")) {
  const body = table.tBodies[0], head = table.tHead;
  // On a phone, where each row is a list of its own, there are no headings to press.
  if (!head || body.rows.length < 4 || getComputedStyle(head).position === "absolute") continue;
  [...head.rows[0].cells].forEach((cell, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => sort(body, cell, column));
  });
}

function sort(body, cell, column) {
  const isUp = cell.getAttribute("aria-sort") !== "ascending";
  for (const each of cell.parentNode.cells) each.removeAttribute("aria-sort");
  cell.setAttribute("aria-sort", isUp ? "ascending" : "descending");
  const rows = [...body.rows].map((row) => [row.cells[column].innerText.trim(), row]);
  const figure = ([text]) => parseFloat(NUMBER.exec(text.replace(/[£,]/g, "").replace("−", "-")));
  const isFigures = rows.filter((row) => !isNaN(figure(row))).length * 2 >= rows.length;
  rows.sort((a, b) => {
    const way = isUp ? 1 : -1;
    if (!isFigures) return way * a[0].localeCompare(b[0], "en-GB");
    const [one, other] = [figure(a), figure(b)];
    if (isNaN(one) || isNaN(other)) return isNaN(one) - isNaN(other); // what has no figure comes last
    return way * (one - other);
  });
  body.append(...rows.map(([, row]) => row));
}
