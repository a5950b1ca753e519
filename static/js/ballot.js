self.sealed = { group: {"p":"20694785691422546401013643657505008064922989295751104097100884787057374219242717401922237254497684338129066633138078958404960054389636289796393038773905722803605973749427671376777618898589872735865049081167099310535867780980030790491654063777173764198678527273474476341835600035698305193144284561701911000786737307333564123971732897913240474578834468260652327974647951137672658693582180046317922073668860052627186363386088796882120769432366149491002923444346373222145884100586421050242120365433561201320481118852408731077014151666200162313177169372189248078507711827842317498073276598828825169183103125680162072880719","q":"78571733251071885079927659812671450121821421258408794611510081919805623223441","g":"2402352677501852209227687703532399932712287657378364916510075318787663274146353219320285676155269678799694668298749389095083896573425601900601068477164491735474137283104610458681314511781646755400527402889846139864532661215055797097162016168270312886432456663834863635782106154918419982534315189740658186868651151358576410138882215396016043228843603930989333662772848406593138406010231675095763777982665103606822406635076697764025346253773085133173495194248967754052573659049492477631475991575198775177711481490920456600205478127054728238140972518639858334115700568353695553423781475582491896050296680037745308460627"} };
(function (sealed) {
"use strict";
if (typeof BigInt !== "function" || !self.crypto || !crypto.getRandomValues || !self.TextEncoder) return;
var ZERO = BigInt(0), ONE = BigInt(1);
var P = BigInt(sealed.group.p), Q = BigInt(sealed.group.q), G = BigInt(sealed.group.g);
var CHECKSUM = "db292a518337ff4ed0259cc435f3e23e764423971065fc65cf93565d5015a44d";
var START = [], K = [];
for (var n = 2; K.length < 64; n += 1) {
for (var d = 2; n % d; d += 1);
if (d < n) continue;
if (START.length < 8) START.push(fraction(Math.pow(n, 1 / 2)));
K.push(fraction(Math.pow(n, 1 / 3)));
}
function fraction(root) {
return ((root - Math.floor(root)) * 4294967296) | 0;
}
function compress(state, view, at) {
var w = new Int32Array(64), s = state.slice(), i;
for (i = 0; i < 64; i += 1) {
if (i < 16) w[i] = view.getInt32(at + 4 * i);
else {
var x = w[i - 15], y = w[i - 2];
w[i] = w[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + w[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
}
var e = s[4], a = s[0];
var one = s[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & s[5]) ^ (~e & s[6])) + K[i] + w[i];
var two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
s = [(one + two) | 0, a, s[1], s[2], (s[3] + one) | 0, e, s[5], s[6]];
}
return state.map(function (word, place) { return (word + s[place]) | 0; });
}
function turn(word, by) {
return (word >>> by) | (word << (32 - by));
}
function hashed(bytes, state, before) {
var whole = bytes.length + (before || 0);
var padded = new Uint8Array((bytes.length + 72) >> 6 << 6), view = new DataView(padded.buffer);
padded.set(bytes);
padded[bytes.length] = 128;
view.setUint32(padded.length - 8, Math.floor(whole / 536870912));
view.setUint32(padded.length - 4, whole << 3);
state = state || START;
for (var at = 0; at < padded.length; at += 64) state = compress(state, view, at);
return out(state);
}
function out(state) {
var view = new DataView(new ArrayBuffer(32));
state.forEach(function (word, place) { view.setInt32(4 * place, word); });
return new Uint8Array(view.buffer);
}
function hmac(key) {
if (key.length > 64) key = hashed(key);
var states = [54, 92].map(function (mask) {
var block = new Uint8Array(64).fill(mask);
key.forEach(function (byte, place) { block[place] ^= byte; });
return compress(START, new DataView(block.buffer), 0);
});
return function (bytes) { return hashed(hashed(bytes, states[0], 64), states[1], 64); };
}
function stretched(password, salt, times) {
var mac = hmac(utf8(password)), last = mac(join(utf8(salt), Uint8Array.of(0, 0, 0, 1))), all = last.slice();
for (var time = 1; time < times; time += 1) {
last = mac(last);
for (var i = 0; i < 32; i += 1) all[i] ^= last[i];
}
return all;
}
function join() {
return Uint8Array.from([].concat.apply([], Array.from(arguments, function (part) { return Array.from(part); })));
}
function utf8(text) {
return new TextEncoder().encode(text);
}
function hex(bytes) {
return Array.from(bytes, function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
}
function b64(bytes) {
return btoa(String.fromCharCode.apply(null, hashed(bytes))).replace(/=+$/, "");
}
function number(bytes) {
return BigInt("0x" + hex(bytes));
}
function challenge(text) {
return number(hashed(utf8(text))) % Q;
}
function random() {
return number(crypto.getRandomValues(new Uint8Array(48))) % Q;
}
function mod(value) {
value %= Q;
return value < ZERO ? value + Q : value;
}
function power(base, exponent) {
var row = [ONE], digits = exponent.toString(16), product = ONE, i;
for (i = 1; i < 16; i += 1) row.push(row[i - 1] * base % P);
for (i = 0; i < digits.length; i += 1) {
for (var square = 0; square < 4; square += 1) product = product * product % P;
var digit = parseInt(digits[i], 16);
if (digit) product = product * row[digit] % P;
}
return product;
}
function powersOf(base) {
var rows = [];
for (var i = 0; i < 52; i += 1) {
var row = [ONE];
for (var j = 1; j < 32; j += 1) row.push(row[j - 1] * base % P);
rows.push(row);
base = row[31] * base % P;
}
return function (exponent) {
var digits = exponent.toString(32), product = ONE;
for (var at = 0; at < digits.length; at += 1) {
product = product * rows[digits.length - 1 - at][parseInt(digits[at], 32)] % P;
}
return product;
};
}
function exponentOf(text) {
var value = decimal(text);
if (value >= Q) throw new Error("range");
return value;
}
function elementOf(text, raised) {
var value = decimal(text);
if (value === ZERO || value >= P || (raised || power)(value, Q) !== ONE) throw new Error("not_in_group");
return value;
}
function decimal(text) {
if (typeof text !== "string" || text.length > 617 || !/^(0|[1-9][0-9]*)$/.test(text)) throw new Error("number");
return BigInt(text);
}
function pause() {
return new Promise(function (go) {
var line = new MessageChannel();
line.port1.onmessage = function () {
line.port1.close();
go();
};
line.port2.postMessage(0);
});
}
if (hex(hashed(utf8(P + "," + Q + "," + G))) !== CHECKSUM || power(G, Q) !== ONE) return;
Object.assign(sealed, { P: P, Q: Q, G: G, ZERO: ZERO, ONE: ONE, ofG: powersOf(G), hashed: hashed, hmac: hmac,
stretched: stretched, join: join, utf8: utf8, hex: hex, b64: b64, number: number, challenge: challenge,
random: random, mod: mod, power: power, powersOf: powersOf, exponentOf: exponentOf, elementOf: elementOf,
pause: pause, isReady: true });
})(self.sealed);
(function (sealed) {
"use strict";
if (!sealed.isReady) return;
var P = sealed.P, ofG = sealed.ofG, mod = sealed.mod, challenge = sealed.challenge, ZERO = sealed.ZERO;
function prove(ofKey, label, claims, trueAt) {
var nonce = sealed.random(), sum = ZERO;
var proofs = [], said = claims.map(function (claim, at) {
if (at === trueAt) {
proofs.push(null);
return ofG(nonce) + "," + ofKey(nonce);
}
var c = sealed.random(), z = sealed.random(), raised = mod(z + claim.randomness * c);
sum += c;
proofs.push(proof(c, z));
return ofG(raised) + "," + ofKey(raised) * ofG(mod(BigInt(claim.value - claim.number) * c)) % P;
});
var c = mod(challenge(label + said.join(",")) - sum);
proofs[trueAt] = proof(c, mod(nonce - claims[trueAt].randomness * c));
return proofs;
}
function proof(c, z) {
return { challenge: String(c), response: String(z) };
}
function claim(one, number) {
return { value: one.value, randomness: one.randomness, number: number };
}
function pairOf(ofKey, one) {
return [ofG(one.randomness), ofKey(one.randomness) * ofG(BigInt(one.value)) % P];
}
function electionOf(bytes) {
var record = JSON.parse(new TextDecoder().decode(bytes));
if (record.version !== 1 || record.group !== "BELENIOS-2048") throw new Error("election");
record.questions.forEach(function (question) {
if (question.type || !(question.min >= 0 && question.min <= question.max && question.max <= question.answers.length)) {
throw new Error("election");
}
});
return { record: record, fingerprint: sealed.b64(bytes), key: sealed.elementOf(record.public_key) };
}
async function encrypt(bytes, credential, choices) {
if (!/^([1-9A-HJ-NP-Za-km-z]{3}-){4}[1-9A-HJ-NP-Za-km-z]{3}$/.test(credential)) throw new Error("credential");
var election = electionOf(bytes), record = election.record;
if (choices.length !== record.questions.length) throw new Error("choice");
await sealed.pause();
var ofKey = sealed.powersOf(election.key);
await sealed.pause();
var secret = sealed.number(sealed.stretched(credential, record.uuid, 1000)) % sealed.Q, credentialKey = ofG(secret);
var start = election.fingerprint + "|" + credentialKey, answers = [];
for (var at = 0; at < choices.length; at += 1) {
answers.push(await answer(ofKey, record.questions[at], choices[at], start));
}
var ballot = { election_uuid: record.uuid, election_hash: election.fingerprint, credential: String(credentialKey),
answers: answers };
var signed = sealed.b64(sealed.utf8(JSON.stringify(ballot))), nonce = sealed.random();
var c = challenge("sig|" + signed + "|" + ofG(nonce));
ballot.signature = { hash: signed, proof: proof(c, mod(nonce - secret * c)) };
return JSON.stringify(ballot);
}
async function answer(ofKey, question, choice, start) {
var blank = question.blank ? 1 : 0, real = choice.slice(blank);
var ticked = real.reduce(function (sum, one) { return sum + one; }, 0), isBlank = blank && choice[0];
if (choice.length !== question.answers.length + blank || choice.some(function (one) { return one !== 0 && one !== 1; }) ||
(isBlank ? ticked : ticked < question.min || ticked > question.max)) throw new Error("choice");
var secrets = choice.map(function (value) { return { value: value, randomness: sealed.random() }; });
var pairs = [], individual = [];
for (var at = 0; at < secrets.length; at += 1) {
var one = secrets[at], pair = pairOf(ofKey, one);
pairs.push(pair);
individual.push(prove(ofKey, "prove|" + start + "|" + pair + "|", [claim(one, 0), claim(one, 1)], one.value));
await sealed.pause();
}
var whole = start + "|" + pairs.join(",");
var total = { value: ticked, randomness: mod(secrets.slice(blank).reduce(function (sum, one) {
return sum + one.randomness;
}, ZERO)) };
var counts = [];
for (var count = question.min; count <= question.max; count += 1) counts.push(claim(total, count));
var made = { choices: pairs.map(function (pair) { return { alpha: String(pair[0]), beta: String(pair[1]) }; }),
individual_proofs: individual };
if (!blank) {
made.overall_proof = prove(ofKey, "prove|" + whole + "|" + pairOf(ofKey, total) + "|", counts, ticked - question.min);
return made;
}
var all = [claim(secrets[0], 1)].concat(counts);
made.overall_proof = prove(ofKey, "bproof1|" + whole + "|", all, isBlank ? 0 : 1 + ticked - question.min);
made.blank_proof = prove(ofKey, "bproof0|" + whole + "|", [claim(secrets[0], 0), claim(total, 0)], choice[0]);
return made;
}
sealed.encrypt = encrypt;
})(self.sealed);
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
function election() {
record = record || asked(form.dataset.election, {}).then(function (answer) {
if (!answer.ok) throw new Error("election");
return answer.arrayBuffer();
}).then(function (buffer) { return new Uint8Array(buffer); });
record.catch(function () { record = null; });
return record;
}
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
var kept = /data-number="([^"]*)"/.exec(page);
if (!page || (kept && kept[1] !== sealed.b64(sealed.utf8(ballot)))) return stop("refused");
location.replace(answer.url);
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
if (!count && least) return;
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
