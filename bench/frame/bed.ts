/** The fake of one network in a process of its own, as a network would be. Told and asked by messages. */
import { beds } from '../../test/networks/beds.ts'

const make = beds[process.argv[2] ?? '']
if (!make) throw new Error(`There is no fake of ${process.argv[2]}`)
const bed = make()
await bed.start(() => new Date())

export type BedOrder = { ask: 'join' } | { ask: 'published'; remoteId: string }

process.on('message', async (order: BedOrder) => {
  process.send?.(order.ask === 'join' ? await bed.join() : await bed.published(order.remoteId))
})
process.on('disconnect', () => process.exit())
process.send?.({ hosts: bed.hosts(), doors: bed.doors?.() ?? {}, app: bed.app?.() ?? null })
