import type { AddressInfo } from 'node:net'
import { buildEdge } from '../../src/app/edge/index.ts'
import { settings } from '../../src/config.ts'
import { routes } from '../../src/house.ts'
import { whoIs } from '../../src/modules/people/callers/index.ts'
import { caller } from './caller.ts'
import type { House } from './house.ts'

/** The same house behind a second door that counts as in life, and that believes a proxy where the caller says it is. */
export async function openSecondDoor(house: House) {
  const config = {
    ...house.ctx.config,
    requestsPerMinute: Number(settings.requestsPerMinute.default),
    trustProxy: 1,
  }
  const server = await buildEdge({ ...house.ctx, config }, routes, whoIs, { answers: 'throw', site: null })
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  house.watch.expect(port)
  const close = async () => {
    server.server.closeAllConnections()
    await server.close()
  }
  return {
    from: (address: string) => caller(`http://127.0.0.1:${port}`, { 'x-forwarded-for': address }),
    close,
  }
}

type Door = Awaited<ReturnType<typeof openSecondDoor>>

/** The same for as long as it is tried. */
export async function atSecondDoor(house: House, work: (from: Door['from']) => Promise<void>): Promise<void> {
  const door = await openSecondDoor(house)
  try {
    await work(door.from)
  } finally {
    await door.close()
  }
}
