// The page `/field/`: the care worker's phone. Installable; opens without a line.
import { start_page } from '../parts/start.ts';
import FieldPage from './field_page.svelte';
import { install_offline } from './offline.ts';

start_page(['care_worker'], FieldPage, true);
install_offline();
