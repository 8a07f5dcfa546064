// Begins the dispatcher's desk; brought by main.ts.
import { start_page } from '../parts/start.ts';
import DeskPage from './desk_page.svelte';

start_page(['dispatcher'], DeskPage);
