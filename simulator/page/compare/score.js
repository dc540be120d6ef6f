// What became of the lines: of each, and in sum since the last scenario began.

import { world } from '/core/world.js';

let firstPush = 0;
let repeatedBefore = { ours: 0, theirs: 0 };

/** Counts from here on. */
export function resetScore() {
  firstPush = world.second?.lines.at(-1)?.ours ?? 0;
  repeatedBefore = { ours: world.second?.ours.repeated ?? 0, theirs: world.second?.theirs.repeated ?? 0 };
}

const isLost = (fate) => fate.fate === 'refused' || fate.fate === 'failed';

/** The sums of both worlds. */
export function score() {
  const lines = (world.second?.lines ?? []).filter((line) => line.ours > firstPush);
  const sum = (side, of) => ({
    arrived: lines.filter((line) => of(line).fate === 'arrived').length,
    waiting: lines.filter((line) => of(line).fate === 'waiting').length,
    lost: lines.filter((line) => isLost(of(line))).length,
    repeated: Math.max(0, (world.second?.[side].repeated ?? 0) - repeatedBefore[side]),
  });
  return { ours: sum('ours', (line) => line.our_fate), theirs: sum('theirs', (line) => line.their_fate) };
}

let cached = null;
let fates = { ours: new Map(), theirs: new Map() };

/** What became of a push's line, or null: `ours` or `theirs`. */
export function fateOf(side, push) {
  const lines = world.second?.lines;
  if (lines !== cached) {
    cached = lines;
    const entry = (fate) => ({ ...fate, lost: isLost(fate) });
    fates = {
      ours: new Map((lines ?? []).map((line) => [line.ours, entry(line.our_fate)])),
      theirs: new Map((lines ?? []).map((line) => [line.theirs, entry(line.their_fate)])),
    };
  }
  return fates[side].get(push) ?? null;
}
