/** The fake network in a process of its own, as a network would be. Told and asked by messages. */
import { startFakeServer } from '../../test/fake-server.ts'

export type Order = 'arrivals' | 'count' | 'reset'
export type Arrivals = { text: string; at: number }[]

const server = await startFakeServer({ keys: true, idsGoOn: true })
process.on('message', (order: Order) => {
  if (order === 'reset') server.reset()
  process.send?.(order === 'arrivals' ? server.arrivals() : server.requests())
})
process.on('disconnect', () => process.exit())
process.send?.(server.host)
