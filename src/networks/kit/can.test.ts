import { expect, test } from 'vitest'
import { networks } from '../registry.ts'
import { canOf, kindsOf } from './can.ts'
import type { Ability } from './manifest.ts'

test.each(networks.map((network) => [network.manifest.id, network] as const))(
  'what is told of %s is what its adapter has, and every ability is told',
  (_, { manifest, ...parts }) => {
    const can = new Set<string>(canOf(manifest))
    const told = ['edit', 'remove', 'insights', 'history', 'find', 'people', 'mentions', 'reactions'] as const
    for (const ability of [...told, 'publicProfiles' as const] satisfies Ability[])
      expect([ability, can.has(ability)]).toEqual([ability, ability in parts])
    expect(can.has('tells by itself')).toBe('webhooks' in parts && parts.webhooks !== undefined)
    expect(can.has('several kinds of post')).toBe(manifest.kinds !== undefined)
    for (const kind of Object.keys(manifest.kinds?.rules ?? {})) expect(kindsOf(manifest)).toContain(kind)
  },
)
