/* A scrutineer's part: it opens the sum with the other parts, and only the sum. */
(function (sealed) {
  "use strict";
  if (!sealed.isReady) return;

  // `found`: what `sealed.board.check` resolved to. The text to send.
  async function share(found, secret) {
    var key = sealed.ofG(secret), factors = [], proofs = [];
    for (var at = 0; at < found.sums.length; at += 1) {
      var row = [], shown = [];
      for (var slot = 0; slot < found.sums[at].length; slot += 1) {
        var alpha = found.sums[at][slot][0], nonce = sealed.random();
        var said = sealed.ofG(nonce) + "," + sealed.power(alpha, nonce);
        var c = sealed.challenge("decrypt|" + found.vote.fingerprint + "|" + key + "|" + said);
        row.push(String(sealed.power(alpha, secret)));
        shown.push({ challenge: String(c), response: String(sealed.mod(nonce - secret * c)) });
        await sealed.pause();
      }
      factors.push(row);
      proofs.push(shown);
    }
    return JSON.stringify({ decryption_factors: factors, decryption_proofs: proofs });
  }

  sealed.share = share;
})(self.sealed);
