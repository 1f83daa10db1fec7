/* A link to another page of ours is followed without loading everything anew: the address changes as
   with the browser's own buttons, and Streamlit answers as it answers those. A click that asks for
   another window, a place further down the page or a file is left to the browser, and so is a link
   marked as leaving the pages (to sign in or out), and every link where this script does not run. */
if (!window.linksFollowed) {
  window.linksFollowed = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".stHtml a[href]");
    const isPlain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !isPlain || event.defaultPrevented || link.target || link.hash) return;
    if ("leaves" in link.dataset) return;
    if (link.origin !== location.origin || link.hasAttribute("download")) return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
  });
}
