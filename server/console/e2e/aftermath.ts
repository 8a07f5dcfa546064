// What the stories leave behind is cleared away: an incident that stays open goes on asking care workers, and the next
// story's phone would show that offer instead of its own. Called when a file of stories ends; speaks to the API alone,
// so that it works when a story has failed with its pages in any state.
import { as_role } from './api_hand.ts';
import { pressed_homes } from './town.ts';

/** Closes every incident at a home where a story has pressed. */
export function leave_nothing_open(): Promise<void> {
  return as_role('dispatcher', async (call) => {
    for (const resident of pressed_homes()) {
      const answer = await call('GET', `/incidents?state=open&resident=${resident}&limit=500`);
      for (const { id } of ((await answer.json()) as { items: { id: string }[] }).items) {
        await call('POST', `/incidents/${id}/commands`, { do: 'close', outcome: 'other', note: 'the story has ended' });
      }
    }
  });
}
