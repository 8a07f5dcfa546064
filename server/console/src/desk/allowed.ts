// What a dispatcher may do with an incident in its present state: the buttons that can be pressed. Pure. The server
// decides all the same; this only keeps people from pressing what is certain to be refused.
import type { Incident, User } from '../api/shapes.ts';
import { is_ended } from '../model/urgency.ts';

export type Action = 'acknowledge' | 'offer' | 'assign' | 'note' | 'escalate' | 'close' | 'cancel' | 'reopen';

export function allowed(incident: Incident, me: Pick<User, 'id' | 'name'>): ReadonlySet<Action> {
  const state = incident.state;
  if (is_ended(state)) return new Set<Action>(incident.test ? ['note'] : ['note', 'reopen']);
  const actions = new Set<Action>(['note', 'escalate', 'close']);
  // The server names the dispatcher by name where it knows her.
  if (incident.acknowledged_by !== me.name && incident.acknowledged_by !== me.id) actions.add('acknowledge');
  if (incident.test) return actions;
  if (state === 'open' || state === 'offered') actions.add('offer');
  if (state !== 'arrived' && state !== 'resolved') {
    actions.add('assign');
    actions.add('cancel');
  }
  return actions;
}
