(function () {
"use strict";
document.querySelectorAll("[data-pin]").forEach(function (link) {
var box = link.parentNode.querySelector("input");
var button = document.createElement("button");
button.type = "button";
button.className = link.className;
button.innerHTML = link.innerHTML;
link.replaceWith(button);
function show(inClear) {
box.type = inClear ? "text" : "password";
button.querySelector("span").textContent = inClear ? link.dataset.hide : link.dataset.show;
}
button.addEventListener("click", function () {
show(box.type === "password");
});
if (box.form) {
box.form.addEventListener("submit", function () {
show(false);
});
}
});
})();
