import type { Person } from '../../../app/actor.ts'
import { readAgent } from '../../../app/agent.ts'
import type { Context } from '../../../app/context.ts'
import type { DeviceBody, DeviceList } from './contract.ts'
import { pushError } from './errors.ts'
import { houseKeys } from './keys.ts'
import { deleteDevice, findDevices, saveDevice } from './queries.ts'

/** Nobody carries more with them. */
const most = 20

export async function listDevices(ctx: Context, { userId, sessionId }: Person): Promise<DeviceList> {
  const rows = await findDevices(ctx.db, userId)
  return {
    key: houseKeys(ctx).publicKey,
    items: rows.map(({ id, name, sessionId: of, createdAt, toldAt }) => ({
      ...{ id, name, here: of === sessionId },
      createdAt: createdAt.toISOString(),
      toldAt: toldAt?.toISOString() ?? null,
    })),
    next: null,
  }
}

/** This browser is told from now on, for as long as the session lasts. */
export async function addDevice(
  ctx: Context,
  person: Person,
  body: DeviceBody,
  agent: string | undefined,
): Promise<DeviceList> {
  const { userId, sessionId } = person
  await ctx.db.transaction().execute(async (tx) => {
    await tx.selectFrom('users').select('id').where('id', '=', userId).forUpdate().execute()
    const known = await findDevices(tx, userId)
    const others = known.filter(({ endpoint }) => endpoint !== body.endpoint)
    if (others.length >= most) throw pushError('too_many', { most })
    await saveDevice(tx, body, { userId, sessionId, name: nameOf(agent), now: ctx.clock.now() })
  })
  return listDevices(ctx, person)
}

export async function removeDevice(ctx: Context, person: Person, id: string): Promise<void> {
  if (!(await deleteDevice(ctx.db, person.userId, id))) throw pushError('not_found')
}

function nameOf(agent = ''): string {
  const { browser, system } = readAgent(agent)
  return [browser, system].filter(Boolean).join(' · ') || 'Browser'
}
