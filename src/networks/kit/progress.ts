import type { z } from 'zod'
import type { Json } from './content.ts'
import { NetworkFailure } from './failure.ts'
import type { Account, Tools } from './network.ts'

type Of = { tools: Tools; account: Account }

const prefix = 'upload/'
/** What was begun and left is looked through so many at a time. */
const sweptAtOnce = 100

/**
 * How far an upload has come, on the shelf of its account: whoever brings a film up may be killed, and the next goes on from
 * there. `name` is that of the delivery and the file; what is older than `holdsMs` the network has forgotten.
 */
export function progressOf<T extends Json>(
  schema: z.ZodType<T>,
  { tools, account }: Of,
  { name, holdsMs }: { name: string; holdsMs: number },
) {
  const shelf = tools.shelf(account)
  const key = prefix + name
  const isOld = (at: Date): boolean => tools.now().getTime() - at.getTime() >= holdsMs

  return {
    /** Null where nothing was begun, or what was begun is forgotten by now. */
    async read(): Promise<T | null> {
      const kept = await shelf.get(key)
      const value = kept && !isOld(kept.at) ? schema.safeParse(kept.value).data : undefined
      if (value !== undefined) return value
      if (kept) await shelf.remove(key)
      return null
    },
    /** Puts down what was begun anew, and takes away what nobody ever finished. */
    async begin(value: T): Promise<void> {
      for (const one of await shelf.newest(sweptAtOnce))
        if (one.key.startsWith(prefix) && isOld(one.at)) await shelf.remove(one.key)
      await shelf.remove(key)
      await shelf.add(key, value)
    },
    async change(value: T): Promise<void> {
      await shelf.change(key, value)
    },
    async forget(): Promise<void> {
      await shelf.remove(key)
    },
  }
}

/**
 * An attempt is over before a large film is up. It got on, so this is no try that came to nothing. `part`: how much of it has
 * arrived, of 1.
 */
export function stillGoingUp(network: string, { tools }: Pick<Of, 'tools'>, part?: number): NetworkFailure {
  const arrived = part === undefined ? '' : `: ${Math.floor(part * 100)} % have arrived`
  return new NetworkFailure(
    'later',
    `The film is still on its way up to ${network}${arrived}. It goes on by itself.`,
    { code: 'media_uploading', alone: true, retryAt: new Date(tools.now().getTime() + 1000) },
  )
}
