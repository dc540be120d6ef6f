// Plays an exported session: the same deeds on new phones, waiting for the same words.

import { post } from '/core/link.js';
import { shown, until, world } from '/core/world.js';
import { Missed } from '/play/stage.js';

/** Each step in turn; phones of the session become new ones. */
export async function replay(stage, steps, newPhone, acts) {
  const phones = new Map();
  const here = (id) => phones.get(id) ?? id;
  for (const step of steps) {
    stage.check();
    switch (step.step) {
      case 'phone': {
        // A new phone follows at once; a session that begins earlier than that is none the worse for it.
        phones.set(step.phone, await newPhone(step.name));
        acts.focus([...phones.values()]);
        break;
      }
      case 'act':
        if (step.deed.do === 'follow') await ensureFollowing(here(step.phone));
        else await post(`phones/${here(step.phone)}`, step.deed);
        await stage.pause(400);
        break;
      case 'clock': await post('clock', { advance_ms: step.advance_ms }); break;
      case 'faults': await post('faults', step.faults); break;
      case 'fault_seed': await post('faults/seed', { seed: step.seed }); break;
      case 'account': await post('account', { kind: step.kind, format: step.format }); break;
      case 'behaviours': await post('behaviours', step.behaviours); break;
      case 'sees': {
        const seen = await until(() => shown(here(step.phone)).includes(step.words), { within: 30_000, signal: stage.signal });
        stage.check();
        if (!seen) throw new Missed(step.words);
        break;
      }
      default: throw new Missed(String(step.step));
    }
  }
}

async function ensureFollowing(id) {
  if (!world.phones.get(id)?.view.following) await post(`phones/${id}`, { do: 'follow' });
}
