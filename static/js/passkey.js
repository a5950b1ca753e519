(function () {
"use strict";
if (!window.PublicKeyCredential || !navigator.credentials || /^[\d.]+$|:/.test(location.hostname)) return;
function bytes(text) {
var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
return Uint8Array.from(raw, function (c) { return c.charCodeAt(0); });
}
function text(buffer) {
var raw = String.fromCharCode.apply(null, new Uint8Array(buffer));
return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
function asked(options) {
var key = options.publicKey;
key.challenge = bytes(key.challenge);
if (key.user) key.user.id = bytes(key.user.id);
(key.excludeCredentials || key.allowCredentials || []).forEach(function (one) { one.id = bytes(one.id); });
return { publicKey: key };
}
function answered(made) {
var response = {};
["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
if (made.response[name]) response[name] = text(made.response[name]);
});
return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response: response,
clientExtensionResults: made.getClientExtensionResults() });
}
document.querySelectorAll("[data-no-passkey]").forEach(function (words) { words.hidden = true; });
document.querySelectorAll("form[data-passkey]").forEach(function (form) {
form.hidden = false;
form.addEventListener("submit", function (event) {
event.preventDefault();
var status = form.querySelector("[role=status]");
status.textContent = "";
fetch(form.dataset.begin, { method: "POST", body: new FormData(form), credentials: "same-origin" })
.then(function (answer) { return answer.json(); })
.then(function (options) { return navigator.credentials[form.dataset.passkey](asked(options)); })
.then(function (made) {
form.elements.credential.value = answered(made);
form.submit();
})
.catch(function () { status.textContent = form.dataset.failed; });
});
});
})();
