// What became of an attempt, in words.

import { split } from '/panel/pushes.js';
import { t } from '/words/words.js';

/** "nothing", {shown: "text"}, {failed: {status: 502}} …; null while it is open. */
export function verdictText(verdict) {
  if (!verdict) return t('v_open');
  const [kind, what] = split(verdict);
  if (kind === 'shown') return t('v_shown', t(`kind_${what}`));
  if (kind === 'failed' || kind === 'unshown') {
    const [why, value] = split(what);
    return t(`v_${why}`, typeof value === 'object' ? '' : value);
  }
  return t(`v_${kind}`);
}
