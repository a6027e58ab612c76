import type { Log } from '../log.ts'
import { type EmbeddedPostgres, startEmbedded } from './embedded.ts'

/**
 * The embedded PostgreSQL, started again at the same address when it dies under us.
 * `gaveUp` ends when it died too often in a minute; then the program should stop too.
 */
export type Supervised = { url: string; gaveUp: Promise<void>; stop(): Promise<void> }

const mostDeaths = 5

export async function superviseEmbedded(
  folder: string,
  log: Log,
  say: (words: string) => void,
): Promise<Supervised> {
  let server = await startEmbedded(folder, say)
  let wanted = true
  const deaths: number[] = []
  const watch = async (): Promise<void> => {
    while (wanted) {
      await server.exited
      if (!wanted) return
      deaths.push(Date.now())
      log.error({ deaths: deaths.length }, 'PostgreSQL ended unexpectedly and is started again')
      if (deaths.filter((at) => at > Date.now() - 60_000).length >= mostDeaths) return
      server = await restart(folder, server.port)
    }
  }
  return {
    url: server.url,
    gaveUp: watch(),
    async stop() {
      wanted = false
      await server.stop()
    },
  }
}

/** A killed server leaves processes that hold its memory for a moment; the next start waits for them. */
async function restart(folder: string, port: number): Promise<EmbeddedPostgres> {
  for (let tries = 1; ; tries++)
    try {
      return await startEmbedded(folder, () => {}, { port })
    } catch (error) {
      if (tries === 10) throw error
      await new Promise((done) => setTimeout(done, 200 * tries))
    }
}
