/* Something sent that takes time: the button pressed says so, and a second press sends nothing more. */
(function () {
  "use strict";
  var status = document.getElementById("attente");
  var under = null; // the form on its way, its button and what the button said

  function restore() {
    if (!under) return;
    clearTimeout(under.timer);
    clearTimeout(under.late);
    if (under.kept) {
      under.button.textContent = "";
      under.kept.forEach(function (node) { under.button.appendChild(node); });
      under.button.removeAttribute("aria-disabled");
      under.button.style.minWidth = "";
    }
    status.textContent = "";
    under = null;
  }

  function say() {
    var button = under.button;
    status.textContent = status.dataset.words;
    if (!button || button.tagName !== "BUTTON") return;
    button.style.minWidth = button.offsetWidth + "px";
    under.kept = Array.from(button.childNodes);
    button.textContent = status.dataset.words;
    button.setAttribute("aria-disabled", "true");
  }

  function pressed(event) {
    var form = event.target, active = document.activeElement;
    if (event.submitter) return event.submitter;
    return form.contains(active) && active.tagName === "BUTTON" ? active : form.querySelector("button:not([type=button])");
  }

  // After the page's own listeners: what one of them sends by itself is not ours.
  window.addEventListener("submit", function (event) {
    if (event.defaultPrevented || event.target.target || "plain" in event.target.dataset) return;
    if (under && under.form === event.target) return event.preventDefault();
    restore();
    under = { form: event.target, button: pressed(event), kept: null, timer: setTimeout(say, 400) };
    under.late = setTimeout(restore, 20000); // a file that downloads leaves the page where it is
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) restore(); });
})();
