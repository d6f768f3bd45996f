// The second module in Node: papers made and files read back, as in the page and by the command.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const dist = new URL('../../dist/module/', import.meta.url);
const load = async (name) => {
  const { default: init, ...module } = await import(new URL(`${name}.js`, dist));
  await init({ module_or_path: await readFile(new URL(`${name}.wasm`, dist)) });
  return module;
};
const pingfen = await load('pingfen');
const papers = await load('papers');

const ID = 'jiangmen-2023-department';
const saved = JSON.stringify({ pingfen: 1, rubric: pingfen.rubric(ID), form: pingfen.example(ID) });
const code = (work) => {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof Error);
    assert.match(error.message, /[\u4e00-\u9fff]/);
    return error.code;
  }
  return assert.fail('nothing was thrown');
};

test('the declarations are the ones that were reviewed', async () => {
  const read = (url) => readFile(url, 'utf8');
  // After a change that is meant: copy dist/module/papers.d.ts over tests/module/papers.d.ts.
  assert.equal(await read(new URL('papers.d.ts', dist)), await read(new URL('papers.d.ts', import.meta.url)));
});

test('what goes out comes back', () => {
  for (const ending of ['pingfen.json', 'xlsx']) {
    const preview = JSON.parse(papers.open(papers.paper(ending, saved), '[]'));
    assert.deepEqual(preview.document.form, pingfen.example(ID), ending);
    assert.match(preview.code.same, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){2}$/, ending);
    assert.deepEqual(preview.edits, [], ending);
  }
  // The same form gives the same bytes.
  assert.deepEqual(papers.paper('xlsx', saved), papers.paper('xlsx', saved));
});

test('reports and tables are made', () => {
  const begins = (ending) => Buffer.from(papers.paper(ending, saved)).subarray(0, 3).toString('latin1');
  assert.equal(begins('docx').slice(0, 2), 'PK');
  assert.equal(begins('csv'), '\u00ef\u00bb\u00bf');
  assert.equal(begins('exchange.csv'), '\u00ef\u00bb\u00bf');
});

test('a workbook from elsewhere becomes a form when it is confirmed', async () => {
  const file = await readFile(new URL('../files/别处填的评分表.xlsx', import.meta.url));
  const rubrics = JSON.stringify([[pingfen.rubric(ID), null]]);
  const { foreign } = JSON.parse(papers.open(file, rubrics));
  assert.deepEqual(foreign.found, [25, 25]);
  const doubtful = foreign.items.filter((item) => !item.sure);
  assert.deepEqual(doubtful.map((item) => item.name), ['预算编制约束性']);
  const claimed = (kept) => {
    const { rubric, form } = JSON.parse(papers.confirm(file, rubrics, JSON.stringify(kept)));
    return pingfen.score(rubric, form).total.claimed;
  };
  const all = foreign.items.map((item) => item.index);
  // 97.62 − 4 without the doubtful row. With it, 6 of 4 is refused as a score, and counts as little.
  assert.equal(claimed(all.filter((index) => index !== doubtful[0].index)), '93.62');
  assert.equal(claimed(all), '93.62');
});

test('errors have stable codes and Chinese messages', () => {
  const text = (content) => new TextEncoder().encode(content);
  for (const [expected, work] of [
    ['paper-unknown', () => papers.paper('pdf', saved)],
    ['file-foreign', () => papers.paper('xlsx', '{}')],
    ['file-empty', () => papers.open(text(''), '[]')],
    ['file-other-kind', () => papers.open(text('%PDF-1.7'), '[]')],
    ['file-not-json', () => papers.open(text('{"pingfen": 1,'), '[]')],
    ['rubric-invalid', () => papers.open(text('{}'), '{}')],
  ]) {
    assert.equal(code(work), expected);
  }
});
