import { expect, test } from 'vitest'
import { due, keyed, live, minutes, w } from '../factories/publishing.ts'

test('what leaves is counted by network and outcome, with how late its first request left', async () => {
  await due('idempotent')
  keyed.treat({ mode: 'ok' })
  w.clock.to(minutes(2))
  await live(20)
  const text = await w.ctx.metrics.registry.metrics()
  expect(text).toMatch(/^carillon_attempts_total\{network="fake-idempotent",outcome="published"\} 1$/m)
  expect(text).toMatch(/^carillon_delivery_lateness_seconds_sum\{network="fake-idempotent"\} 140$/m)
  expect(text).toMatch(/^carillon_delivery_lateness_seconds_bucket\{le="120",network="fake-idempotent"\} 0$/m)
})
