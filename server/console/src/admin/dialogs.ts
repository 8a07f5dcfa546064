// What a register asks and shows about its rows: each dialog is brought when it is first called for.
import { Late } from '../parts/late.svelte.ts';

export const import_dialog = new Late(async () => (await import('./import_dialog.svelte')).default);
export const provision_dialog = new Late(async () => (await import('./provision_dialog.svelte')).default);
export const row_dialog = new Late(async () => (await import('./row_dialog.svelte')).default);
export const consents_dialog = new Late(async () => (await import('./consents_dialog.svelte')).default);
export const device_dialog = new Late(async () => (await import('./device_dialog.svelte')).default);
export const privacy_dialog = new Late(async () => (await import('./privacy_dialog.svelte')).default);
export const resident_dialog = new Late(async () => (await import('./resident_dialog.svelte')).default);
export const user_dialog = new Late(async () => (await import('./user_dialog.svelte')).default);
