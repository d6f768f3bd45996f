/* tslint:disable */
/* eslint-disable */
/**
 * A changed cell.
 */
export interface Edit {
    /**
     * The field's name: 三公经费 · 实际支出数.
     */
    name: string;
    /**
     * What it held.
     */
    was: string;
    /**
     * What it holds.
     */
    now: string;
    /**
     * Sheet and cell; empty where the row was deleted.
     */
    at: string;
    /**
     * Why a person should look.
     */
    doubt: string | null;
}

/**
 * A file that was read.
 */
export interface Preview {
    /**
     * The saved form with its rubric, as JSON, with all edits in it; none where a person has to confirm first.
     */
    document: { pingfen: 1; rubric: unknown; form: unknown } | null;
    /**
     * The same as it was before somebody changed cells of the workbook; none where nobody did.
     */
    before: { pingfen: 1; rubric: unknown; form: unknown } | null;
    /**
     * 校验码: whether the file is as it was made.
     */
    code: Code;
    /**
     * Cells of our own workbook that were changed since it was made.
     */
    edits: Edit[];
    /**
     * What did not get into the form, and what else is to be known of the file.
     */
    notes: string[];
    /**
     * What was understood of a workbook from somewhere else.
     */
    foreign: Foreign | null;
    /**
     * Of a rubric file 评分表文件 or a worked example of one: what is wrong with it, so that there is no form to open. Of a rubric
     * with which nothing is wrong, an empty list, and the form is empty.
     */
    faults?: Fault[] | null;
}

/**
 * A mistake in a file that somebody wrote, and where it stands. Lines and columns count from 1, columns in characters.
 */
export interface Fault {
    /**
     * Line.
     */
    line: number;
    /**
     * Column.
     */
    column: number;
    /**
     * Stable code.
     */
    code: string;
    /**
     * What is wrong and what was expected.
     */
    message: string;
}

/**
 * A workbook from somewhere else, as it was understood.
 */
export interface Foreign {
    /**
     * The id of the rubric that it was read by.
     */
    rubric: string;
    /**
     * Where the table stands.
     */
    sheet: string;
    /**
     * How many of the rubric's rows were found, and of how many.
     */
    found: [number, number];
    /**
     * How many targets 绩效目标 were read.
     */
    targets?: number;
    /**
     * The rows and fields that a person confirms, one by one.
     */
    items: Item[];
    /**
     * Rows of the file that match nothing.
     */
    unmatched: string[];
    /**
     * Rows of the rubric that the file does not have.
     */
    missing: string[];
    /**
     * What does not add up.
     */
    checks: string[];
}

/**
 * What one row or field of the file gives.
 */
export interface Item {
    /**
     * By which it is confirmed.
     */
    index: number;
    /**
     * Sheet and cell.
     */
    at: string;
    /**
     * What stands in the file.
     */
    says: string;
    /**
     * The name of what it was taken for.
     */
    name: string;
    /**
     * What it was taken for, where the names are not the same, and by what.
     */
    how: string;
    /**
     * What is filled in, in the order of the form's columns.
     */
    values: string;
    /**
     * What looks misread or wrong.
     */
    marks: string[];
    /**
     * What was understood, and need not be looked at.
     */
    remarks?: string[];
    /**
     * Whether it is taken unless a person says no.
     */
    sure: boolean;
}

/**
 * What the check code of a file says.
 */
export type Code = "none" | { same: string } | { differs: string };


/**
 * Adds a file to the collection, by the caller's number and name for it; without bytes, one that the browser does not give. Gives
 * what became of it: the JSON of an `Added`.
 */
export function collect(file: number, name: string, bytes?: Uint8Array | number[] | null): string;

/**
 * Forgets the collection.
 */
export function collect_anew(): void;

/**
 * Adds a file of a zip that was added, the same.
 */
export function collect_entry(file: number, entry: number): string;

/**
 * The rows that a `Query`, as JSON, asks for: the JSON of a `Listing`.
 */
export function collected(query: string): string;

/**
 * The content of a file in a zip that was added; `undefined` where it cannot be unpacked.
 */
export function collected_entry(file: number, entry: number): Uint8Array | undefined;

/**
 * The table of all files: `xlsx` or `csv`. Throws `paper-unknown`, and why it could not be made.
 */
export function collected_table(ending: string): Uint8Array;

/**
 * The text of the saved form that a workbook from somewhere else makes, of the items whose indexes are in `kept`, a JSON list.
 * Throws as `open` does.
 */
export function confirm(bytes: Uint8Array | number[], rubrics: string, kept: string): string;

/**
 * What a file holds, for a person to look at: the JSON of a `Preview`. A workbook that is not ours is read as a form of one of
 * `rubrics`, pairs of a rubric and anything, as JSON; a rubric that somebody wrote, TOML or JSON, as an empty form of it. Throws
 * why it cannot be read.
 */
export function open(bytes: Uint8Array | number[], rubrics: string): string;

/**
 * What they come to: the JSON of an `Overview`.
 */
export function overview(query: string): string;

/**
 * A paper of a saved form, given as the text of its file: `xlsx`, `docx`, `csv`, `exchange.csv`, `pingfen.json`. It was opened
 * again and compared. Throws `paper-unknown`, and why it could not be made.
 */
export function paper(ending: string, document: string): Uint8Array;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly collect: (a: number, b: number, c: number, d: number, e: number, f: number) => void;
    readonly collect_anew: () => void;
    readonly collect_entry: (a: number, b: number, c: number) => void;
    readonly collected: (a: number, b: number, c: number) => void;
    readonly collected_entry: (a: number, b: number) => number;
    readonly collected_table: (a: number, b: number, c: number) => void;
    readonly confirm: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => void;
    readonly open: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly overview: (a: number, b: number, c: number) => void;
    readonly paper: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __wbindgen_add_to_stack_pointer: (a: number) => number;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
