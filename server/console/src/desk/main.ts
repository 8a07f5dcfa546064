// The page `/desk/`: the dispatcher's desk.
import { start_page } from '../parts/start.ts';
import DeskPage from './desk_page.svelte';

start_page(['dispatcher'], DeskPage);
