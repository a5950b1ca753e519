/* A ballot encrypted and signed in the voter's own device. `voting/crypto/ballots.py` says the same in Python. */
(function (sealed) {
  "use strict";
  if (!sealed.isReady) return;
  var P = sealed.P, ofG = sealed.ofG, mod = sealed.mod, challenge = sealed.challenge, ZERO = sealed.ZERO;

  // One proof for « this encrypted number is that », one of the claims being true, without telling which.
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

  // The election as its record says it; its exact bytes are what everything is bound to.
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

  // `choices`: one row of 0 and 1 a question, the blank one first where there is one. Resolves to the text to send.
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
