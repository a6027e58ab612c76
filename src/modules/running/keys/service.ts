import { join } from 'node:path'
import { auditCommand } from '../../../app/audit.ts'
import type { Context } from '../../../app/context.ts'
import type { SealedPlace } from '../../../app/sealed.ts'
import { alone } from '../../../platform/db/alone.ts'
import { homeParts } from '../../../platform/folder.ts'
import { type KeyFile, readNow, replace, rotated, without } from '../../../platform/secrets/index.ts'
import { keyError } from './errors.ts'
import { resealAll } from './jobs.ts'

/** Longer than any value is on its way from its sealing to its row. */
const onItsWayMs = 10 * 60_000

export type KeyState = {
  id: string
  /** `missing`: values are sealed with it, and the key file does not have it. */
  state: 'current' | 'old' | 'missing'
  /** Until when everything new was sealed with it. */
  until: string | null
  values: number
  places: Record<string, number>
}

/** Which keys there are, and how many values each has sealed, the current one first. */
export async function listKeys(ctx: Context, places: readonly SealedPlace[]): Promise<KeyState[]> {
  const file = read(ctx)
  const used = await countUse(ctx, places)
  const ids = new Set([file.current, ...Object.keys(file.keys), ...used.keys()])
  return [...ids].map((id) => {
    const here = used.get(id) ?? {}
    return {
      id,
      state: id === file.current ? 'current' : file.keys[id] ? 'old' : 'missing',
      until: file.retired?.[id] ?? null,
      values: sum(here),
      places: here,
    }
  })
}

/** From now on every process seals with a new key; what the others have sealed is sealed anew by a worker. */
export const rotateKeys = (ctx: Context): Promise<{ current: string; before: string }> =>
  changing(ctx, async (path, file) => {
    const next = rotated(file, ctx.clock.now())
    await replace(path, next)
    await ctx.jobs.add(resealAll, {}, { key: 'reseal' })
    await auditCommand(ctx.db, 'carillon keys rotate', {
      action: 'house.key_rotated',
      subject: { kind: 'house', id: next.current },
      before: { current: file.current },
      after: { current: next.current },
    })
    return { current: next.current, before: file.current }
  })

/** Takes an old key away for good, when nothing needs it any more. */
export const forgetKey = (
  ctx: Context,
  places: readonly SealedPlace[],
  id: string,
): Promise<{ forgotten: string }> =>
  changing(ctx, async (path, file) => {
    refuseEarly(file, id, ctx.clock.now())
    const here = (await countUse(ctx, places)).get(id) ?? {}
    if (sum(here) > 0)
      throw keyError('in_use', {
        id,
        values: sum(here),
        places: Object.entries(here)
          .map(([name, values]) => `${name} ${values}`)
          .join(', '),
      })
    await replace(path, without(file, id))
    await auditCommand(ctx.db, 'carillon keys forget', {
      action: 'house.key_forgotten',
      subject: { kind: 'house', id },
    })
    return { forgotten: id }
  })

function refuseEarly(file: KeyFile, id: string, now: Date): void {
  if (id === file.current) throw keyError('current', { id })
  if (!file.keys[id]) throw keyError('unknown', { id })
  const since = file.retired?.[id]
  const until = new Date(new Date(since ?? 0).getTime() + onItsWayMs)
  if (since && until > now) throw keyError('too_early', { id, since, until: until.toISOString() })
}

const pathOf = ({ config }: Context): string => join(config.home, homeParts.keys)

function read(ctx: Context): KeyFile {
  try {
    return readNow(pathOf(ctx))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw keyError('no_file', { path: pathOf(ctx) })
    throw error
  }
}

/** One command at a time reads the file and puts another in its place. */
async function changing<T>(ctx: Context, change: (path: string, file: KeyFile) => Promise<T>): Promise<T> {
  const done = await alone(ctx.database, 'keys', async () => ({
    value: await change(pathOf(ctx), read(ctx)),
  }))
  if (!done) throw keyError('busy')
  return done.value
}

async function countUse(
  ctx: Context,
  places: readonly SealedPlace[],
): Promise<Map<string, Record<string, number>>> {
  const used = new Map<string, Record<string, number>>()
  for (const place of places)
    for (const { keyId, values } of await place.count(ctx.db))
      used.set(keyId, { ...used.get(keyId), [place.name]: values })
  return used
}

const sum = (places: Record<string, number>): number =>
  Object.values(places).reduce((total, values) => total + values, 0)
