import { expect, test } from 'vitest'
import { networks } from '../../../../networks/registry.ts'
import { quietOf, restoredQuietMs } from './quiet.ts'

test('after a restore nothing is looked for before the lists of every network have come', () => {
  for (const { manifest } of networks)
    expect(quietOf({ quiet: 0 }, manifest), manifest.id).toBeLessThan(restoredQuietMs)
})
