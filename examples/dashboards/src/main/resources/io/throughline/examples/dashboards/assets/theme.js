// Runs before the page is painted, so that a chosen theme does not flash.
(function () {
  "use strict";
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch (e) {
    // Storage may be switched off; then the system's theme holds.
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
})();
