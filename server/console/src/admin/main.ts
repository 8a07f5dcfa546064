// Opens the page `/admin/`. Small, so that the server is asked for what the page shows while its own script is still on
// the way.
import { ask_ahead } from '../api/ahead.ts';
import { first_residents_path, session_path } from '../api/first_paths.ts';
import { bring_page } from '../parts/bring_page.ts';

ask_ahead([session_path, first_residents_path]);
bring_page(() => import('./begin.ts'));
