/* What a real page is asked, from inside. Each function answers with a list of « element | what is wrong ». */
(() => {
  const within = (name) => `${name.slice(0, 90)}`;
  const says = (el) => (el.getAttribute("aria-label") || el.innerText || el.value || "").trim().replace(/\s+/g, " ").slice(0, 40);
  const named = (el) => {
    const id = el.id ? "#" + el.id : el.name ? `[name=${el.name}]` : "";
    const kind = el.classList.length ? "." + [...el.classList].join(".") : "";
    return within(`${el.tagName.toLowerCase()}${id}${kind} « ${says(el)} »`);
  };
  const drawn = (el) => {
    const box = el.getBoundingClientRect();
    return el.getClientRects().length > 0 && box.width > 1 && box.height > 1 && getComputedStyle(el).visibility === "visible";
  };
  const isTick = (el) => el.tagName === "INPUT" && (el.type === "radio" || el.type === "checkbox");
  const wrapped = (el) => (isTick(el) && (el.closest("label") || el.closest(".choice"))) || el;

  const overflow = () => {
    const room = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - room;
    if (over <= 0) return [];
    const scrolls = (el) => { for (let up = el.parentElement; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible" && up !== document.documentElement && up !== document.body) return true; return false; };
    const wide = [...document.body.querySelectorAll("*")].filter((el) => el.getBoundingClientRect().right > room + 0.5 && !scrolls(el));
    const inner = wide.filter((el) => !wide.some((other) => other !== el && el.contains(other)));
    return (inner.length ? inner : [document.body]).slice(0, 3).map((el) => `${named(el)} | ${over} px too wide`);
  };

  // WCAG 2.5.5: a link inside a sentence is as tall as its line.
  const inSentence = (el) => {
    if (el.tagName !== "A" || getComputedStyle(el).display !== "inline") return false;
    let block = el.parentElement;
    while (block && getComputedStyle(block).display === "inline") block = block.parentElement;
    const around = [...block.childNodes].filter((node) => node.nodeType === 3 || getComputedStyle(node).display === "inline");
    const words = around.map((node) => (node.contains(el) && node !== el ? node.textContent.replace(el.textContent, "") : node === el ? "" : node.textContent)).join("");
    return /[\p{L}\p{N}]{2}/u.test(words);
  };
  const targets = () => [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button]")]
    .filter((el) => !el.disabled && !el.matches(".skip") && drawn(wrapped(el)) && !inSentence(el))
    .map((el) => [el, wrapped(el).getBoundingClientRect()])
    .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
    .map(([el, box]) => `${named(el)} | ${Math.round(box.width)} × ${Math.round(box.height)} px`);

  const stops = () => {
    const groups = new Set();
    return [...document.querySelectorAll("a[href], button, summary, select, textarea, input:not([type=hidden]), [tabindex]")].filter((el) => {
      if (el.disabled || el.tabIndex < 0 || !el.getClientRects().length || getComputedStyle(el).visibility !== "visible") return false;
      if (el.type !== "radio") return true;
      const group = (el.form ? [...document.forms].indexOf(el.form) : "") + el.name;
      const ticked = document.querySelector(`input[type=radio][name="${CSS.escape(el.name)}"]:checked`);
      if (groups.has(group) || (ticked && ticked !== el)) return false;
      groups.add(group);
      return true;
    });
  };
  const look = (el) => {
    const seen = [];
    for (const part of [el, wrapped(el)]) {
      const style = getComputedStyle(part);
      seen.push(style.outlineStyle === "none" ? "" : style.outlineWidth + style.outlineColor, style.boxShadow);
    }
    return seen.join(";");
  };
  const covered = (el) => {
    const part = wrapped(el), box = [...part.getClientRects()].find((rect) => rect.width > 1 && rect.height > 1) || part.getBoundingClientRect();
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (right - left < 2 || bottom - top < 2) return "out of view";
    for (const [x, y] of [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15]]) {
      const hit = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y);
      if (hit && (part.contains(hit) || hit.contains(part))) return "";
    }
    return "covered";
  };

  let list = [], rest = [], last = -1, reached = new Set(), wrong = [], inside = null;
  // `part`: only the stops inside it, from the one just before.
  const beginTab = (part) => {
    if (document.activeElement) document.activeElement.blur();
    window.getSelection().removeAllRanges();
    const all = stops();
    inside = part ? document.querySelector(part) : null;
    list = inside ? all.filter((el) => inside.contains(el)) : all;
    rest = list.map(look); last = -1; reached = new Set(); wrong = [];
    const follows = (el) => el.compareDocumentPosition(inside) & Node.DOCUMENT_POSITION_FOLLOWING;
    const before = inside && all.filter((el) => !inside.contains(el) && follows(el)).pop();
    if (before) before.focus();
    return list.length;
  };
  // After each Tab: true when the walk is over.
  const stepTab = () => {
    const el = document.activeElement;
    if (!el || el === document.body || el === document.documentElement) return true;
    const at = list.indexOf(el);
    // A region that scrolls: browsers make it reachable. Out of the part: the walk is over.
    if (at < 0) return inside ? !inside.contains(el) : false;
    if (reached.has(at)) return at === 0 || (wrong.push(`${named(el)} | the focus comes back: a trap`), true);
    if (at < last) wrong.push(`${named(el)} | reached after what follows it`);
    if (look(el) === rest[at]) wrong.push(`${named(el)} | the focus does not show`);
    const hidden = covered(el);
    if (hidden) wrong.push(`${named(el)} | focused but ${hidden}`);
    reached.add(at); last = at;
    return false;
  };
  const endTab = () => wrong.concat(list.filter((el, at) => !reached.has(at)).map((el) => `${named(el)} | never reached with Tab`));

  const printed = () => {
    // A sheet of paper has its own title: the one of the screen stays there.
    const shown = (what) => [...document.querySelectorAll(what)].find(drawn);
    if (!shown(".sheet") && !shown("main h1")) return ["h1 | not on paper"];
    return [...document.querySelectorAll("nav, .tools, .skip, .me button")].filter(drawn).slice(0, 3).map((el) => `${named(el)} | on paper`);
  };
  const grow = (times) => { const root = document.documentElement; root.style.fontSize = times ? parseFloat(getComputedStyle(root).fontSize) * times + "px" : ""; };
  const openDetails = () => document.querySelectorAll("details").forEach((el) => { el.open = true; });
  window.__ask = { overflow, targets, beginTab, stepTab, endTab, printed, grow, openDetails };
})();
