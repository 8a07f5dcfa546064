// The family page's state: the residents who have named this relative, as the live line tells them.
import { follow, type Line, type LiveEvent } from '../api/live.ts';
import { record_of } from '../api/family.ts';
import type { FamilyRecord } from '../api/shapes.ts';
import { now, set_by_server } from '../look/now.svelte.ts';
import { door } from '../parts/paths.ts';

export class Family {
  residents = $state.raw<readonly FamilyRecord[] | null>(null);
  line = $state<Line>('connecting');
  heard_at = $state<number | null>(null);

  start(): () => void {
    return follow({
      on_event: (event) => this.#hear(event),
      on_line: (line) => {
        this.line = line;
        if (line === 'ended') location.replace(door(true));
      },
    });
  }

  #hear(event: LiveEvent): void {
    this.heard_at = now();
    switch (event.name) {
      case 'snapshot':
        this.residents = (event.data.residents ?? []).map((news) => this.#joined(news));
        for (const one of this.residents) void this.#read(one.id);
        return;
      case 'resident':
        this.#take(event.data);
        void this.#read(event.data.id);
        return;
      case 'tick':
        if (event.data.at !== undefined) set_by_server(event.data.at);
        return;
      case 'incident':
      case 'offer':
      case 'withdrawn':
        return;
    }
  }

  #take(news: FamilyRecord): void {
    const known = this.residents ?? [];
    this.residents = known.some((one) => one.id === news.id)
      ? known.map((one) => (one.id === news.id ? this.#joined(news) : one))
      : [...known, news];
  }

  // The line brings the present; what is over and what was measured stays until it is read anew.
  #joined(news: FamilyRecord): FamilyRecord {
    const known = this.residents?.find((one) => one.id === news.id);
    const kept: Partial<FamilyRecord> = {};
    if (known?.recent !== undefined) kept.recent = known.recent;
    if (known?.vitals !== undefined) kept.vitals = known.vitals;
    return { ...kept, ...news };
  }

  async #read(id: string): Promise<void> {
    try {
      this.#take(await record_of(id));
    } catch {
      // The sentence and the present incident are there already; the rest comes with the next word of the line.
    }
  }
}
