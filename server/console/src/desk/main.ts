// The page `/desk/`: the dispatcher's desk, or with `?map` its map alone.
import { start_page } from '../parts/start.ts';
import DeskPage from './desk_page.svelte';
import { is_map_window } from './map_window.ts';
import MapPage from './map_page.svelte';

start_page(['dispatcher'], is_map_window() ? MapPage : DeskPage);
