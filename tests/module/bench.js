// How fast the module re-scores the Jiangmen form after an edit. Prints one line a measurement: name, number, unit.
// Run by `cargo xtask bench`, in Node.
import { readFile } from 'node:fs/promises';

const dist = new URL('../../dist/module/', import.meta.url);
const start = performance.now();
const { default: init, Session, example, rubric } = await import(new URL('pingfen.js', dist));
await init({ module_or_path: await readFile(new URL('pingfen.wasm', dist)) });
const id = 'jiangmen-2023-department';
const session = new Session(rubric(id), example(id));
session.computed();
console.log(`cold-start ${(performance.now() - start).toFixed(1)} ms`);

const ROUNDS = 20_000;
const times = new Float64Array(ROUNDS);
for (let round = 0; round < ROUNDS; round++) {
  const begun = performance.now();
  session.edit('targets.output.0.actual', round % 2 ? '234.42' : '199.87');
  session.computed();
  times[round] = performance.now() - begun;
}
times.sort();
const whole = new Float64Array(2_000);
const filled = JSON.stringify(example(id));
const fresh = whole.map(() => {
  const one = new Session(id, filled);
  const begun = performance.now();
  one.computed();
  const time = performance.now() - begun;
  one.free();
  return time;
}).sort();
const at = (share) => (times[Math.floor(ROUNDS * share)] * 1000).toFixed(2);
console.log(`whole-form-wasm ${(fresh[1000] * 1000).toFixed(2)} µs`);
console.log(`rescore-wasm ${at(0.5)} µs`);
console.log(`rescore-wasm-p99 ${at(0.99)} µs`);
