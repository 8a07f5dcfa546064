// The page `/`: signing in, and the way to one's own page.
import { mount } from 'svelte';
import { prepare } from '../parts/start.ts';
import Door from './door.svelte';

prepare();
mount(Door, { target: document.body });
