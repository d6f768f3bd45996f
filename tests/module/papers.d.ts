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
     * Sheet and cell.
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
 * The text of the saved form that a workbook from somewhere else makes, of the items whose indexes are in `kept`, a JSON list.
 * Throws as `open` does.
 */
export function confirm(bytes: Uint8Array | number[], rubrics: string, kept: string): string;

/**
 * What a file holds, for a person to look at: the JSON of a `Preview`. A workbook that is not ours is read as a form of one of
 * `rubrics`, pairs of a rubric and anything, as JSON. Throws why it cannot be read.
 */
export function open(bytes: Uint8Array | number[], rubrics: string): string;

/**
 * A paper of a saved form, given as the text of its file: `xlsx`, `docx`, `csv`, `exchange.csv`, `pingfen.json`. It was opened
 * again and compared. Throws `paper-unknown`, and why it could not be made.
 */
export function paper(ending: string, document: string): Uint8Array;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly confirm: (a: number, b: number, c: number, d: number, e: number, f: number, g: number) => void;
    readonly open: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly paper: (a: number, b: number, c: number, d: number, e: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __wbindgen_add_to_stack_pointer: (a: number) => number;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
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
