// Light or dark: as the device wishes, or as chosen here; remembered.
import { keep, kept } from '../model/kept.ts';

export type Theme = 'auto' | 'light' | 'dark';

const key = 'theme';

class Choice {
  current = $state<Theme>('auto');
}

const choice = new Choice();

export function theme(): Theme {
  return choice.current;
}

export function settle_theme(): void {
  const before = kept(key);
  show(before === 'light' || before === 'dark' ? before : 'auto');
}

export function choose_theme(next: Theme): void {
  keep(key, next === 'auto' ? null : next);
  show(next);
}

function show(next: Theme): void {
  choice.current = next;
  if (next === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = next;
}
