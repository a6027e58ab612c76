import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callHooks } from '../../src/modules/publish/hooks/index.ts'
import { addHook } from '../../src/modules/publish/hooks/service.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import { verify } from '../../src/web/hooks/samples/verify.mjs'
import { type House, house } from './house.ts'
import { barriers, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'

type Got = { headers: Record<string, string | undefined>; body: string }

let home: House
let workspaceId: string
let hookId: string
let secret: string
let status = 200
const got: Got[] = []

/** A system of somebody's, on loopback. */
const receiver = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  got.push({ headers: request.headers as Got['headers'], body })
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(status === 200 ? '{"thanks":true}' : '{"error":"The shop is closed."}')
})

beforeAll(async () => {
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks/carillon`
  home = await house({ fetch: createOutbound({ allowedHosts: ['127.0.0.1'], recordFile: null }) })
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  const actor = { ...home.actor('owner'), workspaceId }
  const made = await addHook(home.ctx, actor, { url, events: ['delivery.published', 'delivery.failed'] })
  hookId = made.id
  secret = made.secret
})
afterAll(() => receiver.close())

const happen = (event: string) =>
  home.ctx.db.transaction().execute((tx) =>
    callHooks(tx, home.ctx, [
      {
        workspaceId,
        event,
        data: { deliveryId: 'd1', channel: '@riga-bakery.bsky.social', url: 'https://example.com/1' },
      },
    ]),
  )

test('a test shows the answer without a reload, signed so that the sample verifies it', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/settings/webhooks')
  await page.getByRole('link', { name: /127\.0\.0\.1/ }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('Calling').waitFor()
  await home.runJobs()
  await page.getByText('It answered 200.').waitFor()
  const call = got.at(-1)
  expect(verify(secret, call?.headers ?? {}, call?.body ?? '')).toBe(true)
  status = 503
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText('Calling').waitFor()
  await home.runJobs()
  await page.getByText('It answered 503.').waitFor()
  await page.getByRole('alert').getByText('The shop is closed.').waitFor()
  expect(complaints).toEqual([])
})

test('the log tells what failed and when it is told again', async () => {
  const { page, complaints } = await home.signedIn()
  status = 503
  await happen('delivery.failed')
  await home.runJobs()
  status = 200
  await happen('delivery.published')
  await home.runJobs()
  await page.goto(`/settings/webhooks/${hookId}`)
  await page.getByText(/answer 503 · 1 try · again in/).waitFor()
  await page.locator('summary').first().click()
  await page.getByText('"deliveryId": "d1"').first().waitFor()
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test.each(looks)('a webhook has no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await page.goto(`/settings/webhooks/${hookId}`)
  await page.getByText('answer 503').first().waitFor()
  await page.waitForLoadState('networkidle')
  await shot(page, `hook-${look.size}-${look.theme}`, { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  expect(complaints).toEqual([])
})

test('what it is told of is changed with undo; paused, it cannot be tried', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/settings/webhooks/${hookId}`)
  await page.getByRole('checkbox', { name: 'A post is proposed' }).click()
  await page.getByText('Webhook changed.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect
    .poll(() => page.getByRole('checkbox', { name: 'A post is proposed' }).getAttribute('aria-checked'))
    .toBe('false')
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Resume it to try it.').waitFor()
  expect(await page.getByRole('button', { name: 'Send a test' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('Resume it to try it.').waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test.each(languages)('a webhook fits in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  expect(await misfits(visit, { one: `/settings/webhooks/${hookId}` }, `hook-${language}`)).toEqual({})
})

test('it is removed after a question, and an old link says so', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/settings/webhooks/${hookId}`)
  await page.getByRole('button', { name: 'More about this webhook' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('Tell your own systems').waitFor()
  await page.goto(`/settings/webhooks/${hookId}`)
  await page.getByText('This webhook does not exist').waitFor()
  expect(complaints).toEqual([])
})
