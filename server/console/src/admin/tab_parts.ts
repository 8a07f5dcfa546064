// The parts of administration that are brought when their tab is chosen. The registers stand there from the beginning.
import type { Component } from 'svelte';
import { Late } from '../parts/late.svelte.ts';

export const tab_parts = {
  roster: new Late<Component>(async () => (await import('./roster_grid.svelte')).default),
  policies: new Late<Component>(async () => (await import('./policy_list.svelte')).default),
  drills: new Late<Component>(async () => (await import('./drill_list.svelte')).default),
  reports: new Late<Component>(async () => (await import('./report_view.svelte')).default),
  audit: new Late<Component>(async () => (await import('./audit_list.svelte')).default),
  kept: new Late<Component>(async () => (await import('./retention_part.svelte')).default),
  glass: new Late<Component>(async () => (await import('./glass_list.svelte')).default),
  letters: new Late<Component>(async () => (await import('./dead_letter_list.svelte')).default),
  webhooks: new Late<Component>(async () => (await import('./webhook_list.svelte')).default),
  health: new Late<Component>(async () => (await import('./health_page.svelte')).default),
};

export const found = new Late(async () => (await import('./found_list.svelte')).default);
