import { expect, test } from 'vitest'
import { gapsOf } from './gaps.ts'

const used = (network: string, persona: string, low: number) => ({
  ...{ network, name: network.toUpperCase(), persona },
  reach: { low, mid: low + 0.1, high: low + 0.2 },
})

test('a network with a quarter of a persona’s people is a gap where we are not, the one with most first', () => {
  const finding = { network: 'bluesky', handle: 'us', lastPostAt: null } as never
  const all = [used('tube', 'Anna', 0.3), used('tube', 'Martin', 0.6), used('gram', 'Anna', 0.4)]
  const few = [used('small', 'Anna', 0.24), used('bluesky', 'Anna', 0.9)]
  const gaps = gapsOf([], [finding], { personas: [], used: [...all, ...few] }, new Date())
  expect(gaps).toEqual([
    {
      ...{ kind: 'audience_by_figures', network: 'tube' },
      facts: { personas: 'Martin, Anna', count: 2, percent: 60, name: 'TUBE' },
    },
    {
      ...{ kind: 'audience_by_figures', network: 'gram' },
      facts: { personas: 'Anna', count: 1, percent: 40, name: 'GRAM' },
    },
  ])
})
