/* The two pages of a scrutineer: draw the phrase of a season, open the urn of a vote. The words stay in this device:
   they are in no field that has a name, in no address, in nothing that is kept. */
(function (sealed) {
  "use strict";
  if (!sealed.isReady) return;
  var phrase = sealed.phrase;

  function part(root, name) {
    return root.querySelector("[data-" + name + "]");
  }

  function parts(root, name) {
    return Array.from(root.querySelectorAll("[data-" + name + "]"));
  }

  function filled(sentence, values) {
    return Object.keys(values).reduce(function (text, name) { return text.replace(name, values[name]); }, sentence);
  }

  function heading(box) {
    var title = box.querySelector("h1");
    title.tabIndex = -1;
    title.focus();
    window.scrollTo(0, 0);
  }

  // The way without a network is for who wants it.
  function fold(root) {
    part(root, "no-script").hidden = true;
    part(root, "offline").open = false;
  }

  // An error tied to its field.
  function refuse(field, sentence) {
    var input = field.querySelector("input, textarea"), words = field.querySelector(".error");
    words.textContent = sentence;
    words.hidden = !sentence;
    field.classList.toggle("field-error", Boolean(sentence));
    if (sentence) input.setAttribute("aria-invalid", "true"); else input.removeAttribute("aria-invalid");
    return !sentence;
  }

  function draw(root) {
    var entropy, words, asked = [], isBusy = false, say = root.dataset;

    function another() {
      entropy = phrase.draw();
      words = phrase.of(entropy);
      parts(root, "words").forEach(function (list) {
        list.textContent = "";
        words.forEach(function (word) {
          list.appendChild(document.createElement("li")).textContent = word;
        });
      });
      part(root, "checksum").textContent = phrase.checksumOf(entropy);
      var path = "";
      sealed.squareCode(phrase.figuresOf(words)).forEach(function (row, y) {
        row.forEach(function (dark, x) { if (dark) path += "M" + x + " " + y + "h1v1h-1z"; });
      });
      root.querySelector("[data-square-code] path").setAttribute("d", path);
      ask();
    }

    // Three places, in order, drawn anew each time.
    function ask() {
      asked = [];
      while (asked.length < 3) {
        var place = crypto.getRandomValues(new Uint8Array(1))[0] % 32;
        if (place < words.length && asked.indexOf(place) < 0) asked.push(place);
      }
      asked.sort(function (a, b) { return a - b; });
      parts(root, "asked").forEach(function (field, at) {
        part(field, "place").textContent = String(asked[at] + 1);
        field.querySelector("input").value = "";
        refuse(field, "");
      });
    }

    function show(name) {
      parts(root, "part").forEach(function (box) { box.hidden = box.dataset.part !== name; });
      part(root, "without").hidden = name !== "phrase";
      // Only where the sheet shows does paper hold it alone.
      document.documentElement.classList.toggle("only-sheet", name === "sheet");
    }

    function go(name) {
      show(name);
      heading(root.querySelector("[data-part=" + name + "]"));
    }

    function isRehearsed() {
      var whole = part(root, "all"), typed = whole.querySelector("textarea").value.trim();
      if (typed) return refuse(whole, differs(typed));
      return parts(root, "asked").map(function (field, at) {
        var right = phrase.numberOf(field.querySelector("input").value) === phrase.numberOf(words[asked[at]]);
        return refuse(field, right ? "" : filled(say.wrong, { NUMBER: asked[at] + 1 }));
      }).every(Boolean);
    }

    function differs(typed) {
      try {
        var read = phrase.of(phrase.entropyOf(typed));
        var at = words.findIndex(function (word, place) { return word !== read[place]; });
        return at < 0 ? "" : filled(say.wrongAll, { NUMBER: at + 1 });
      } catch (error) {
        if (error.code === "count") return filled(say.count, { NUMBER: error.count });
        return filled(say.wrongAll, { NUMBER: error.position || "?" });
      }
    }

    async function send(form) {
      var votes = JSON.parse(say.votes), keys = [], status = part(root, "status");
      for (var at = 0; at < votes.length; at += 1) {
        if (at % 6 === 0) status.textContent = filled(say.working, { NUMBER: at + 1, ALL: votes.length });
        var key = phrase.keyOf(phrase.secretOf(entropy, votes[at]));
        keys.push({ uuid: votes[at], public_key: key.public_key, pok: key.pok });
        await sealed.pause();
      }
      status.textContent = say.done;
      form.elements.keys.value = JSON.stringify(keys);
      form.elements.checksum.value = phrase.checksumOf(entropy);
      form.submit();
    }

    parts(root, "go").forEach(function (button) {
      button.addEventListener("click", function () { go(button.dataset.go); });
    });
    part(root, "draw").addEventListener("click", another);
    part(root, "print-sheet").addEventListener("click", function () { window.print(); });
    part(root, "send").addEventListener("submit", function (event) {
      event.preventDefault();
      if (isBusy) return;
      if (!isRehearsed()) return root.querySelector("[aria-invalid]").focus();
      isBusy = true;
      send(event.target);
    });
    // A page put back by the browser may be sent again.
    window.addEventListener("pageshow", function () { isBusy = false; });
    another();
    show("phrase");
    fold(root);
  }

  function open(root) {
    var say = root.dataset, field = part(root, "ask").querySelector(".field"), box = field.querySelector("textarea");
    var status = part(root, "status"), bar = part(root, "bar"), steps = part(root, "steps"), isBusy = false, begun = 0;

    function show(isWork) {
      parts(root, "part").forEach(function (one) { one.hidden = (one.dataset.part === "work") !== isWork; });
      if (isWork) heading(root.querySelector("[data-part=work]"));
    }

    function step(number) {
      Array.from(steps.children).slice(0, 4).forEach(function (item, at) {
        item.className = at + 1 < number ? "done" : at + 1 === number ? "now" : "";
        item.querySelector(".when").textContent = steps.dataset[at + 1 < number ? "done" : at + 1 === number ? "now" : "later"];
      });
    }

    // Said aloud from time to time only: every ballot would be too much.
    function tell(done, all) {
      bar.value = Math.floor(90 * done / all);
      var spent = (Date.now() - begun) / 1000, left = Math.ceil(spent * (all - done) / done / 5) * 5;
      if (done > 1 && done % Math.ceil(all / 8)) return;
      status.textContent = filled(say.checking, { NUMBER: done, ALL: all }) +
        (left > 5 ? " " + filled(say.left, { NUMBER: left }) : "");
    }

    function mistake(error) {
      if (error.code === "word") return filled(say.word, { NUMBER: error.position, TYPED: error.typed });
      return error.code === "count" ? filled(say.count, { NUMBER: error.count }) : say.checksum;
    }

    function back(sentence) {
      isBusy = false;
      show(false);
      refuse(field, sentence);
      box.focus();
    }

    async function work() {
      var secret, archive, found;
      try {
        secret = phrase.secretOf(phrase.entropyOf(box.value), say.vote);
      } catch (error) {
        return back(mistake(error));
      }
      if (String(sealed.ofG(secret)) !== say.key) return back(say.other);
      show(true);
      step(2);
      begun = Date.now();
      try {
        var answer = await fetch(say.archive, { credentials: "same-origin", cache: "no-store" });
        if (!answer.ok) throw new Error("archive");
        archive = new Uint8Array(await answer.arrayBuffer());
      } catch (error) {
        return back(say.network);
      }
      try {
        found = await sealed.board.check(archive, tell);
        if (found.vote.record.uuid !== say.vote || found.vote.trustees.indexOf(say.key) < 0) throw new Error("other_election");
      } catch (error) {
        return back(filled(say.board, { CODE: error.code || error.message || "?" }));
      }
      step(3);
      status.textContent = say.adding;
      var text = await sealed.share(found, secret), form = part(root, "send");
      step(4);
      bar.value = 100;
      status.textContent = say.sending;
      form.elements.part.value = text;
      box.value = "";
      form.submit();
    }

    root.querySelector("form[data-ask]").addEventListener("submit", function (event) {
      event.preventDefault();
      if (isBusy) return;
      isBusy = true;
      refuse(field, "");
      work();
    });
    part(root, "with").hidden = false;
    fold(root);
  }

  var page = document.getElementById("scrutateur-phrase");
  if (page) draw(page);
  page = document.getElementById("scrutateur-ouvrir");
  if (page && window.fetch) open(page);
})(self.sealed);
