import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Seen } from '../../src/networks/kit/bed.ts'
import type { App, Joined } from '../../src/networks/kit/network.ts'
import type { BedOrder } from './bed.ts'

export type RunningBed = {
  hosts: readonly string[]
  doors: Readonly<Record<string, string>>
  app: App | null
  join(): Promise<Joined>
  published(remoteId: string): Promise<Seen[]>
  stop(): void
}

/** Starts a network's fake in a process of its own. */
export async function startBed(network: string): Promise<RunningBed> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'bed.ts'), [network], {
    serialization: 'advanced',
  })
  const ask = async <T>(order: BedOrder): Promise<T> => {
    child.send(order)
    const [answer] = (await once(child, 'message')) as [T]
    return answer
  }
  const [told] = (await once(child, 'message')) as [Pick<RunningBed, 'hosts' | 'doors' | 'app'>]
  return {
    ...told,
    join: () => ask({ ask: 'join' }),
    published: (remoteId) => ask({ ask: 'published', remoteId }),
    stop: () => void child.disconnect(),
  }
}
