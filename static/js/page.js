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
(function () {
"use strict";
var tools = document.getElementById("ecouter");
var main = document.getElementById("contenu");
var speech = window.speechSynthesis;
if (!tools || !main || !speech || !window.SpeechSynthesisUtterance || "silent" in main.dataset) return;
var root = document.documentElement;
var play = document.getElementById("ecouter-lire");
var next = document.getElementById("ecouter-suite");
var stop = document.getElementById("ecouter-fin");
var word = play.querySelector("span");
var listen = word.textContent;
var language = root.lang.slice(0, 2);
var voice = null;
var state = "off";
var turn = 0;
var current = null, index = 0, marks = [], quiet = [];
var NEVER = "nav,svg,script,style,template,select,textarea,input,audio,video,[hidden],[aria-hidden=true],[data-silent],.sr";
var SHORT = /(^|[\s(«])(M|Mme|MM|Dr|Dre|St|Ste|art|ex|p|no|Mr|Mrs|a\.m|p\.m|[A-Z])\.$/;
function choose() {
var voices = speech.getVoices().filter(function (one) {
return one.localService && one.lang.slice(0, 2).toLowerCase() === language;
});
var here = voices.filter(function (one) { return one.lang.slice(3, 5).toUpperCase() === "CA"; });
voice = here[0] || voices[0] || null;
tools.hidden = !voice && state === "off";
}
function isSilent(element) {
if (element.closest(NEVER)) return true;
var box = element.closest("details:not([open])");
while (box) {
var title = element.closest("summary");
if (!title || title.parentNode !== box) return true;
box = box.parentNode.closest("details:not([open])");
}
return !element.getClientRects().length && getComputedStyle(element).display !== "contents";
}
function block(element) {
while (element !== main && /^(inline|contents)/.test(getComputedStyle(element).display) &&
!/flex|grid|block/.test(getComputedStyle(element).display)) element = element.parentNode;
return element;
}
function ends(text) {
var found = [], end = /[.!?…]+[\s ]*[»”")]*(?=\s+[«“"(]?\s*[A-ZÀ-ÖØ-Þ0-9])/g, hit;
while ((hit = end.exec(text))) {
var last = hit.index + hit[0].length;
if (!SHORT.test(text.slice(0, last))) found.push(last);
}
return found.concat(text.length);
}
function sentences() {
var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), groups = [], heard = new Map(), node;
while ((node = walker.nextNode())) {
var parent = node.parentNode;
if (!heard.has(parent)) heard.set(parent, isSilent(parent) ? null : block(parent));
var home = heard.get(parent);
if (!home) continue;
var group = groups[groups.length - 1];
var broken = node.previousSibling && node.previousSibling.nodeName === "BR";
if (!group || group.home !== home || broken) groups.push(group = { home: home, nodes: [], text: "" });
group.nodes.push([node, group.text.length]);
group.text += node.data;
}
var all = [];
groups.forEach(function (group) {
var start = 0;
ends(group.text).forEach(function (end) {
var words = group.text.slice(start, end);
if (/[0-9A-Za-zÀ-ÿ]/.test(words)) all.push({ words: words, parts: pieces(group.nodes, start, end) });
start = end;
});
});
return all;
}
function pieces(nodes, start, end) {
return nodes.map(function (pair) {
var length = pair[0].data.length;
return [pair[0], Math.max(start - pair[1], 0), Math.min(end - pair[1], length)];
}).filter(function (part) { return part[1] < part[2] && part[0].data.slice(part[1], part[2]).trim(); });
}
function spelled(digits) {
return digits.replace(/\D/g, "").split("").join(" ");
}
function said(words) {
var hour = language === "fr" ? "heure" : "hour";
return words.replace(/\s+/g, " ").replace(/[«»“”]/g, "").trim()
.replace(/(\d{1,2}) h(?: (\d{2}))?(?![A-Za-zÀ-ÿ])/g, function (all, hours, minutes) {
return hours + " " + hour + (Number(hours) > 1 ? "s" : "") + (minutes ? " " + Number(minutes) : "");
})
.replace(/(?:1 )?\(?\d{3}\)?[ -]\d{3}-\d{4}/g, spelled)
.replace(/\b\d{4} \d{4}\b/g, spelled)
.replace(/(\d) (?=\d{3}(?!\d))/g, "$1")
.replace(/(\d) ?\$/g, "$1 dollars")
.replace(/\b(MRC|CRD)\b/g, function (letters) { return letters.split("").join(" "); });
}
function mark() {
current.parts.slice().reverse().forEach(function (part) {
var node = part[0], whole = node.data;
var inside = node.splitText(part[1]);
var rest = inside.splitText(part[2] - part[1]);
var box = document.createElement("mark");
box.className = "reading";
inside.parentNode.insertBefore(box, inside);
box.appendChild(inside);
marks.unshift({ node: node, whole: whole, box: box, rest: rest });
});
show(marks[0].box);
}
function show(box) {
var place = box.getBoundingClientRect();
if (place.top > 0 && place.bottom < window.innerHeight - tools.offsetHeight) return;
var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
box.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}
function clear() {
marks.reverse().forEach(function (one) {
one.box.remove();
one.rest.remove();
one.node.data = one.whole;
});
marks = [];
}
function follow(step) {
clear();
var all = sentences(), place = -1;
if (current) {
var first = current.parts[0];
place = all.findIndex(function (one) { return one.parts[0][0] === first[0] && one.parts[0][1] === first[1]; });
if (place < 0) place = Math.min(index, all.length) - step;
} else step = 1;
index = place + step;
current = all[index];
if (current) speak(); else end();
}
function speak() {
var mine = turn += 1;
speech.cancel();
mark();
var one = new SpeechSynthesisUtterance(said(current.words));
one.voice = voice;
one.lang = voice.lang;
one.rate = 0.95;
one.onend = function () { if (mine === turn) follow(1); };
one.onerror = function () { if (mine === turn) end(); };
current.voice = one;
speech.speak(one);
}
function hush() {
quiet = Array.from(main.querySelectorAll("[aria-live],[role=log],[role=status]")).map(function (element) {
var before = element.getAttribute("aria-live");
element.setAttribute("aria-live", "off");
return [element, before];
});
}
function unhush() {
quiet.forEach(function (pair) {
if (pair[1] === null) pair[0].removeAttribute("aria-live"); else pair[0].setAttribute("aria-live", pair[1]);
});
quiet = [];
}
function shown(now) {
var held = tools.contains(document.activeElement);
state = now;
word.textContent = now === "off" ? listen : now === "on" ? tools.dataset.pause : tools.dataset.more;
next.hidden = stop.hidden = now === "off";
root.classList.toggle("is-read", now !== "off");
if (held && now === "off") play.focus({ preventScroll: true });
}
function end() {
turn += 1;
speech.cancel();
clear();
unhush();
current = null;
shown("off");
}
play.addEventListener("click", function () {
if (state === "on") {
turn += 1;
speech.cancel();
return shown("pause");
}
if (state === "off") hush();
shown("on");
follow(0);
});
next.addEventListener("click", function () {
shown("on");
follow(1);
});
stop.addEventListener("click", end);
document.addEventListener("keydown", function (event) {
if (event.key === "Escape" && state !== "off") end();
});
window.addEventListener("pagehide", function () { if (state !== "off") end(); });
choose();
if (speech.addEventListener) speech.addEventListener("voiceschanged", choose); else speech.onvoiceschanged = choose;
})();
(function () {
"use strict";
document.querySelectorAll("[data-print]").forEach(function (line) {
line.hidden = false;
line.querySelector("button").addEventListener("click", function () { window.print(); });
});
})();
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
setTimeout(go, 1500);
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
window.addEventListener("pageshow", function (event) {
if (event.persisted && left) location.reload();
});
})();
(function () {
"use strict";
var status = document.getElementById("attente");
var under = null;
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
window.addEventListener("submit", function (event) {
if (event.defaultPrevented || event.target.target || "plain" in event.target.dataset) return;
if (under && under.form === event.target) return event.preventDefault();
restore();
under = { form: event.target, button: pressed(event), kept: null, timer: setTimeout(say, 400) };
under.late = setTimeout(restore, 20000);
});
window.addEventListener("pageshow", function (event) { if (event.persisted) restore(); });
})();
