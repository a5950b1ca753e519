/* The sealed urn's numbers and hashes, in plain BigInt: what a ballot and a scrutineer's share are made of.
   No literal that an old phone cannot read; where BigInt is missing, nothing is defined and the pages do without.
   No crypto.subtle either: it is absent from plain http. The group comes from the build, and is checked below. */
(function (sealed) {
  "use strict";
  if (typeof BigInt !== "function" || !self.crypto || !crypto.getRandomValues || !self.TextEncoder) return;
  var ZERO = BigInt(0), ONE = BigInt(1);
  var P = BigInt(sealed.group.p), Q = BigInt(sealed.group.q), G = BigInt(sealed.group.g);
  var CHECKSUM = "db292a518337ff4ed0259cc435f3e23e764423971065fc65cf93565d5015a44d";

  // SHA-256. Its constants are the first 32 bits of the fractions of roots of primes.
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

  // `state` after `before` bytes: a key is hashed once, then goes on with many texts.
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

  // One block of PBKDF2, which is all that 32 bytes need.
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

  // Uniform: 48 bytes modulo q leave nothing to see; a hash modulo q would.
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

  // Powers of one base that serves many times, from tables of five bits.
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

  // Read in the only way allowed: no zero before, no sign, inside the group.
  function exponentOf(text) {
    var value = decimal(text);
    if (value >= Q) throw new Error("range");
    return value;
  }

  // `raised`: another way to the same power, where one is at hand.
  function elementOf(text, raised) {
    var value = decimal(text);
    if (value === ZERO || value >= P || (raised || power)(value, Q) !== ONE) throw new Error("not_in_group");
    return value;
  }

  function decimal(text) {
    if (typeof text !== "string" || text.length > 617 || !/^(0|[1-9][0-9]*)$/.test(text)) throw new Error("number");
    return BigInt(text);
  }

  // The page stays alive: what waits its turn goes first. Not a timer: hidden tabs slow those down.
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
