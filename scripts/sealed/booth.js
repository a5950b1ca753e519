/* The ballot page: with this file the choice is encrypted here and never leaves; without it, the server encrypts. */
(function (sealed) {
  "use strict";
  var form = document.getElementById("bulletin"), model = document.getElementById("ballot-check");
  if (!sealed.isReady || !form || !model || !form.dataset.droit || !window.fetch) return;
  var chosen = document.getElementById("bulletin-choix"), place = document.getElementById("bulletin-verifier");
  var inputs = Array.from(form.querySelectorAll("[name=choix]"));
  var least = Number(form.dataset.least || 1), most = Number(form.dataset.most || 1);
  var record = null, isBusy = false, title = document.title;
  document.querySelectorAll("[data-by-server]").forEach(function (words) { words.hidden = true; });
  document.querySelectorAll("[data-by-device]").forEach(function (words) { words.hidden = false; });

  function part(name) {
    return place.querySelector("[data-" + name + "]");
  }

  function ticked() {
    return inputs.filter(function (input) { return input.checked; });
  }

  // Asked for early, kept when it came, asked again when it did not.
  function election() {
    record = record || asked(form.dataset.election, {}).then(function (answer) {
      if (!answer.ok) throw new Error("election");
      return answer.arrayBuffer();
    }).then(function (buffer) { return new Uint8Array(buffer); });
    record.catch(function () { record = null; });
    return record;
  }

  // A network that says nothing for a minute has failed.
  function asked(address, options) {
    var late = new Promise(function (go, fail) { setTimeout(fail, 60000, new Error("late")); });
    return Promise.race([fetch(address, Object.assign({ credentials: "same-origin" }, options)), late]);
  }

  function show(isCheck) {
    chosen.hidden = isCheck;
    place.hidden = !isCheck;
    document.title = isCheck ? part("title").dataset.title : title;
    var heading = (isCheck ? place : chosen).querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
    window.scrollTo(0, 0);
  }

  function words(input) {
    return input.closest("label").querySelector("b").textContent;
  }

  function prepare() {
    place.textContent = "";
    place.appendChild(model.content.cloneNode(true));
    var said = ticked().map(words).join(", ");
    if (said) part("said").textContent = said;
    part("change").addEventListener("click", function () { if (!isBusy) history.back(); });
    part("by-server-now").addEventListener("click", function () { form.submit(); });
    place.querySelector("form").addEventListener("submit", function (event) {
      event.preventDefault();
      if (!isBusy) cast(event.target);
    });
  }

  function tell(name) {
    part("status").textContent = name ? part("status").dataset[name] : "";
  }

  function busy(isNow) {
    isBusy = isNow;
    place.querySelector("button:not([type=button])").setAttribute("aria-disabled", String(isNow));
  }

  async function cast(sending) {
    busy(true);
    part("failed").hidden = part("refused").hidden = true;
    tell("encrypting");
    try {
      var choice = inputs.map(function (input) { return input.checked ? 1 : 0; });
      var ballot = await sealed.encrypt(await election(), form.dataset.droit, [choice]);
      tell("sending");
      var body = new FormData(sending);
      body.append("bulletin", ballot);
      var answer = await asked(form.dataset.deposer, { method: "POST", body: body });
      var page = answer.ok && answer.redirected ? await answer.text() : "";
      // The receipt names the ballot that was kept: it must be this one.
      var kept = /data-number="([^"]*)"/.exec(page);
      if (!page || (kept && kept[1] !== sealed.b64(sealed.utf8(ballot)))) return stop("refused");
      location.replace(answer.url); // going back does not lead to the choice
    } catch (error) {
      stop("failed");
    }
  }

  function stop(name) {
    busy(false);
    tell("");
    part(name).hidden = false;
    part(name).focus();
  }

  form.addEventListener("submit", function (event) {
    var count = ticked().length, bounds = document.getElementById("bulletin-combien");
    if (!count && least) return; // the page comes back and says what is missing: nothing of a choice leaves
    event.preventDefault();
    if (bounds) bounds.hidden = count >= least && count <= most;
    if (count < least || count > most) return bounds && bounds.focus();
    prepare();
    election().then(function (bytes) {
      part("fingerprint").textContent = sealed.b64(bytes).replace(/.{4}/g, "$& ");
    }).catch(function () { return null; });
    history.pushState({ check: true }, "");
    show(true);
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && !place.hidden) busy(false);
  });
  window.addEventListener("popstate", function (event) {
    var isCheck = Boolean(event.state && event.state.check && ticked().length >= least);
    if (isCheck) prepare();
    if (isCheck === place.hidden) show(isCheck);
  });
})(self.sealed);
