/* A scrutineer's phrase, drawn and read in the browser. `voting/crypto/phrases.py` says the same in Python. */
(function (sealed) {
  "use strict";
  if (!sealed.isReady) return;
  var LENGTH = 24, WORDS = sealed.words, starts = new Map();
  WORDS.forEach(function (word, number) { starts.set(bare(word).slice(0, 4), number); });

  function bare(text) {
    return text.toLowerCase().replace(/œ/g, "oe").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function wrong(code, details) {
    return Object.assign(new Error(code), { code: code, position: 0, typed: "", count: 0 }, details);
  }

  function phraseOf(entropy) {
    var bits = sealed.number(sealed.join(entropy, sealed.hashed(entropy).slice(0, 1))), words = [];
    for (var place = 0; place < LENGTH; place += 1) {
      words.unshift(WORDS[Number(bits % BigInt(2048))]);
      bits /= BigInt(2048);
    }
    return words;
  }

  // The number of one word as people type it, or -1.
  function numberOf(typed) {
    typed = bare(typed).trim();
    var number = typed.length < 4 ? undefined : starts.get(typed.slice(0, 4));
    return number !== undefined && bare(WORDS[number]).indexOf(typed) === 0 ? number : -1;
  }

  function numbersOf(text) {
    var figures = text.replace(/\s+/g, ""), numbers;
    if (/^[0-9]{96}$/.test(figures)) {
      numbers = figures.match(/.{4}/g).map(Number);
      numbers.forEach(function (number, place) {
        if (number >= WORDS.length) throw wrong("word", { position: place + 1, typed: String(number) });
      });
      return numbers;
    }
    return bare(text).split(/[^a-z0-9]+/).filter(function (one) { return one && !/^[0-9]+$/.test(one); })
      .map(function (one, place) {
        var number = numberOf(one);
        if (number < 0) throw wrong("word", { position: place + 1, typed: one });
        return number;
      });
  }

  // The 32 bytes of a phrase; throws an error whose code is count, word or checksum.
  function entropyOf(text) {
    var numbers = numbersOf(text);
    if (numbers.length !== LENGTH) throw wrong("count", { count: numbers.length });
    var bits = numbers.reduce(function (sum, one) { return sum * BigInt(2048) + BigInt(one); }, sealed.ZERO);
    var digits = bits.toString(16).padStart(66, "0");
    var entropy = Uint8Array.from(digits.match(/../g).slice(0, 32), function (two) { return parseInt(two, 16); });
    if (sealed.hashed(entropy)[0] !== parseInt(digits.slice(64), 16)) throw wrong("checksum");
    return entropy;
  }

  // HKDF over the 32 bytes, bound to the vote; from 1 to q - 1.
  function secretOf(entropy, uuid) {
    var mac = sealed.hmac(sealed.hmac(sealed.utf8("espace/phrase/1"))(entropy));
    var info = sealed.utf8("espace/scrutateur/1|" + uuid);
    var first = mac(sealed.join(info, [1])), second = mac(sealed.join(first, info, [2]));
    return sealed.number(sealed.join(first, second.slice(0, 16))) % (sealed.Q - sealed.ONE) + sealed.ONE;
  }

  function keyOf(secret) {
    var key = sealed.ofG(secret), nonce = sealed.random();
    var c = sealed.challenge("pok|BELENIOS-2048|" + key + "|" + sealed.ofG(nonce));
    return { pok: { challenge: String(c), response: String(sealed.mod(nonce - secret * c)) }, public_key: String(key) };
  }

  function checksumOf(entropy) {
    var told = sealed.hex(sealed.hashed(sealed.utf8(String(sealed.ofG(secretOf(entropy, "fiche-de-secours"))))));
    return told.slice(0, 4).toUpperCase() + " " + told.slice(4, 8).toUpperCase();
  }

  function figuresOf(words) {
    return words.map(function (word) { return String(numberOf(word)).padStart(4, "0"); }).join("");
  }

  sealed.phrase = { draw: function () { return crypto.getRandomValues(new Uint8Array(32)); }, of: phraseOf,
    numberOf: numberOf, entropyOf: entropyOf, secretOf: secretOf, keyOf: keyOf, checksumOf: checksumOf,
    figuresOf: figuresOf };
})(self.sealed);
