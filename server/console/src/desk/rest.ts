// What the desk shows beside its queue. It follows when the queue stands: whoever opens a desk looks there first.
import CandidateList from './candidate_list.svelte';
import IncidentPane from './incident_pane.svelte';
import Questions from './questions.svelte';
import TownMap from './town_map.svelte';

export const rest = { CandidateList, IncidentPane, Questions, TownMap };
