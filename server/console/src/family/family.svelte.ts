// The family page's state: the residents who have named this relative, as the live line tells them.
import { follow, type Line, type LiveEvent } from '../api/live.ts';
import type { FamilyResident } from '../api/shapes.ts';
import { now, set_by_server } from '../look/now.svelte.ts';
import { door } from '../parts/paths.ts';

export class Family {
  residents = $state.raw<readonly FamilyResident[] | null>(null);
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
        this.residents = event.data.residents ?? [];
        return;
      case 'resident': {
        const news = event.data;
        const known = this.residents ?? [];
        this.residents = known.some((one) => one.id === news.id)
          ? known.map((one) => (one.id === news.id ? news : one))
          : [...known, news];
        return;
      }
      case 'tick':
        if (event.data.at !== undefined) set_by_server(event.data.at);
        return;
      case 'incident':
      case 'offer':
      case 'withdrawn':
        return;
    }
  }
}
