import pg from 'pg'
import type { Log } from '../../../platform/log.ts'

/** Listens for what is planned soon, so that "now" leaves at once. Without it the next poll finds it all the same. */
export function listenForDue(url: string, log: Log, hear: (what: string) => void): { stop(): Promise<void> } {
  let client: pg.Client | null = null
  let stopped = false
  let again: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'carillon-due', keepAlive: true })
    fresh.on('notification', (message) => hear(message.payload ?? ''))
    fresh.on('error', () => {})
    fresh.on('end', retry)
    try {
      await fresh.connect()
      await fresh.query('listen carillon_due')
      client = fresh
      if (stopped) await fresh.end()
      // Something may have been said while nobody listened.
      else hear('')
    } catch (error) {
      log.debug({ error }, 'Cannot listen to the database yet')
      await fresh.end().catch(() => {})
      retry()
    }
  }

  const retry = (): void => {
    client = null
    if (stopped || again) return
    again = setTimeout(() => {
      again = undefined
      void connect()
    }, 500)
  }

  void connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(again)
      await client?.end().catch(() => {})
    },
  }
}
