/* tslint:disable */
/* eslint-disable */

/** What `open` gives, as JSON. */
export interface Preview {
    /** The saved form, with all edits in it; `null` where a person has to confirm first. */
    document: { pingfen: 1; rubric: unknown; form: unknown } | null;
    /** The same as it was before somebody changed cells of the workbook. */
    before: { pingfen: 1; rubric: unknown; form: unknown } | null;
    /** 校验码: whether the file is as it was made. */
    code: 'none' | { same: string } | { differs: string };
    /** Cells of our own workbook that were changed since it was made. */
    edits: { name: string; was: string; now: string; at: string; doubt: string | null }[];
    /** What did not get into the form, and what else is to be known of the file. */
    notes: string[];
    /** What was understood of a workbook from somewhere else. */
    foreign: {
        rubric: string;
        sheet: string;
        /** How many of the rubric's rows were found, and of how many. */
        found: [number, number];
        /** How many targets were read. */
        targets: number;
        items: { index: number; at: string; says: string; name: string; how: string; values: string; marks: string[]; remarks: string[]; sure: boolean }[];
        unmatched: string[];
        missing: string[];
        checks: string[];
    } | null;
}



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
