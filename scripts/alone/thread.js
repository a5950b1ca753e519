/* A live thread. Without this file the page works by plain form. Protocol: docs/live-protocol.md. */
(function () {
  "use strict";
  var log = document.getElementById("fil");
  if (!log || !log.dataset.thread || !window.WebSocket) return;
  var list = log.querySelector("ol");
  var status = document.getElementById("direct");
  var form = document.querySelector("form[data-live]");
  var say = log.dataset;
  var thread = Number(say.thread);
  var last = Number(say.after);
  var changes = Number(say.changes);
  var early = new Map(); // arrived before the ones that precede them
  var changed = new Set(); // numbers of messages that are no longer as they were
  var socket = null, joined = false, wait = 500, retry = 0, gap = 0, sending = null, ended = false, fresh = 0, calm = 0, asking = false, again = false;

  function tell(words) {
    status.textContent = "";
    if (!words) return;
    var line = document.createElement("p");
    line.className = "newbar";
    line.textContent = words;
    status.appendChild(line);
  }

  function send(frame) {
    socket.send(JSON.stringify(frame));
  }

  // One question at a time: asked again before its answer, a busy server would only do it twice.
  function join() {
    again = asking;
    if (asking) return;
    asking = true;
    send({ type: "thread.join", thread: thread, after: last, changes: changes });
  }

  // The page has the links that this reader may use, once each; a frame is the same for every reader.
  function link(kind, item) {
    var model = document.getElementById("lien-" + kind);
    if (!model) return "";
    var made = model.content.firstElementChild.cloneNode(true);
    made.href = made.getAttribute("href").replace("/0/", "/" + item.dataset.id + "/");
    var heard = made.querySelector(".sr");
    heard.textContent = heard.textContent.replace("…", item.dataset.who);
    return made;
  }

  function unquote(place) {
    place.querySelectorAll("[data-of]").forEach(function (quote) {
      if (changed.has(Number(quote.dataset.of))) quote.remove();
    });
  }

  function element(html) {
    var holder = document.createElement("template");
    holder.innerHTML = html;
    var item = holder.content.querySelector("li");
    unquote(item);
    var box = item.querySelector(".msg");
    var state = item.dataset.state;
    var foot = box && box.querySelector(".msg-f"); // none outside the members
    if (foot) {
      if (item.dataset.by === say.me) {
        box.classList.add("msg-me");
        box.querySelector("b").append(" " + say.you);
        foot.querySelectorAll("button").forEach(function (button) { button.remove(); });
        foot.querySelector("[data-flag]").replaceWith(link("changer", item), link("retirer", item));
      }
      foot.append(link(state === "partly_hidden" ? "remontrer" : "cacher", item));
    } else if (state === "hidden" && item.dataset.id) {
      item.querySelector(".msg-off > div").append(link("remontrer", item));
    }
    return item;
  }

  function append(html) {
    var item = element(html);
    var shown = list.querySelectorAll("li[data-day]");
    var before = shown.length ? shown[shown.length - 1].dataset.day : "";
    if (item.dataset.day !== before) {
      var day = document.createElement("li");
      day.className = "day";
      day.textContent = item.dataset.day;
      list.appendChild(day);
    }
    arrived();
    list.appendChild(item);
    var empty = document.getElementById("vide");
    if (empty) empty.remove();
  }

  // A few messages are read aloud as they come; when many come at once, only how many.
  function arrived() {
    fresh += 1;
    if (fresh > 3) log.setAttribute("aria-live", "off");
    clearTimeout(calm);
    calm = setTimeout(function () {
      if (fresh > 3) tell(say.many.replace("…", fresh));
      log.setAttribute("aria-live", "polite");
      fresh = 0;
    }, 1500);
  }

  // Numbers have no gap: one that is missing is on its way, or lost and asked for again.
  function receive(frame) {
    if (frame.number <= last) return;
    early.set(frame.number, frame.html);
    while (early.has(last + 1)) {
      last += 1;
      append(early.get(last));
      early.delete(last);
    }
    clearTimeout(gap);
    if (early.size) gap = setTimeout(function () { if (joined) join(); }, 300);
  }

  function change(frame) {
    var item = element(frame.html);
    // Its words are hidden now: no answer quotes them any more. A new page quotes what is readable.
    if (item.dataset.state !== "shown") {
      changed.add(frame.number);
      unquote(list);
    }
    var old = document.getElementById("m-" + frame.number);
    // Already so, or newer: the page's own version has the links that this reader may use.
    if (!old || Number(old.dataset.v) >= Number(item.dataset.v)) return;
    var active = document.activeElement;
    var held = old.contains(active);
    old.querySelectorAll("[aria-pressed=true]").forEach(function (button) { press(item, button, true); });
    old.querySelectorAll("details[open]").forEach(function (open) {
      var same = item.querySelector("details." + open.className);
      if (same) same.open = true;
    });
    old.replaceWith(item);
    var again = held && button(item, active);
    if (again) again.focus({ preventScroll: true });
    else if (held) {
      item.tabIndex = -1;
      item.focus({ preventScroll: true });
    }
  }

  function button(place, like) {
    return like.formAction && place.querySelector('button[formaction="' + like.getAttribute("formaction") + '"]');
  }

  function press(place, like, isPressed) {
    var same = button(place, like);
    if (same) same.setAttribute("aria-pressed", isPressed);
  }

  // « Merci », « Moi aussi »: without waiting for a page; when that fails, the page does it.
  list.addEventListener("click", function (event) {
    var pressed = event.target.closest("button[formaction]");
    if (!pressed || !joined) return;
    event.preventDefault();
    var isPressed = pressed.getAttribute("aria-pressed") !== "true";
    fetch(pressed.formAction, { method: "POST", body: new FormData(pressed.form) }).then(function (answer) {
      if (answer.ok) press(list, pressed, isPressed);
      else location.reload();
    }).catch(function () { tell(say.lost); });
  });

  function newKey() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, function (b) { return b.toString(16).padStart(2, "0"); }).join("");
  }

  function sent() {
    if (!sending) return;
    clearTimeout(sending.timer);
    // What was typed while the message was on its way stays.
    if (form.elements.texte.value === sending.text) form.elements.texte.value = "";
    form.elements.cle.value = newKey();
    form.elements.en_reponse_a.value = form.elements.vu.value = "";
    var quote = form.querySelector(".quote");
    if (quote) quote.remove();
    sending = null;
    tell("");
  }

  function refused(words) {
    sending = null;
    tell(words);
  }

  function post() {
    clearTimeout(sending.timer);
    sending.timer = setTimeout(plainly, 8000);
    send({ type: "thread.post", thread: thread, text: sending.text, client_key: sending.key, ref: sending.key,
      reply_to: sending.reply, seen: sending.seen });
  }

  // The same key goes with the plain form: the server keeps one message, whichever way arrives.
  // Never a page of the browser that says « no connection »: the words would be lost with ours.
  function plainly() {
    var mine = sending;
    function later() {
      if (sending !== mine) return;
      tell(say.lost);
      clearTimeout(mine.timer);
      mine.timer = setTimeout(plainly, 8000);
    }
    if (!navigator.onLine) return later();
    fetch(form.action, { method: "POST", body: mine.body }).then(function (answer) {
      if (sending !== mine) return;
      if (answer.status > 499) return later();
      if (!answer.redirected) {
        sending = null;
        form.submit(); // the page that says why
      } else if (new URL(answer.url).pathname !== location.pathname) {
        refused(say.out);
      } else {
        sent();
        if (!joined) location.reload();
      }
    }).catch(later);
  }

  function open() {
    socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/ws/");
    socket.onopen = function () { asking = false; join(); };
    socket.onmessage = function (event) {
      var frame = JSON.parse(event.data);
      if (frame.type === "thread.message") receive(frame);
      else if (frame.type === "message.changed") change(frame);
      else if (frame.type === "thread.joined") {
        changes = frame.changes; asking = false;
        if (retry) tell(say.back);
        joined = true; wait = 500; retry = 0;
        if (frame.more || again) join();
        else if (sending) post();
      } else if (frame.type === "thread.posted") {
        if (sending && frame.client_key === sending.key) sent();
        if (frame.help) location.href = frame.help;
      } else if (frame.type === "thread.waiting") {
        // Read before it is shown: the page says so.
        if (sending && frame.client_key === sending.key) {
          sent();
          if (frame.help) location.href = frame.help;
          else location.reload();
        }
      } else if (frame.type === "thread.round") {
        var round = document.getElementById("tour");
        round.innerHTML = frame.html;
        round.querySelectorAll("[data-for]").forEach(function (mine) { mine.hidden = mine.dataset.for !== say.me; });
      } else if (frame.type === "thread.presence") {
        document.getElementById("presence").textContent = (frame.count > 1 ? say.here : say.alone).replace("…", frame.count);
      } else if (frame.type === "thread.state") tell(say.changed);
      else if (frame.type === "live.resync") join();
      else if (frame.type === "error") {
        asking = false;
        if (sending && (frame.ref === sending.key || !frame.ref)) {
          clearTimeout(sending.timer);
          if (frame.code === "look_again") { sending = null; form.submit(); } // the page that asks
          else if (frame.sentence) refused(frame.sentence); else plainly();
        } else if (frame.code === "thread_missing") { ended = true; tell(say.out); socket.close(); }
      }
    };
    // Also when rights changed (4403): joining again gives the answer.
    socket.onclose = function (event) {
      joined = false;
      // The second step is missing (4401): the page must be opened again, by the gate.
      if (event.code === 4401) { ended = true; tell(say.out); }
      if (ended) return;
      if (sending) clearTimeout(sending.timer); // goes again with the same key
      if (!retry) tell(say.lost);
      retry += 1;
      setTimeout(open, wait * (0.5 + Math.random()));
      wait = Math.min(wait * 2, 30000);
    };
  }

  if (form) form.addEventListener("submit", function (event) {
    var text = form.elements.texte.value;
    var key = form.elements.cle.value;
    // The plain form says what is missing, and carries a warning.
    if (!text.trim() || !key || form.elements.note.value) return;
    event.preventDefault();
    if (sending) return;
    sending = { key: key, text: text, reply: Number(form.elements.en_reponse_a.value) || 0, body: new FormData(form), seen: form.elements.vu.value };
    if (joined) post(); else plainly();
  });

  window.addEventListener("pagehide", function () {
    ended = true;
    var acts = document.getElementById("gestes");
    if (acts && last > say.after) {
      var seen = new FormData(acts);
      seen.append("jusqua", last);
      navigator.sendBeacon(say.read, seen);
    }
    if (socket) socket.close();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { ended = false; open(); }
  });
  open();
})();
