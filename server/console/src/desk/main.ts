// Opens the page `/desk/`: the dispatcher's desk, or with `?map` its map alone. Small, so that the server is asked for
// what they show while their own script is still on the way.
import { ask_ahead } from '../api/ahead.ts';
import { districts_path, most_urgent_path, session_path } from '../api/first_paths.ts';
import { bring_page } from '../parts/bring_page.ts';
import { is_map_window } from './map_window.ts';

ask_ahead([session_path, most_urgent_path, districts_path]);
bring_page(is_map_window() ? () => import('./begin_map.ts') : () => import('./begin.ts'));
