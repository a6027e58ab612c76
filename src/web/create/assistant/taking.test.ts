import { expect, test } from 'vitest'
import type { MachinePlace } from '../../../modules/create/posts/contract.ts'
import { isStillMade } from '../../../modules/create/posts/plain/machine.ts'
import type { Writing } from '../posts/writing.ts'
import { mended, withMark } from './taking.ts'

const place: MachinePlace = { channelId: null, part: 0, field: 'text', mediaId: null }
const empty = { machineMade: [] } as unknown as Writing
const by = { tool: 'shorten', model: 'm' } as const

test('who takes one better word into words of a machine has words of a machine all the same', () => {
  const written = 'Bread of ours, and it is a long story.'
  const made = 'Fresh rye bread from our own oven, baked at night and still warm in the morning.'
  const first = withMark(empty, place, { ...by, text: made, before: written })
  const next = mended(made, 'rye', 'wheat')
  const second = withMark(first, place, { ...by, tool: 'tone', text: 'wheat', before: made }, next)
  const [mark] = second.machineMade ?? []
  if (!mark) throw new Error('There is a mark')
  expect(second.machineMade).toHaveLength(1)
  expect(isStillMade(next, mark)).toBe(true)
  // Taken back to what the machine said first: still its own. To what the person wrote: theirs.
  expect(isStillMade(made, mark)).toBe(true)
  expect(isStillMade(written, mark)).toBe(false)
})
