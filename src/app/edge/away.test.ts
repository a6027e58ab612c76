import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { patienceFor, sendTo } from './away.ts'

test('a house that is slow is told from one that is not there', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const slow = await sendTo({ url, key: 'k' }, 20)({ method: 'GET', path: '/workspace' })
  server.closeAllConnections()
  server.close()
  expect(slow).toMatchObject({ status: 504, body: { code: 'away.too_slow' } })
  const none = await sendTo({ url: 'http://127.0.0.1:9', key: 'k' })({ method: 'GET', path: '/workspace' })
  expect(none).toMatchObject({ status: 503, body: { code: 'away.no_house' } })
})

test('a film of a gigabyte has the hours that a slow line takes for it', () => {
  expect(patienceFor(0)).toBe(120_000)
  expect(patienceFor(2 ** 30)).toBeGreaterThan(8 * 3_600_000)
})
