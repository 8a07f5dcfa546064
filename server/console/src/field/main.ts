// The page `/field/`: the care worker's phone.
import { start_page } from '../parts/start.ts';
import FieldPage from './field_page.svelte';

start_page(['care_worker'], FieldPage);
