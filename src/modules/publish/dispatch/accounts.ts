import type { LaneFacts } from './held.ts'
import type { Around, Ready } from './ready.ts'

type Opened = Pick<Ready, 'account' | 'tools'>

/** A credential that another process has renewed is read again after this (ms). */
const fresh = 60_000

/** Accounts are opened when their lane is claimed, so that they are at hand on the instant. */
export class Accounts {
  private readonly around: Pick<Around, 'ctx' | 'doors' | 'time'>
  private readonly known = new Map<string, { opened: Promise<Opened>; at: number }>()

  constructor(around: Pick<Around, 'ctx' | 'doors' | 'time'>) {
    this.around = around
  }

  of({ channelId, network }: Pick<LaneFacts, 'channelId' | 'network'>): Promise<Opened> {
    const { ctx, doors, time } = this.around
    const known = this.known.get(channelId)
    if (known && time.now() - known.at < fresh) return known.opened
    const opened = doors
      .accountFor(ctx, channelId)
      .then((account) => ({ account, tools: ctx.toolsFor(network, account) }))
    // Whoever needs it is told of the error; nobody may need it.
    opened.catch(() => {})
    this.known.set(channelId, { opened, at: time.now() })
    return opened
  }

  forget(channelId: string): void {
    this.known.delete(channelId)
  }
}
