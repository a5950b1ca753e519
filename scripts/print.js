/* A page to print: the button shows where scripts run; the menu of the browser always works. */
(function () {
  "use strict";
  document.querySelectorAll("[data-print]").forEach(function (line) {
    line.hidden = false;
    line.querySelector("button").addEventListener("click", function () { window.print(); });
  });
})();
