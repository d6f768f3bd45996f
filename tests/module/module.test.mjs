// The JavaScript module in Node: the same numbers as the page and the command, and errors with codes.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const dist = new URL('../../dist/module/', import.meta.url);
const { default: init, ...pingfen } = await import(new URL('pingfen.js', dist));
await init({ module_or_path: await readFile(new URL('pingfen.wasm', dist)) });

const ID = 'jiangmen-2023-department';
const thrown = (work) => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return assert.fail('nothing was thrown');
};

test('the declarations are the ones that were reviewed', async () => {
  const read = (url) => readFile(url, 'utf8');
  // After a change that is meant: copy dist/module/pingfen.d.ts over tests/module/pingfen.d.ts.
  assert.equal(await read(new URL('pingfen.d.ts', dist)), await read(new URL('pingfen.d.ts', import.meta.url)));
});

test('the built-in rubrics are listed', () => {
  const entry = pingfen.rubrics().find((rubric) => rubric.id === ID);
  assert.equal(entry.points, '100');
  assert.equal(entry.indicators, 25);
  assert.equal(entry.example, true);
});

test('the worked example scores as on the page', () => {
  const sheet = pingfen.score(pingfen.rubric(ID), pingfen.example(ID));
  // 97.62 as claimed; 17.59 + 19.63 + 10 + 2 + 3.99 + … = 96.21 by the rules.
  assert.deepEqual(sheet.total, { computed: '96.21', claimed: '97.62', verified: null, open: '0' });
  assert.equal(sheet.on_claim, '70.29');
  assert.deepEqual(sheet.grade, { computed: '优', claimed: '优', verified: null });
  const computed = Object.fromEntries(sheet.lines.map((line) => [line.id, line.computed]));
  assert.equal(computed.output, '17.59');
  assert.equal(computed.benefit, '19.63');
  assert.equal(computed['budget-constraint'], '3.99');
  assert.equal(computed['contract-signing'], null);
});

test('a rubric is given as an object, as text, or by id', () => {
  const form = pingfen.example(ID);
  const rubric = pingfen.rubric(ID);
  const sheets = [rubric, JSON.stringify(rubric), ID].map((one) => pingfen.score(one, form));
  assert.deepEqual(sheets[0], sheets[1]);
  assert.deepEqual(sheets[0], sheets[2]);
  assert.deepEqual(pingfen.score(ID, JSON.stringify(form)), sheets[0]);
});

test('an empty form is open, not zero', () => {
  const sheet = pingfen.score(ID, {});
  assert.equal(sheet.total.computed, null);
  assert.equal(sheet.total.open, '100');
  assert.equal(sheet.grade.computed, null);
});

test('a sound rubric has no problems, a broken one says where', () => {
  const rubric = pingfen.rubric(ID);
  assert.deepEqual(pingfen.check(rubric), []);
  rubric.sections[1].groups[5].indicators[0].points = '3';
  const [problem] = pingfen.check(rubric);
  assert.equal(problem.code, 'points-sum');
  assert.match(problem.message, /三级指标分值之和是 11，应为 10/);
  assert.equal(thrown(() => pingfen.score(rubric, {})).code, 'rubric-invalid');
});

test('errors have stable codes and Chinese messages', () => {
  const codes = [
    ['rubric-unknown', () => pingfen.rubric('atlantis')],
    ['rubric-unknown', () => pingfen.score('atlantis', {})],
    ['rubric-invalid', () => pingfen.score({ title: '—' }, {})],
    ['rubric-invalid', () => pingfen.check(42)],
    ['form-invalid', () => pingfen.score(ID, { answers: 'none' })],
    ['form-invalid', () => pingfen.score(ID, { answers: { output: { claimed: 18.62 } } })],
    ['form-invalid', () => pingfen.score(ID, 'not json')],
    ['file-not-json', () => pingfen.open('{"pingfen": 1,')],
    ['file-foreign', () => pingfen.open('{"a": 1}')],
    ['file-too-new', () => pingfen.open('{"pingfen": 99}')],
  ];
  for (const [code, work] of codes) {
    const error = thrown(work);
    assert.ok(error instanceof Error, code);
    assert.equal(error.code, code);
    assert.match(error.message, /[\u4e00-\u9fff]/, code);
  }
});

test('a session re-scores each edit, and keeps what was typed', () => {
  const session = new pingfen.Session(ID, pingfen.example(ID));
  assert.equal(session.computed(), '96.21');
  // 2 of 4 becomes 4 of 4: 26.5 ÷ 29 × 20 = 18.28, 0.69 more.
  session.edit('targets.output.7.actual', '４');
  assert.equal(session.computed(), '96.9');
  assert.equal(session.form().targets.output[7].actual, '４');
  // Unreadable text is missing, not zero: the row counts as claimed, 18.62.
  session.edit('targets.output.7.actual', '四次');
  assert.equal(session.computed(), '97.24');
  assert.ok(session.sheet().findings.some((finding) => finding.at === 'targets.output.7.actual' && finding.code === 'unreadable'));
  assert.equal(thrown(() => session.edit('answers.output.nowhere', '1')).code, 'place-unknown');
  session.free();
});
