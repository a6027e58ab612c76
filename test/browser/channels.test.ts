import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { networks } from '../../src/networks/registry.ts'
import { verify } from '../../src/networks/webhook/example/receiver.mjs'
import { createOutbound } from '../../src/platform/http/index.ts'
import { joinedAs, puppet } from '../networks/puppet.ts'
import { type House, house } from './house.ts'
import { barriers, languages, looks, shot, smallTargets, sticksOut } from './look.ts'

let home: House
let receiver: Server
const there = puppet()
const pings: { headers: Record<string, string | string[] | undefined>; body: Buffer }[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      pings.push({ headers: request.headers, body: Buffer.concat(chunks) })
      response.end('{}')
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const fetch = createOutbound({ allowedHosts: [address()] })
  home = await house({ networks: [...networks, there.network], fetch })
})

afterAll(() => receiver.close())

const address = () => `127.0.0.1:${(receiver.address() as AddressInfo).port}`

/** The network that asks nothing and sends a person straight back, as one does who has allowed it before. */
function sendBack(query: Record<string, string> = { code: 'c' }): void {
  there.network.connect.begin = async (_tools, _way, _fields, back) => ({
    url: `${back.uri}?${new URLSearchParams({ state: back.state, ...query })}`,
    remember: null,
  })
}

test('a first channel is made from an empty page: a feed of our own', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/channels')
  await page.getByText('No channel yet').waitFor()
  await shot(page, 'channels-empty')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Join a channel' }).click()
  await shot(page, 'channels-join')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Own feed' }).click()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByText('This is needed.').waitFor()
  await expect.poll(() => page.evaluate('document.activeElement?.labels?.[0]?.textContent')).toBe('Title')
  await page.getByLabel('Title').fill('News of the bakery')
  await page.getByText('This is needed.').waitFor({ state: 'hidden' })
  await shot(page, 'channels-join-feed')
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'News of the bakery' }).waitFor()
  await page.getByText('Last proven to work').waitFor()
  await shot(page, 'channel-feed', { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('a webhook is joined with a secret that is made here, and asked at once', async () => {
  const { page } = await home.signedIn()
  await page.goto('/channels?join=webhook')
  await page.getByLabel('Address').fill(`http://${address()}/hooks/1`)
  await page.getByRole('button', { name: 'Make one' }).click()
  const secret = await page.getByLabel('Secret', { exact: true }).inputValue()
  expect(secret).toMatch(/^whsec_.{32}$/)
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('heading', { name: address() }).waitFor()
  const [ping] = pings
  expect(ping && verify(secret, ping.headers, ping.body)).toBe(true)
})

test('an address inside is refused in words at the form', async () => {
  const { page } = await home.signedIn()
  await page.goto('/channels?join=webhook')
  await page.getByLabel('Address').fill('http://169.254.169.254/latest/meta-data')
  await page.getByRole('button', { name: 'Make one' }).click()
  await page.getByRole('button', { name: 'Join', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'does not connect to 169.254.169.254' }).waitFor()
})

test('by signing in at a network one comes back to the channel, or to the accounts to choose from', async () => {
  const { page } = await home.signedIn()
  sendBack()
  there.offers = [joinedAs('solo')]
  await page.goto('/channels?join=puppet')
  await page.getByRole('tab', { name: 'Sign in there' }).click()
  await page.getByRole('button', { name: 'Go to Puppet' }).click()
  await page.getByRole('heading', { name: 'The solo' }).waitFor()
  expect(page.url()).toMatch(/\/channels\/[\w-]+$/)

  there.offers = [joinedAs('one'), joinedAs('two'), joinedAs('three')]
  await page.goto('/channels?join=puppet')
  await page.getByRole('tab', { name: 'Sign in there' }).click()
  await page.getByRole('button', { name: 'Go to Puppet' }).click()
  await page.getByLabel('The one').check()
  await page.getByLabel('The three').check()
  await shot(page, 'channels-choose')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Join 2 accounts' }).click()
  await page.getByRole('link', { name: 'The three' }).waitFor()
  await page.getByRole('link', { name: 'The one' }).waitFor()
  expect(await page.getByRole('link', { name: 'The two' }).count()).toBe(0)
})

test('a sign-in that failed, or that nobody here began, is told as a sentence', async () => {
  const { page } = await home.signedIn()
  sendBack({ error: 'access_denied' })
  there.offers = []
  await page.goto('/channels?join=puppet')
  await page.getByRole('tab', { name: 'Sign in there' }).click()
  await page.getByRole('button', { name: 'Go to Puppet' }).click()
  await page.getByText('The account was not joined').waitFor()
  await page.getByText('no account that can be joined').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByText('The account was not joined').waitFor({ state: 'hidden' })
  await page.goto('/connect/callback?state=somebody-elses&code=x')
  await page.getByText('Nothing was joined').waitFor()
  await shot(page, 'channels-failed')
  expect(await barriers(page)).toEqual([])
})

test('weekly times, settings and a pause are changed and taken back', async () => {
  const { page } = await home.signedIn()
  await page.goto('/channels')
  await page.getByRole('link', { name: 'News of the bakery' }).click()
  await page.getByRole('button', { name: 'Add a time' }).click()
  await page.getByLabel('Time', { exact: true }).fill('08:30')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Add on 5 days' }).click()
  await page.getByRole('button', { name: 'Remove Friday, 08:30' }).click()
  await page.getByRole('button', { name: 'Remove Friday, 08:30' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Undo' }).last().click()
  await page.getByRole('button', { name: 'Remove Friday, 08:30' }).waitFor()

  await page.getByLabel('Most posts in a day').fill('12')
  await page.getByLabel('Title').fill('News of the old bakery')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await page.reload()
  expect(await page.getByLabel('Most posts in a day').inputValue()).toBe('12')
  expect(await page.getByLabel('Title').inputValue()).toBe('News of the old bakery')

  await page.getByRole('button', { name: 'More with this channel' }).click()
  await page.getByRole('menuitem', { name: 'Pause' }).click()
  await page.getByText('Somebody paused it; its queue waits.').first().waitFor()
  await shot(page, 'channel-paused', { whole: true })
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('Somebody paused it; its queue waits.').first().waitFor({ state: 'hidden' })
})

test('before a channel is removed it is said what goes and what stays', async () => {
  const { page } = await home.signedIn()
  await page.goto('/channels')
  await page.getByRole('link', { name: 'News of the' }).click()
  await page.getByRole('button', { name: 'More with this channel' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByText('5 weekly times are dropped.').waitFor()
  await page.getByText('Readers of the feed find nothing at its address any more.').waitFor()
  await shot(page, 'channel-remove')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Keep it' }).click()
})

test.each(looks)('the pages of channels have no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  await page.goto('/channels')
  await page.getByRole('link', { name: 'News of the' }).waitFor()
  await shot(page, `channels-${look.size}-${look.theme}`, { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  await page.getByRole('link', { name: 'News of the' }).click()
  await page.getByRole('heading', { name: 'What may be published' }).waitFor()
  await shot(page, `channel-${look.size}-${look.theme}`, { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(await smallTargets(page)).toEqual([])
  expect(await sticksOut(page)).toBe(false)
  await page.goto('/channels?join=new')
  await page.getByRole('button', { name: 'Mastodon' }).waitFor()
  await shot(page, `join-${look.size}-${look.theme}`)
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test.each(languages)('everything fits in %s', async (language) => {
  const { page, complaints } = await home.signedIn({ size: 'phone', language })
  await page.goto('/channels')
  await page.getByRole('link', { name: 'News of the' }).click()
  await page
    .getByRole('heading', { level: 3 })
    .or(page.getByRole('heading', { level: 2 }))
    .first()
    .waitFor()
  await page.waitForLoadState('networkidle')
  await shot(page, `channel-phone-${language}`, { whole: true })
  expect(await sticksOut(page)).toBe(false)
  expect(complaints).toEqual([])
})
