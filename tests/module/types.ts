// Compiled, not run: the module's declarations are complete and hold no `any`.
import init, { Session, check, example, open, rubric, rubrics, score } from '../../dist/module/pingfen.js';
import type { Form, PingfenError, Rubric, RubricEntry, SavedForm, ScoreSheet } from '../../dist/module/pingfen.js';

type IsAny<T> = 0 extends 1 & T ? true : false;
function never_any<T>(_value: IsAny<T> extends true ? never : T): void {}

export async function use(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  await init({ module_or_path: bytes });
  const entries: RubricEntry[] = rubrics();
  const chosen: Rubric = rubric(entries[0]!.id);
  const form: Form = example(chosen.id);
  const sheet: ScoreSheet = score(chosen, form);
  const saved: SavedForm = open('{}');
  const session = new Session(saved.rubric, saved.form);
  session.edit('answers.output.claimed', '18.62');
  never_any(sheet.lines[0]!.computed);
  never_any(sheet.findings[0]!.severity);
  never_any(form.answers);
  never_any(form.targets);
  never_any(chosen.sections[0]!.groups[0]!.indicators[0]!.rule);
  never_any(session.totals().total.claimed);
  never_any(check(chosen)[0]!.message);
  const code: string = ({} as PingfenError).code;
  return sheet.total.computed ?? code;
}
