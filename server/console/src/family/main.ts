// The page `/family/`: what a relative may see, in large type.
import { start_page } from '../parts/start.ts';
import FamilyPage from './family_page.svelte';

start_page(['family'], FamilyPage);
