// The link to the simulator: news by Server-Sent Events, deeds by POST.

import { toast } from '/core/dom.js';

/** Listens for news; `onOpen` runs at every (re)connection, before the first full snapshot. */
export function listen({ onOpen, onNews, onLost }) {
  const source = new EventSource('/simulator/events');
  source.addEventListener('open', onOpen);
  source.addEventListener('error', onLost);
  source.addEventListener('news', (event) => onNews(JSON.parse(event.data)));
}

async function send(path, body, type) {
  try {
    const response = await fetch(`/simulator/${path}`, { method: 'POST', headers: { 'content-type': type }, body });
    const answer = await response.json();
    if (response.ok) return answer;
    toast(answer.error ?? `HTTP ${response.status}`);
  } catch (error) {
    toast(String(error.message ?? error));
  }
  return null;
}

/** Posts JSON; shows what was refused. Answers the reply, or null. */
export const post = (path, body) => send(path, JSON.stringify(body), 'application/json');

/** Posts a file as it is. */
export const postFile = (path, file) => send(path, file, file.type || 'application/octet-stream');

/** Reads JSON, or null where there is none. */
export async function get(path) {
  try {
    const response = await fetch(`/simulator/${path}`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
