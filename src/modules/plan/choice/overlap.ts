/** How alike two audiences are, as far as both are known. */

import type { Parts } from '../portraits/index.ts'
import type { Interval } from './contract.ts'

const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0)

/**
 * The share that two distributions have in common: 1 − total variation, the same as the sum of what each group has in both.
 * A group that only one of them tells may have anything of what the other leaves open, so the answer lies between two bounds;
 * where both tell everything these are one number.
 */
export function overlap(ours: Parts, theirs: Parts): Interval {
  const left = { ours: Math.max(0, 1 - sum(ours.values())), theirs: Math.max(0, 1 - sum(theirs.values())) }
  let both = 0
  let onlyOurs = 0
  let onlyTheirs = 0
  for (const [group, share] of ours) {
    const other = theirs.get(group)
    if (other === undefined) onlyOurs += share
    else both += Math.min(share, other)
  }
  for (const [group, share] of theirs) if (!ours.has(group)) onlyTheirs += share
  const open =
    Math.min(onlyOurs, left.theirs) +
    Math.min(onlyTheirs, left.ours) +
    Math.min(Math.max(0, left.ours - onlyTheirs), Math.max(0, left.theirs - onlyOurs))
  const high = Math.min(1, both + open)
  return { low: Math.min(both, high), mid: (Math.min(both, high) + high) / 2, high }
}
