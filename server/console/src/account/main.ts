// The page `/account/`: somebody's own account, whatever her part.
import { start_page } from '../parts/start.ts';
import AccountPage from './account_page.svelte';

start_page(['administrator', 'dispatcher', 'care_worker', 'family'], AccountPage);
