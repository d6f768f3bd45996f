// Works the totals of merged rows out again from their indicators, in whole millionths.
//   node sums.mjs merged.ndjson '{"rubric": {"places": 2, "least": null, "most": "100"}}'
import { readFileSync } from "node:fs";

const [, , file, given] = process.argv;
const limits = JSON.parse(given);
const DIGITS = 30n;

function whole(text) {
  const [, sign, units, parts = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const value = BigInt(units + parts.padEnd(Number(DIGITS), "0"));
  return sign ? -value : value;
}

function halfUp(value, places) {
  const unit = 10n ** (DIGITS - BigInt(places));
  const size = value < 0n ? -value : value;
  const rounded = ((size + unit / 2n) / unit) * unit;
  return value < 0n ? -rounded : rounded;
}

const read = (text) => (text === null ? null : whole(text));
const sum = (scores) => scores.reduce((all, one) => (one === null ? all : (all ?? 0n) + one), null);
let wrong = 0;
const totals = { claimed: 0n, verified: 0n };

for (const line of readFileSync(file, "utf8").trim().split("\n")) {
  const row = JSON.parse(line);
  if (row.status !== "ok") continue;
  const { places, least, most } = limits[row.rubric];
  for (const kind of ["claimed", "verified"]) {
    let total = sum(Object.values(row.indicators).map((one) => read(one[kind])));
    if (total !== null) {
      total = halfUp(total, places);
      if (most !== null && total > whole(most)) total = whole(most);
      if (least !== null && total < whole(least)) total = whole(least);
      totals[kind] += total;
    }
    if (total !== read(row[kind])) {
      wrong += 1;
      console.error(`${row.file} ${kind}: ${row[kind]}, worked out ${total}`);
    }
  }
  if (row.difference !== null && whole(row.difference) !== whole(row.claimed) - whole(row.verified)) {
    wrong += 1;
    console.error(`${row.file} difference: ${row.difference}`);
  }
}
console.log(`${totals.claimed} ${totals.verified}`);
process.exit(wrong ? 1 : 0);
