// The log's lines gathered: one entry for each push with its attempts, one for each call of the API, one for each fault.

const MAX_ENTRIES = 400;

/** `pushes`: id → entry; `entries`: all, oldest first. */
export const journal = { pushes: new Map(), entries: [] };

/** Starts afresh: a full log follows. */
export function resetPushes() {
  journal.pushes.clear();
  journal.entries = [];
}

/** A verdict as kind and detail: "nothing", {shown: "text"}, {failed: {status: 502}} … */
export function split(verdict) {
  if (typeof verdict === 'string') return [verdict, null];
  const [[kind, detail]] = Object.entries(verdict);
  return [kind, detail];
}

/** Takes new lines; answers the entries that are new or changed. */
export function takeLines(lines, from) {
  const touched = new Set();
  lines.forEach((line, n) => touched.add(take(line, from + n)));
  while (journal.entries.length > MAX_ENTRIES) {
    const gone = journal.entries.shift();
    gone.gone = true;
    touched.add(gone);
  }
  touched.delete(undefined);
  return touched;
}

function take({ at_ms, phone, event }, index) {
  switch (event.type) {
    case 'push_created': return add(push(event.push, { at_ms, phone, kind: event.kind }));
    case 'attempt_sent': {
      const entry = push(event.push, { at_ms, phone });
      if (!entry.attempts.some((a) => a.number === event.number)) entry.attempts.push({ number: event.number, sent: at_ms, verdict: null });
      return entry;
    }
    case 'attempt_ended': return ended(push(event.push, { at_ms, phone }), event, at_ms);
    case 'push_failed': {
      const entry = push(event.push, { at_ms, phone });
      entry.state = 'failed';
      return entry;
    }
    case 'api': return add({ type: 'api', index, at_ms, phone, path: event.path, errcode: event.errcode, carried_out: event.carried_out, answered: event.answered, delay_ms: event.delay_ms });
    case 'fault': return add({ type: 'fault', at_ms, phone, fault: event.fault });
    default: return undefined;
  }
}

/** The entry of a push; pushes older than the log's beginning get one when they are first heard of. */
function push(id, { at_ms, phone, kind }) {
  let entry = journal.pushes.get(id);
  if (!entry) {
    entry = { type: 'push', id, at_ms, phone, kind, state: 'open', attempts: [] };
    journal.pushes.set(id, entry);
    if (!kind) add(entry);
  }
  return entry;
}

function ended(entry, { number, verdict }, at_ms) {
  let attempt = entry.attempts.find((a) => a.number === number);
  if (!attempt) {
    attempt = { number, sent: at_ms };
    entry.attempts.push(attempt);
  }
  [attempt.kind] = split(verdict);
  Object.assign(attempt, { verdict, ended: at_ms });
  if (['nothing', 'shown', 'unshown'].includes(attempt.kind)) entry.state = 'answered';
  return entry;
}

function add(entry) {
  if (!journal.entries.includes(entry)) journal.entries.push(entry);
  return entry;
}
