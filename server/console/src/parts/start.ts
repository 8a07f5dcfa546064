// How every page begins: language, brightness, clock and progress bar are settled, then the gate finds out who is here.
import { mount, type Component } from 'svelte';
import type { Role, User } from '../api/shapes.ts';
import '../look/look.css';
import { start_clock } from '../look/now.svelte.ts';
import { settle_theme } from '../look/theme.svelte.ts';
import { settle_language } from '../words/language.svelte.ts';
import Gate from './gate.svelte';
import Progress from './progress.svelte';

/** A page for people of these roles; others are sent to their own. `remembers`: it opens without a line too. */
export function start_page(roles: readonly Role[], page: Component<{ user: User }>, remembers = false): void {
  prepare();
  mount(Gate, { target: document.body, props: { roles, page, remembers } });
}

/** For the page of signing in, which needs nobody. */
export function prepare(): void {
  settle_theme();
  settle_language(null);
  start_clock();
  mount(Progress, { target: document.body });
}
