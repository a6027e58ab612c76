import { fakeNetworks } from '../test/fake-network.ts'
import { startFakeServer } from '../test/fake-server.ts'
import { treatmentBy } from './modes.ts'
import { planChaos } from './plan.ts'
import type { Random } from './random.ts'
import type { Stage } from './stage.ts'

/** Three networks that are nothing but their guarantees: each delivery meets a trouble of its own. */
export async function stageOfFakes(random: Random): Promise<Stage> {
  const keyed = await startFakeServer({ keys: true })
  const plain = await startFakeServer({ keys: false })
  const servers = { idempotent: keyed.url, findable: plain.url, blind: plain.url }
  return {
    env: { CARILLON_ALLOWED_HOSTS: `${keyed.host},${plain.host}` },
    networks: fakeNetworks(),
    async plan(ctx, count, spreadMs) {
      const planned = await planChaos(ctx, random, servers, count, spreadMs)
      const fates = new Map(planned.flatMap(({ text, fate }) => (fate ? [[text, fate] as const] : [])))
      for (const server of [keyed, plain]) server.treat(treatmentBy(fates))
      return planned
    },
    requests: () => keyed.requests() + plain.requests(),
    texts: async () => [keyed, plain].flatMap((server) => server.posts().map(({ text }) => text)),
    stop: async () => void (await Promise.all([keyed.stop(), plain.stop()])),
  }
}
