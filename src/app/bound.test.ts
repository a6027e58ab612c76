import { expect, test } from 'vitest'
import { actorMay } from './actor.ts'
import { boundBy } from './bound.ts'
import { type ChannelRoles, channelRights, mayElsewhere, roleOn } from './channel-roles.ts'
import { mayDo, type Right, rights, roles } from './rights.ts'

const all = Object.keys(rights) as Right[]
const pairs = roles.flatMap((key) => roles.map((maker) => [key, maker] as const))

test.each(pairs)('a key of %s by somebody who is now %s may exactly what both may', (key, maker) => {
  const worth = boundBy({ role: key, only: null }, { role: maker })
  for (const right of all)
    expect(actorMay(worth, right), right).toBe(mayDo(key, right) && mayDo(maker, right))
})

const [a, b, c] = ['a', 'b', 'c'] as const
const exceptions: (ChannelRoles | null)[] = [
  null,
  { chosenOnly: false, parts: { [a]: 'none', [b]: 'client' } },
  { chosenOnly: true, parts: { [a]: 'own', [b]: 'editor' } },
  { chosenOnly: true, parts: { [c]: 'manager' } },
]
const low = ['editor', 'contributor', 'moderator', 'analyst', 'client'] as const

test('on every channel, and on channels to come, a key may exactly what both may there', () => {
  for (const role of low)
    for (const makerRole of ['owner', ...low] as const)
      for (const channels of exceptions)
        for (const made of makerRole === 'owner' ? [null] : exceptions) {
          const [key, maker] = [
            { role, only: null, channels },
            { role: makerRole, channels: made },
          ]
          const worth = boundBy(key, maker)
          const may = (right: Right) => !worth.only || worth.only.includes(right)
          for (const right of channelRights) {
            for (const id of [a, b, c]) {
              const [one, other, now] = [key, maker, worth].map((each) => roleOn(each, id))
              const both = Boolean(one && other && mayDo(one, right) && mayDo(other, right))
              expect(Boolean(now && mayDo(now, right)) && may(right), `${right} on ${id}`).toBe(both)
            }
            expect(mayElsewhere(worth, right) && may(right), `${right} elsewhere`).toBe(
              mayElsewhere(key, right) && mayElsewhere(maker, right),
            )
          }
        }
})

test('what a key was cut down to stays cut down', () => {
  const key = { role: 'editor', only: ['workspace.read', 'post.write'] } as const
  expect(boundBy(key, { role: 'owner' })).toEqual({ ...key, channels: null })
  expect(boundBy(key, { role: 'client' }).only).toEqual(['workspace.read', 'post.write'])
  expect(boundBy(key, { role: 'client' }).role).toBe('analyst')
})
