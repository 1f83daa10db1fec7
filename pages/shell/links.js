/* A link to another page of ours is followed without loading everything anew: the address changes as
   with the browser's own buttons, and Streamlit answers as it answers those. A click that asks for
   another window, a place further down the page or a file is left to the browser, and so is a link
   marked as leaving the pages (to sign in or out), and every link where this script does not run.
   The Place in view goes along, and to pages of measures the measure. On arrival the heading has the
   focus and the page is said aloud. */
if (!window.linksFollowed) {
  window.linksFollowed = true;
  const said = document.createElement("p");
  said.className = "unseen";
  said.setAttribute("aria-live", "polite");
  document.body.append(said);

  const ours = (event) => {
    const link = event.target.closest?.(".stHtml a[href]");
    const isOurs = link && link.origin === location.origin && !link.hasAttribute("download");
    return isOurs && !link.hash && !("leaves" in link.dataset) ? link : null;
  };
  const carry = (event) => {
    const link = ours(event);
    if (!link) return;
    const inView = document.querySelector("[data-place]")?.dataset;
    const [here, address] = [new URLSearchParams(location.search), new URL(link.href)];
    const place = inView?.place ?? here.get("place");
    const measure = inView?.measure ?? here.get("indicator");
    const choices = address.searchParams;
    if (place && !choices.has("place") && !choices.has("area")) choices.set("place", place);
    if (measure && !choices.has("indicator") && /\/(indicator|inequality|place)$/.test(address.pathname))
      choices.set("indicator", measure);
    link.href = address.href;
  };
  const heading = () => document.querySelector("[data-testid=stMain] h1");
  const focusHeading = () => {
    if (!heading()) return;
    heading().tabIndex = -1;
    heading().focus();
  };
  /* Where a page comes slowly its reader may have gone on meanwhile, and is not called back. */
  let hasGoneOn = false;
  for (const kind of ["keydown", "pointerdown"])
    document.addEventListener(kind, () => { hasGoneOn = true; }, true);
  const pageOf = ({ pathname, searchParams }) =>
    pathname.endsWith("/neighbourhood") ? pathname + searchParams.get("area") : pathname;
  let page = pageOf(new URL(location.href));
  /* Another page is here when it has another heading: on a slow machine a run may be over before
     the page shows that it began, so after a while its end is enough. Also where a search led on,
     or the browser went Back. */
  const LONGEST = 5000, FRESH = 15000; /* milliseconds */
  let isFollowed = false, left = heading(), words = left?.textContent, departed = 0, arrived = -FRESH;
  const depart = () => {
    hasGoneOn = false;
    [left, words, departed] = [heading(), heading()?.textContent, performance.now()];
  };
  addEventListener("popstate", depart);
  const arrive = () => {
    isFollowed = false;
    page = pageOf(new URL(location.href));
    arrived = performance.now();
    if (!hasGoneOn) {
      document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
      focusHeading();
    }
    said.textContent = document.title;
  };
  setInterval(() => {
    const now = performance.now();
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState;
    const isElsewhere = isFollowed || pageOf(new URL(location.href)) !== page;
    const isOther = heading() && (heading() !== left || heading().textContent !== words);
    if (isElsewhere && state === "notRunning" && (isOther || now > departed + LONGEST)) arrive();
    if (now > arrived + FRESH) return;
    /* What is drawn late takes the heading's place, and the focus with it. */
    if (!hasGoneOn && document.activeElement === document.body) focusHeading();
    if (said.textContent && said.textContent !== document.title) said.textContent = document.title;
  }, 100);

  /* A look at an area of a map is no view of its own: it is kept with the view it was looked at in,
     and Back leads to the view before. On the page of a neighbourhood each area is a page. */
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    depart();
    const [here, there] = [location.href, address ?? ""].map((each) => new URL(each, location.href));
    const isSamePage = pageOf(here) === pageOf(there);
    for (const each of [here, there]) each.searchParams.delete("area");
    if (isSamePage && here.href === there.href) history.replaceState(state, title, address);
    else push(state, title, address);
  };

  for (const kind of ["click", "auxclick", "contextmenu"])
    document.addEventListener(kind, carry, true);
  document.addEventListener("click", (event) => {
    const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const link = ours(event);
    if (!link || !isPlain || event.defaultPrevented || link.target) return;
    event.preventDefault();
    isFollowed = true;
    if (link.href !== location.href) history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
  /* Streamlit's own link skips nothing: the bar stands inside what it leads to. */
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-testid=stSkipToContent]")) return;
    event.preventDefault();
    event.stopPropagation();
    focusHeading();
  }, true);

  /* A picture is drawn at twice its size, sharp enough for paper. */
  const asPage = async ({ copy: words, picture: source, alt }) => {
    const picture = new Image();
    picture.src = source;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * picture.naturalWidth;
    canvas.height = 2 * picture.naturalHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const drawn = document.createElement("img");
    drawn.src = canvas.toDataURL();
    drawn.width = picture.naturalWidth;
    drawn.alt = alt;
    const text = document.createElement("p");
    text.textContent = words;
    return new Blob([text.outerHTML + drawn.outerHTML], { type: "text/html" });
  };
  /* Gives what is said of it. */
  const copy = async (what) => {
    const words = what.copy;
    const ofWords = what.picture ? "Copied the words, not the chart." : "Copied.";
    try {
      if (!what.picture || !window.ClipboardItem) {
        await navigator.clipboard.writeText(words);
        return ofWords;
      }
      const plain = new Blob([words], { type: "text/plain" });
      const item = { "text/plain": plain, "text/html": asPage(what) };
      await navigator.clipboard.write([new ClipboardItem(item)]);
      return "Copied.";
    } catch {
      /* Without https a browser has the older way alone. */
      const field = document.createElement("textarea");
      field.value = words;
      field.className = "unseen";
      document.body.append(field);
      field.select();
      const isDone = document.execCommand("copy");
      field.remove();
      return isDone ? ofWords : "Not copied: select the words instead.";
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.(".stHtml [data-copy]");
    if (!button) return;
    const outcome = await copy(button.dataset);
    button.focus();
    said.textContent = "";
    said.textContent = outcome;
    button.dataset.done = said.textContent;
  });

  /* On paper every sheet says which view it is and where it is found, what is folded is open, and a
     chart shrinks whole: a browser would cut it at the edge. */
  const PAPER = 700; /* pixels between the margins of A4 */
  const MOST_ROWS = 50;
  let undo = [];
  const quoted = (text) => `"${text.replace(/[\\"]/g, "\\$&")}"`;
  const toPaper = () => {
    if (undo.length) return;
    const sheet = document.createElement("style");
    const small = "font: 8pt Arial, sans-serif; vertical-align: top;";
    sheet.textContent = `@page { @top-left { ${small} content: ${quoted(document.title)} }
      @bottom-left { ${small} content: ${quoted(decodeURI(location.href))} }
      @bottom-right { ${small} content: counter(page) " of " counter(pages) } }`;
    document.head.append(sheet);
    undo.push(() => sheet.remove());
    for (const fold of document.querySelectorAll("[data-testid=stMain] details:not([open])")) {
      /* A list to search in stays as its reader left it; a topic of a page does not. */
      const rows = [...fold.querySelectorAll("tbody tr")]
        .filter((row) => row.closest("details") === fold);
      if (rows.length > MOST_ROWS && !fold.matches(".topic")) continue;
      fold.open = true;
      undo.push(() => { fold.open = false; });
    }
    for (const chart of document.querySelectorAll("[data-testid=stPlotlyChart] .svg-container")) {
      chart.style.zoom = Math.min(1, PAPER / chart.offsetWidth);
      undo.push(() => { chart.style.zoom = ""; });
    }
  };
  const toScreen = () => {
    undo.forEach((each) => each());
    undo = [];
  };
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", toScreen);
}
