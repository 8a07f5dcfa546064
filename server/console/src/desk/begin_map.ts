// Begins the map in a window of its own; brought by main.ts.
import { start_page } from '../parts/start.ts';
import MapPage from './map_page.svelte';

start_page(['dispatcher'], MapPage);
