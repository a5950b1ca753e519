/* « Sortir vite »: the page empties at once, the session ends, another page takes the place of this one.
   Three presses on Shift do the same. Without this file the form does it, with one page more to go back over. */
(function () {
  "use strict";
  var form = document.getElementById("sortir-vite");
  if (!form || !window.fetch) return;
  var presses = [], left = false;

  function go() {
    location.replace(form.dataset.exit);
  }

  function leave() {
    if (left) return;
    left = true;
    var body = new FormData(form);
    document.title = "";
    document.body.hidden = true;
    document.body.textContent = "";
    fetch(form.action, { method: "POST", body: body, credentials: "same-origin", redirect: "manual", keepalive: true })
      .then(go, go);
    setTimeout(go, 1500); // a slow line keeps nobody here
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Shift") presses = [];
    else if (!event.repeat) {
      presses = presses.slice(-2).concat(event.timeStamp);
      if (presses.length === 3 && presses[2] - presses[0] < 1500) leave();
    }
  });
  document.addEventListener("pointerdown", function () { presses = []; });
  // The browser may keep a page as it was: what is private is asked for again.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && left) location.reload();
  });
})();
