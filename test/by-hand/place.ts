import type { Actor } from '../../src/app/actor.ts'
import { beginJoining } from '../../src/modules/channels/joining/service.ts'
import { person } from '../people/door.ts'
import type { World } from '../world.ts'

/** A channel for people's hands, joined as on the screen. */
export async function joinPlace(
  w: World,
  place = 'Local forum',
  more: Record<string, string> = {},
): Promise<string> {
  const joining = await beginJoining(w.ctx, w.actor('owner'), {
    ...{ network: 'manual', way: 'name' },
    fields: { place, ...more },
  })
  const [channel] = joining.step === 'joined' ? joining.channels : []
  if (!channel) throw new Error('The place was not joined')
  return channel.id
}

/** A member of the workspace who acts. */
export async function hand(
  w: World,
  role: 'editor' | 'manager' | 'contributor' = 'editor',
): Promise<Actor & { id: string }> {
  const { id } = await person(w, w, role)
  return { ...w.actor(role), kind: 'person', id }
}
