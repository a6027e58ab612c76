import { beforeAll, expect, test } from 'vitest'
import { type AuditEntry, audit } from '../../src/app/audit.ts'
import { sealPending } from '../../src/modules/people/audit/seal.ts'
import { type House, house } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channelId: string

const write = (name: string, entry: AuditEntry, kind: 'person' | 'key' | 'system' = 'person') =>
  audit(
    home.ctx.db,
    {
      ...home.actor('owner'),
      workspaceId,
      kind,
      id: kind === 'system' ? null : name,
      name,
      ip: kind === 'system' ? null : '203.0.113.7',
    },
    entry,
  )

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  const { channels } = await bakery(home, workspaceId)
  channelId = channels.bluesky
  await visit.context.close()
  const channel = { kind: 'channel', id: channelId }
  await write('Ieva Kalniņa', {
    action: 'member.role_changed',
    subject: { kind: 'user', id: 'somebody' },
    before: { role: 'editor' },
    after: { role: 'manager' },
  })
  await write(
    'Web shop',
    {
      action: 'post.planned',
      subject: { kind: 'post', id: 'p' },
      after: [
        { channelId, dueAt: '2030-01-01T09:00:00.000Z', digest: 'abc' },
        { channelId, dueAt: '2030-01-02T09:00:00.000Z', digest: 'def' },
      ],
    },
    'key',
  )
  await write(
    'Carillon',
    { action: 'channel.refused', subject: channel, after: { state: 'reconnect', code: 'not_authorised' } },
    'system',
  )
  await write('Marta Ozola', {
    action: 'channel.changed',
    subject: channel,
    before: { name: 'Bakery', dailyCap: null, settings: { visibility: 'public' } },
    after: { name: 'Riga Bakery', dailyCap: 5, settings: { visibility: 'public' } },
  })
  await sealPending(home.ctx)
})

test('who changed what stands there in words, with what it was before', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Audit log' }).click()
  await page.getByText('Role of a member changed').waitFor()
  await page.getByText('Editor → Manager').waitFor()
  await page.getByText('nothing → 5').waitFor()
  await page.getByText('Channel changed · @riga-bakery.bsky.social').waitFor()
  await page.getByText('Carillon by itself').first().waitFor()
  await page.getByText('API key Web shop').first().waitFor()
  expect(await page.getByText('visibility').count()).toBe(0)
  await page.getByText('3 more changes').click()
  await page.getByText('1 Jan 2030').first().waitFor()
  await page.getByText('Workspace made').locator('xpath=ancestor::li').getByText('Details').click()
  await page.getByText('Place in the chain').last().waitFor()
  await shot(page, 'audit')
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('filters stand in the address, and an entry leads to others of the same', async () => {
  const { page } = await home.signedIn()
  await page.goto('/settings/audit')
  await page.getByText('Workspace made').waitFor()
  await page.getByRole('searchbox', { name: 'Search names' }).fill('ozola')
  await page.keyboard.press('Enter')
  await page.getByText('Role of a member changed').waitFor({ state: 'detached' })
  expect(page.url()).toContain('q=ozola')
  const row = page.getByText('Channel changed').locator('xpath=ancestor::li')
  await row.getByText('Details').click()
  await row.getByRole('button', { name: 'Only this: @riga-bakery.bsky.social' }).click()
  await page.getByRole('searchbox', { name: 'Search names' }).fill('')
  await page.getByText('Sign-in of the channel refused by the network').waitFor()
  expect(page.url()).toContain(`subject=${channelId}`)
  await page.reload()
  await page.getByText('Sign-in of the channel refused by the network').waitFor()
  expect(await page.getByText('Workspace made').count()).toBe(0)
  await page.getByRole('button', { name: /^About: @riga-bakery/ }).click()
  await page.getByText('Workspace made').waitFor()
  await page.getByRole('combobox', { name: 'What it is about' }).click()
  await page.getByRole('option', { name: 'Goals' }).click()
  await page.getByText('Nothing fits these filters').waitFor()
  await shot(page, 'audit-none')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByText('Workspace made').waitFor()
})

test('what is shown goes into a table', async () => {
  const { page } = await home.signedIn()
  await page.goto('/settings/audit?about=channel')
  await page.getByText('Channel changed').waitFor()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^carillon-audit-\d{4}-\d\d-\d\d\.csv$/)
  const stream = await file.createReadStream()
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  expect(text).toContain('channel.changed')
  expect(text).not.toContain('workspace.made')
})

test('a long log is read as far as one likes; what fails on the way leaves what was read', async () => {
  const { page } = await home.signedIn()
  const many = Array.from(
    { length: 120 },
    (_, n) =>
      ({
        action: 'goal.added',
        subject: { kind: 'goal', id: `${n}` },
        after: { name: `Goal number ${n}` },
      }) as const,
  )
  for (const entry of many) await write('Ieva Kalniņa', entry)
  await page.route('**/api/v1/audit?*cursor=*', (route) =>
    route.fulfill({ status: 500, json: { code: 'server.failed', detail: 'Broken.' } }),
  )
  await page.goto('/settings/audit')
  await page.getByText('Goal number 119').waitFor()
  await page.getByText('Goal number 71').scrollIntoViewIfNeeded()
  await page.getByRole('alert').waitFor()
  expect(await page.getByText('Goal number 119').count()).toBe(1)
  await shot(page, 'audit-partial')
  expect(await barriers(page)).toEqual([])
  await page.unroute('**/api/v1/audit?*cursor=*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Goal number 60').scrollIntoViewIfNeeded()
  await page.getByText('Goal number 20').scrollIntoViewIfNeeded()
  await page.getByText('This is the beginning of the log.').waitFor()
})

test('when it cannot be had, that is said with a way to try again', async () => {
  const { page } = await home.signedIn()
  await page.route('**/api/v1/audit?*', (route) =>
    route.fulfill({ status: 500, json: { code: 'server.failed', detail: 'Broken.' } }),
  )
  await page.route('**/api/v1/audit', (route) =>
    route.fulfill({ status: 500, json: { code: 'server.failed', detail: 'Broken.' } }),
  )
  await page.goto('/settings/audit')
  await page.getByRole('alert').waitFor()
  await page.unrouteAll()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Goal number 119').waitFor()
})

test.each(['en', 'lv', 'ru', 'th', 'vi'])('on a phone in the dark it fits, in %s', async (language) => {
  const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'dark', language })
  await page.goto(`/settings/audit?address=203.0.113.7&actor=${encodeURIComponent('Web shop')}`)
  await page.locator('details').first().locator('summary').click()
  await shot(page, `audit-phone-${language}`, { whole: true })
  expect(await barriers(page, 'own')).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  expect(await page.evaluate<string>('document.body.innerText')).not.toMatch(/post\.planned|audit\.\w+/)
  expect(complaints).toEqual([])
})
