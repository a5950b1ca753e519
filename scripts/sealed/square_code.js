/* The square code of the recovery sheet: 96 figures, always version 3, level M, mask 0 (ISO/IEC 18004). */
(function (sealed) {
  "use strict";
  if (!sealed.isReady) return;
  var SIZE = 29, DATA = 44, CHECK = 26;

  function bitsOf(value, length) {
    return value.toString(2).padStart(length, "0");
  }

  function codewords(figures) {
    var bits = "0001" + bitsOf(figures.length, 10);
    figures.match(/.{1,3}/g).forEach(function (three) { bits += bitsOf(Number(three), 3 * three.length + 1); });
    bits += "0000";
    bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, "0");
    var bytes = bits.match(/.{8}/g).map(function (one) { return parseInt(one, 2); });
    for (var fill = 236; bytes.length < DATA; fill ^= 236 ^ 17) bytes.push(fill);
    return bytes.concat(remainder(bytes));
  }

  function times(x, y) {
    var product = 0;
    for (; y; y >>= 1) {
      if (y & 1) product ^= x;
      x = x << 1 ^ (x & 128 ? 285 : 0);
    }
    return product;
  }

  // Reed and Solomon: what is left of the data divided by (x - 1)(x - 2)(x - 4)…
  function remainder(data) {
    var generator = [1], root = 1, rest = data.concat(new Array(CHECK).fill(0));
    for (var i = 0; i < CHECK; i += 1) {
      var next = generator.concat(0);
      generator.forEach(function (one, at) { next[at + 1] ^= times(one, root); });
      generator = next;
      root = times(root, 2);
    }
    data.forEach(function (_byte, at) {
      var lead = rest[at];
      generator.forEach(function (one, further) { rest[at + further] ^= times(one, lead); });
    });
    return rest.slice(DATA);
  }

  // Rows of 0 and 1; 1 is dark.
  function squareCode(figures) {
    var rows = [], x, y;
    for (y = 0; y < SIZE; y += 1) rows.push(new Array(SIZE).fill(-1));
    function square(left, top, side, dark) {
      for (y = top; y < top + side; y += 1) for (x = left; x < left + side; x += 1) {
        if (rows[y] && x >= 0 && x < SIZE) rows[y][x] = dark;
      }
    }
    [[0, 0], [SIZE - 7, 0], [0, SIZE - 7]].forEach(function (corner) {
      square(corner[0] - 1, corner[1] - 1, 9, 0);
      square(corner[0], corner[1], 7, 1);
      square(corner[0] + 1, corner[1] + 1, 5, 0);
      square(corner[0] + 2, corner[1] + 2, 3, 1);
    });
    square(20, 20, 5, 1);
    square(21, 21, 3, 0);
    rows[22][22] = 1;
    for (x = 8; x < SIZE - 8; x += 1) rows[6][x] = rows[x][6] = 1 - x % 2;
    // What level and mask it is: level M, mask 0, written twice, most significant bit first.
    "101010000010010".split("").map(Number).forEach(function (bit, at) {
      rows[8][at < 6 ? at : at < 8 ? at + 1 : SIZE - 15 + at] = bit;
      rows[at < 7 ? SIZE - 1 - at : at < 9 ? 15 - at : 14 - at][8] = bit;
    });
    rows[8][SIZE - 8] = 0; // the eighth one is in three places
    rows[SIZE - 8][8] = 1;
    var bits = codewords(figures).map(function (one) { return bitsOf(one, 8); }).join(""), next = 0, isUp = true;
    for (var column = SIZE - 1; column > 0; column -= 2) {
      if (column === 6) column = 5;
      for (var step = 0; step < SIZE; step += 1) {
        y = isUp ? SIZE - 1 - step : step;
        for (x = column; x > column - 2; x -= 1) {
          if (rows[y][x] >= 0) continue;
          rows[y][x] = Number(bits[next] || 0) ^ ((x + y) % 2 ? 0 : 1);
          next += 1;
        }
      }
      isUp = !isUp;
    }
    return rows;
  }

  sealed.squareCode = squareCode;
})(self.sealed);
