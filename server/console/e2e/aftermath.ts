// What the stories leave behind is cleared away: an incident that stays open goes on asking care workers, and the next
// story's phone would show that offer instead of its own. Called when a file of stories ends; speaks to the API alone,
// so that it works when a story has failed with its pages in any state.
import { account, pressed_homes, town } from './town.ts';

interface Listed {
  items: { id: string }[];
}

/** Closes every incident at a home where a story has pressed. */
export async function leave_nothing_open(): Promise<void> {
  const { username, password } = account('dispatcher');
  const api = `${town.address()}/api/v1`;
  const door = await fetch(`${api}/session`, json('POST', { username, password }, {}));
  const { csrf } = (await door.json()) as { csrf: string };
  const cookie = (door.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const signed = { Cookie: cookie, 'X-CSRF-Token': csrf };
  for (const resident of pressed_homes()) {
    const answer = await fetch(`${api}/incidents?state=open&resident=${resident}&limit=500`, { headers: signed });
    for (const { id } of ((await answer.json()) as Listed).items) {
      const order = { do: 'close', outcome: 'other', note: 'the story has ended' };
      await fetch(`${api}/incidents/${id}/commands`, json('POST', order, signed));
    }
  }
  await fetch(`${api}/session`, { method: 'DELETE', headers: signed });
}

function json(method: string, body: object, headers: Readonly<Record<string, string>>): RequestInit {
  return { method, body: JSON.stringify(body), headers: { ...headers, 'Content-Type': 'application/json' } };
}
