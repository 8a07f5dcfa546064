// Begins administration; brought by main.ts.
import { start_page } from '../parts/start.ts';
import AdminPage from './admin_page.svelte';

start_page(['administrator'], AdminPage);
