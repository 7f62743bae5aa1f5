// Find in the playbooks of a folder: the folder, the text, the files with their hits as one list of rows. The engine
// knows the paths; here a file is a number that is good until the next search.
import type { FileFound, FolderFound, Hit } from '../generated/contract';
import type { Host } from '../host/host';
import { showFailure } from './failure';

/** Quiet time after a key before the folder is looked through, in milliseconds. */
const FIND_AFTER_MS = 250;

/** A row of the list: a file, or a hit in it. */
export interface FoundRow {
  file: FileFound;
  hit?: Hit;
}

const NOTHING: FolderFound = { folder: null, read: 0, files: [], total: 0, failed: [] };

export class FolderFindStore {
  text = $state('');
  caseSensitive = $state(false);
  isLooking = $state(false);
  found = $state.raw<FolderFound>(NOTHING);
  /** Index of the current row; -1 for none. */
  at = $state(-1);
  readonly rows: FoundRow[] = $derived(
    this.found.files.flatMap((file) => [{ file }, ...file.hits.map((hit) => ({ file, hit }))]),
  );
  #host: Host;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = 0;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Looks for another text soon. */
  look(text: string, caseSensitive = this.caseSensitive): void {
    this.text = text;
    this.caseSensitive = caseSensitive;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), FIND_AFTER_MS);
  }

  /** Looks through the folder chosen last, or lets the person choose one first. An answer to an older question is dropped. */
  async ask(choose = false): Promise<void> {
    clearTimeout(this.#timer);
    const asked = (this.#asked += 1);
    this.isLooking = true;
    try {
      const request = { text: this.text, caseSensitive: this.caseSensitive, choose };
      const found = await this.#host.call('folder_find', request);
      if (asked !== this.#asked) return;
      this.found = found;
      this.at = this.rows.findIndex(({ hit }) => hit !== undefined);
    } catch (reason) {
      showFailure(reason);
    } finally {
      if (asked === this.#asked) this.isLooking = false;
    }
  }

  /** Goes to the next or the previous hit, round the end. */
  step(by: 1 | -1): void {
    const { rows } = this;
    for (let tries = 1; tries <= rows.length; tries += 1) {
      const next = (this.at + by * tries + rows.length * 2) % rows.length;
      if (rows[next]?.hit) {
        this.at = next;
        return;
      }
    }
  }
}
