/* The gentle look, while one writes: says which words may tell who somebody is. It sends nothing and stops nothing.
   Shapes only: names are asked about by the server, whose lists of names do not travel. */
(function () {
  "use strict";
  // Written by `python tools/care.py`, from common/private_words.py.
  var SHAPES = [
    ["courriel", "([\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)", "g"],
    ["courriel", "([\\w.+-]+ ?[(\\[] ?(?:arobase|at) ?[)\\]] ?[\\w-]+)", "gi"],
    ["telephone", "(?:^|[^\\d])((?:\\+?1[ .-]?)?\\(?\\d{3}\\)?[ .-]{0,2}\\d{3}[ .-]?\\d{4}(?!\\d))", "g"],
    ["telephone", "(?:^|[^\\d-])(\\d{3}-\\d{4}(?![\\d-]))", "g"],
    ["telephone", "(?:^ ?|[^\\d ]|[^\\d] )((?:\\d[ .-]){6,}\\d(?! ?[\\d$]))", "g"],
    ["numero", "(?:^ ?|[^\\d ]|[^\\d] )(\\d{3}[ -]?\\d{3}[ -]?\\d{3}(?! ?[\\d$]))", "g"],
    ["numero", "(?:^|[^\\wÀ-ÿ])([A-Z]{4} ?\\d{4} ?\\d{4}(?!\\d))", "g"],
    ["numero", "(?:^|[^\\wÀ-ÿ])(dossiers?(?: ?:)? (?:(?:no|n°|nº|numéro|#)\\.? ?)?[A-Z]*-?\\d+)", "gi"],
    ["numero", "(?:^|[^\\d])(\\d{7,}(?!\\d))", "g"],
    ["adresse", "(?:^|[^\\wÀ-ÿ-])(\\d+[A-Za-z]?(?:,| ,)? (?:rue|avenue|av\\.|boulevard|boul\\.|chemin|ch\\.|rang|route|rte|montée|côte|place|ruelle|impasse)(?![\\wÀ-ÿ-]))", "gi"],
    ["adresse", "(?:^|[^\\wÀ-ÿ-])((?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Bb]oul\\.|[Cc]hemin|[Rr]uelle) (?:(?:de|du|des|la|le|les|l'|d') ?)*[A-ZÀ-Þ\\d][\\wÀ-ÿ'-]*)", "g"],
    ["adresse", "(?:^|[^\\wÀ-ÿ-])(\\d+, ?(?:[A-ZÀ-Þ][\\wÀ-ÿ'-]+ )?(?:[Rr]ang|[Cc]hemin|[Rr]ue)(?![\\wÀ-ÿ-]))", "g"],
    ["adresse", "(?:^|[^\\wÀ-ÿ-])([Rr]ang (?:\\d+|[A-ZÀ-Þ]))", "g"],
    ["adresse", "(?:^|[^\\wÀ-ÿ])([A-Z]\\d[A-Z] ?\\d[A-Z]\\d(?![\\wÀ-ÿ]))", "gi"],
    ["adresse", "(?:^|[^\\wÀ-ÿ])((?:case postale|C\\. ?P\\.) ?\\d+)", "gi"]
  ];
  var MOST = 6;

  function even(line) {
    return line.normalize("NFC").replace(/\u2019/g, "'").replace(/\u2011/g, "-").replace(/\s+/g, " ");
  }

  function look(text) {
    var found = [];
    text.split("\n").map(even).forEach(function (line) {
      SHAPES.forEach(function (shape) {
        var pattern = new RegExp(shape[1], shape[2]), match;
        while ((match = pattern.exec(line))) {
          var words = match[1].trim();
          if (!found.some(function (known) { return known.indexOf(words) >= 0; })) found.push(words);
        }
      });
    });
    return found.slice(0, MOST);
  }

  function watch(area, say) {
    var line = document.createElement("p"), timer = 0;
    line.className = "hint";
    line.setAttribute("role", "status");
    area.parentNode.insertBefore(line, area.nextSibling);
    function again() {
      var found = look(area.value);
      line.textContent = found.length ? say.replace("\u2026", "\u00ab\u00a0" + found.join("\u00a0\u00bb, \u00ab\u00a0") + "\u00a0\u00bb") : "";
    }
    area.addEventListener("input", function () {
      clearTimeout(timer);
      timer = setTimeout(again, 600);
    });
    again();
  }

  document.querySelectorAll("form[data-care]").forEach(function (form) {
    form.querySelectorAll("textarea").forEach(function (area) { watch(area, form.dataset.look); });
  });
  window.espaceLook = look;
})();
