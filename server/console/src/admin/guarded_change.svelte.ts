// The change of one thing that somebody else may be changing too: written, refused, or laid beside the other's.
import { change_or_present, type Row } from '../api/administration.ts';

export interface Clash {
  id: string;
  /** The version that my change began from, what I wanted, and what it has become meanwhile. */
  before: Row;
  mine: Row;
  present: Row;
}

export class GuardedChange {
  busy = $state(false);
  failed = $state.raw<unknown>(null);
  clash = $state.raw<Clash | null>(null);
  #etag = '';
  readonly #register: string;

  constructor(register: string) {
    this.#register = register;
  }

  /** With the tag of what has just been read. */
  begin(etag: string): void {
    this.#etag = etag;
    this.clash = null;
    this.failed = null;
  }

  /** Whether it is written; where it is not, `clash` or `failed` says why, and it can be saved again. */
  async save(id: string, before: Row, mine: Row, change: Row): Promise<boolean> {
    this.busy = true;
    this.failed = null;
    try {
      const present = await change_or_present(this.#register, id, change, this.#etag);
      if (present === null) {
        this.clash = null;
        return true;
      }
      this.#etag = present.etag;
      this.clash = { id, before, mine, present: present.answer };
    } catch (reason) {
      this.failed = reason;
    } finally {
      this.busy = false;
    }
    return false;
  }
}
