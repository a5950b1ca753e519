/* The gentle look while one writes: its patterns are fetched only when somebody begins to write. */
(function () {
  "use strict";
  document.addEventListener("focusin", function later(event) {
    var form = event.target.closest && event.target.closest("form[data-care]");
    if (!form || event.target.tagName !== "TEXTAREA") return;
    document.removeEventListener("focusin", later);
    var script = document.createElement("script");
    script.src = form.dataset.care;
    document.head.appendChild(script);
  });
})();
