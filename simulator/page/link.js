// The link to the simulator: news by Server-Sent Events, deeds by POST.

import { toast } from './dom.js';

/** Listens for news; `onOpen` runs at every (re)connection, before the first full snapshot. */
export function listen({ onOpen, onNews, onLost }) {
  const source = new EventSource('/simulator/events');
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  source.addEventListener('news', (event) => onNews(JSON.parse(event.data)));
}

/** Posts JSON; shows what was refused. Answers the reply, or null. */
export async function post(path, body) {
  try {
    const response = await fetch(`/simulator/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.json();
    if (response.ok) return answer;
    toast(answer.error ?? `HTTP ${response.status}`);
  } catch (error) {
    toast(String(error.message ?? error));
  }
  return null;
}
