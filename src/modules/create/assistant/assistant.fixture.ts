/** A workspace with an assistant whose model is a fake beside it. */
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { type World, world } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import type { Network } from '../../../networks/kit/network.ts'
import { createOutbound, type Outbound } from '../../../platform/http/index.ts'
import { AssistantBody, RunBody, type RunEvent, type RunResult } from './contract.ts'
import { type Asked, type FakeModel, startFakeModel } from './fake.fixture.ts'
import type { Patience } from './provider.ts'
import { performRun, prepareRun } from './run.ts'
import { keepSettings, pageCalls } from './service.ts'

export const quick: Patience = { headersMs: 2_000, idleMs: 400, totalMs: 1_500 }

/** For a whole file of tests; each begins with a workspace of its own and a model that says the same. */
export function assisted(networks: readonly Network[]) {
  let fake: FakeModel
  let outbound: Outbound
  let w: World
  beforeAll(async () => {
    fake = await startFakeModel()
    outbound = createOutbound({ allowedHosts: [fake.host] })
  })
  afterAll(async () => {
    await outbound.close()
    await fake.stop()
  })
  beforeEach(async () => {
    w = await world({ networks: [...networks], fetch: outbound })
    fake.asked.length = 0
    fake.answers('Well said.')
  })
  const owner = () => w.actor('owner')
  const settings = (more: Partial<Record<keyof AssistantBody, unknown>> = {}) =>
    AssistantBody.parse({
      ...{ enabled: true, baseUrl: `${fake.url}/`, model: 'small', key: 'sk-secret-1', version: 0 },
      ...{ users: 'writers', sees: true, currency: 'EUR' },
      ...{ priceIn: 1_000_000, priceOut: 2_000_000, ceiling: null },
      ...more,
    })
  return {
    get fake() {
      return fake
    },
    get w() {
      return w
    },
    owner,
    settings,
    setUp: (more: Parameters<typeof settings>[0] = {}) => keepSettings(w.ctx, owner(), settings(more)),
    calls: async () => (await pageCalls(w.ctx, owner(), { limit: 50 })).items,
    async run(
      body: object,
      {
        actor = w.actor('editor'),
        signal = new AbortController().signal,
      }: { actor?: Actor; signal?: AbortSignal } = {},
    ): Promise<RunResult & { events: RunEvent[] }> {
      const events: RunEvent[] = []
      const ready = await prepareRun(w.ctx, actor, RunBody.parse(body))
      const result = await performRun(w.ctx, ready, {
        signal,
        patience: quick,
        tell: (event) => events.push(event),
      })
      return { ...result, events }
    },
  }
}

export const shorten = (text: string, limit: number) => ({ tool: 'shorten', text, limit })

export const question = (asked: Asked | undefined): string => {
  const last = asked?.body.messages.at(1)?.content
  return typeof last === 'string' ? last : (last?.[0]?.text ?? '')
}
