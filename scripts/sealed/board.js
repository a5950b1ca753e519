/* A vote's public archive, checked whole in the scrutineer's browser before anything is opened: the chain, the keys,
   every ballot and its proofs, no ballot twice, and the sum made again. Anything else is refused. */
(function (sealed) {
  "use strict";
  if (!sealed.isReady) return;
  var P = sealed.P, ZERO = sealed.ZERO, ONE = sealed.ONE, mod = sealed.mod, chains = new Map();

  function need(holds, code) {
    if (!holds) throw Object.assign(new Error(code), { code: code });
  }

  // Each number of a ballot is raised three times: the squares are made once, and forgotten with the ballot.
  function power(base, exponent) {
    var chain = chains.get(base), i;
    if (!chain) {
      for (chain = [base], i = 1; i < 64; i += 1) {
        var next = chain[i - 1];
        for (var square = 0; square < 4; square += 1) next = next * next % P;
        chain.push(next);
      }
      chains.set(base, chain);
    }
    var digits = exponent.toString(16), buckets = [], last = digits.length - 1, sum = ONE, product = ONE;
    for (i = 0; i <= last; i += 1) {
      var digit = parseInt(digits[last - i], 16), held = buckets[digit];
      buckets[digit] = held === undefined ? chain[i] : held * chain[i] % P;
    }
    for (i = 15; i > 0; i -= 1) {
      if (buckets[i] !== undefined) sum = sum * buckets[i] % P;
      product = product * sum % P;
    }
    return product;
  }

  function text(bytes) {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  }

  function fields(value, names) {
    need(value && typeof value === "object" && Object.keys(value).join() === names.join(), "fields");
    return value;
  }

  function list(value, count) {
    need(Array.isArray(value) && (count === undefined || value.length === count), "shape");
    return value;
  }

  // Written in the only way allowed, so that nothing hides in the writing.
  function canonical(bytes) {
    var written = text(bytes), value = JSON.parse(written);
    need(JSON.stringify(value) === written, "not_canonical");
    return value;
  }

  function hashOf(bytes) {
    return sealed.hex(sealed.hashed(bytes));
  }

  // Events in order: {kind, data: [bytes, …]}.
  function eventsOf(archive) {
    var events = [], data = [], parent, at = 0;
    while (at < archive.length) {
      var name = text(archive.subarray(at, at + 100)).replace(/\0+$/, "");
      var size = parseInt(text(archive.subarray(at + 124, at + 135)), 8);
      need(size >= 0 && at + 512 + size <= archive.length, "archive");
      var content = archive.slice(at + 512, at + 512 + size);
      if (!at) need(name === "BELENIOS" && /^\{"version":1,"timestamp":"[0-9]+"\}$/.test(text(content)), "archive");
      else {
        var suffix = name.slice(64);
        need(name.slice(0, 64) === hashOf(content), "hash");
        if (suffix === ".data.json") data.push(content);
        else {
          need(suffix === ".event.json", "archive");
          var event = canonical(content), payload = data[data.length - 1];
          need(event.height === events.length && event.parent === parent, "chain");
          need(event.payload === (payload && hashOf(payload)), "payload");
          events.push({ kind: event.type, data: data });
          data = [];
          parent = name.slice(0, 64);
        }
      }
      at += 512 + Math.ceil(size / 512) * 512;
    }
    need(!data.length, "archive");
    return events;
  }

  function setUp(data) {
    need(data.length === 4, "setup");
    var hashes = fields(canonical(data[3]), ["election", "trustees", "credentials"]);
    need([hashes.election, hashes.trustees, hashes.credentials].join() === data.slice(0, 3).map(hashOf).join(), "setup");
    var record = JSON.parse(text(data[0])), product = ONE, seen = new Set();
    need(record.version === 1 && record.group === "BELENIOS-2048" && record.questions.every(function (question) {
      return !question.type && question.min >= 0 && question.min <= question.max && question.max <= question.answers.length;
    }), "election");
    var trustees = list(canonical(data[1])).map(function (one) {
      need(list(one, 2)[0] === "Single", "trustees");
      var key = sealed.elementOf(one[1].public_key), c = sealed.exponentOf(one[1].pok.challenge);
      var commitment = sealed.ofG(sealed.exponentOf(one[1].pok.response)) * power(key, c) % P;
      need(sealed.challenge("pok|BELENIOS-2048|" + key + "|" + commitment) === c, "trustee_proof");
      need(!seen.has(key), "trustee_twice");
      seen.add(key);
      product = product * key % P;
      return String(key);
    });
    var key = sealed.elementOf(record.public_key);
    need(product === key, "election_key");
    var credentials = list(canonical(data[2]));
    need(new Set(credentials).size === credentials.length, "credential_twice");
    return { record: record, fingerprint: sealed.b64(data[0]), key: key, ofKey: sealed.powersOf(key), trustees: trustees,
      credentials: new Set(credentials) };
  }

  function proofOf(value) {
    fields(value, ["challenge", "response"]);
    return [sealed.exponentOf(value.challenge), sealed.exponentOf(value.response)];
  }

  function checkOneOf(vote, label, claims, proofs) {
    var sum = ZERO, said = list(proofs, claims.length).map(function (one, at) {
      var cz = proofOf(one), pair = claims[at][0];
      sum += cz[0];
      return sealed.ofG(cz[1]) * power(pair[0], cz[0]) % P + "," + vote.ofKey(cz[1]) * power(pair[1], cz[0]) % P *
        sealed.ofG(mod(-BigInt(claims[at][1]) * cz[0])) % P;
    });
    need(sealed.challenge(label + said.join(",")) === mod(sum), "proof");
  }

  function answerOf(vote, question, value, start) {
    var names = ["choices", "individual_proofs", "overall_proof"].concat(question.blank ? "blank_proof" : []);
    var answer = fields(value, names), slots = question.answers.length + (question.blank ? 1 : 0), total = [ONE, ONE];
    var pairs = list(answer.choices, slots).map(function (one) {
      fields(one, ["alpha", "beta"]);
      return [sealed.elementOf(one.alpha, power), sealed.elementOf(one.beta, power)];
    });
    list(answer.individual_proofs, slots).forEach(function (proofs, at) {
      checkOneOf(vote, "prove|" + start + "|" + pairs[at] + "|", [[pairs[at], 0], [pairs[at], 1]], proofs);
    });
    pairs.slice(question.blank ? 1 : 0).forEach(function (pair) { total = times(total, pair); });
    var whole = start + "|" + pairs.join(","), counts = [];
    for (var count = question.min; count <= question.max; count += 1) counts.push([total, count]);
    if (question.blank) {
      checkOneOf(vote, "bproof0|" + whole + "|", [[pairs[0], 0], [total, 0]], answer.blank_proof);
      checkOneOf(vote, "bproof1|" + whole + "|", [[pairs[0], 1]].concat(counts), answer.overall_proof);
    } else checkOneOf(vote, "prove|" + whole + "|" + total + "|", counts, answer.overall_proof);
    return pairs;
  }

  function times(one, other) {
    return [one[0] * other[0] % P, one[1] * other[1] % P];
  }

  function ballotOf(vote, bytes) {
    var ballot = fields(canonical(bytes), ["election_uuid", "election_hash", "credential", "answers", "signature"]);
    need(ballot.election_uuid === vote.record.uuid && ballot.election_hash === vote.fingerprint, "other_election");
    need(vote.credentials.has(ballot.credential), "credential");
    var signature = fields(ballot.signature, ["hash", "proof"]), cz = proofOf(signature.proof);
    var signed = sealed.b64(sealed.utf8(JSON.stringify(Object.assign({}, ballot, { signature: undefined }))));
    var commitment = sealed.ofG(cz[1]) * power(sealed.elementOf(ballot.credential, power), cz[0]) % P;
    need(signature.hash === signed && sealed.challenge("sig|" + signed + "|" + commitment) === cz[0], "signature");
    var start = vote.fingerprint + "|" + ballot.credential;
    return { credential: ballot.credential,
      answers: list(ballot.answers, vote.record.questions.length).map(function (value, at) {
        return answerOf(vote, vote.record.questions[at], value, start);
      }) };
  }

  function addUp(vote, kept) {
    var sums = vote.record.questions.map(function (question) {
      return question.answers.concat(question.blank ? [""] : []).map(function () { return [ONE, ONE]; });
    });
    kept.forEach(function (answers) {
      sums = sums.map(function (row, at) {
        return row.map(function (pair, slot) { return times(pair, answers[at][slot]); });
      });
    });
    return sums;
  }

  // Resolves to the vote and the sum of its ballots, made again here. `tell(done, all)` after each ballot.
  async function check(archive, tell) {
    var events = eventsOf(archive), kinds = events.map(function (event) { return event.kind; });
    var cast = kinds.lastIndexOf("Ballot") + 1 || 1, kept = new Map(), seen = new Set();
    need(/^Setup (Ballot )*EndBallots EncryptedTally (PartialDecryption )*$/.test(kinds.join(" ") + " "), "order");
    var vote = setUp(events[0].data);
    for (var at = 1; at < cast; at += 1) {
      need(events[at].data.length === 1, "archive");
      var ballot = ballotOf(vote, events[at].data[0]);
      ballot.answers.forEach(function (pairs) {
        pairs.forEach(function (pair) {
          need(!seen.has(pair[0]), "replay");
          seen.add(pair[0]);
        });
      });
      kept.set(ballot.credential, ballot.answers);
      chains.clear();
      tell(at, cast - 1);
      await sealed.pause();
    }
    need(!events[cast].data.length && events[cast + 1].data.length === 2, "archive");
    var sums = addUp(vote, kept), tally = JSON.stringify(sums.map(function (row) {
      return row.map(function (pair) { return { alpha: String(pair[0]), beta: String(pair[1]) }; });
    }));
    var sized = { num_tallied: kept.size, total_weight: kept.size, encrypted_tally: hashOf(sealed.utf8(tally)) };
    need(text(events[cast + 1].data[0]) === tally && text(events[cast + 1].data[1]) === JSON.stringify(sized), "tally");
    return { vote: vote, sums: sums, count: kept.size };
  }

  sealed.board = { check: check };
})(self.sealed);
