/* A chart takes the whole screen, and comes back with the Escape key; the button keeps the focus. */
if (!window.chartsGrow) {
  window.chartsGrow = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".stHtml [data-full-screen]");
    if (!button) return;
    const chart = document.querySelector(`.st-key-${CSS.escape(button.dataset.fullScreen)}`);
    chart?.requestFullscreen?.();
  });
}
