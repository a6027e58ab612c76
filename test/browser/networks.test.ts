import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleFilm } from '../../src/modules/create/media/films/samples.ts'
import type { Bed } from '../../src/networks/kit/bed.ts'
import type { Content } from '../../src/networks/kit/content.ts'
import type { Network } from '../../src/networks/kit/network.ts'
import { networks } from '../../src/networks/registry.ts'
import { dispatch } from '../factories/delivery.ts'
import { draftOf } from '../factories/draft.ts'
import { beds } from '../networks/beds.ts'
import { throughDoors } from '../networks/doors.ts'
import type { Complaints } from './browser.ts'
import { type House, house } from './house.ts'
import { faults, shot, walker } from './look.ts'

type Fake = { network: Network; bed: Bed; wants: Content }

const words = 'The new bell is cast.'

/** Every network that stands on loopback; our own feed, webhooks and by hand are walked in `channels` and `by-hand`. */
const fakes = networks.flatMap((network): Fake[] => {
  const bed = beds[network.manifest.id]?.()
  const plain = draftOf(words) as Content
  return bed ? [{ network, bed, wants: bed.content?.(plain) ?? plain }] : []
})

/** What is shown with the words decides which networks can be written to at once. */
const kindOf = ({ wants }: Fake): 'words' | 'image' | 'video' => wants.parts[0]?.media[0]?.kind ?? 'words'

/** Whose account was joined, and what its channel is called. */
const joined = new Map<string, { remoteId: string; name: string }>()

let home: House
// One page for all of them, which never loads the program anew but for coming back from a network.
let page: Page
let complaints: Complaints
let go: (place: string) => Promise<void>
let there: Bed
let remoteId = ''

beforeAll(async () => {
  for (const { bed } of fakes) await bed.start(() => new Date())
  home = await house({
    // The fakes stand on this machine and reach the house, which networks in the world could not.
    networks: networks.map((network) => ({
      ...network,
      manifest: { ...network.manifest, fetchesFromUs: undefined },
    })),
    fetch: throughDoors(globalThis.fetch, Object.assign({}, ...fakes.map(({ bed }) => bed.doors?.()))),
  })
  ;({ page, complaints } = await home.signedIn())
  await page.route(
    ({ hostname }) => hostname !== 'localhost',
    async (route) => {
      const asked = route.request().url()
      const allowed = there.consent?.(asked)
      const back = new URL(new URL(asked).searchParams.get('redirect_uri') ?? '')
      back.search = new URLSearchParams(allowed?.query).toString()
      remoteId = allowed?.remoteId ?? ''
      await route.fulfill({ status: 302, headers: { location: back.href } })
    },
  )
  go = await walker(page, '/channels')
})
afterAll(async () => {
  for (const { bed } of fakes) await bed.stop()
})

test.each(fakes.map((fake) => [fake.network.manifest.id, fake] as const))(
  '%s is joined',
  async (id, fake) => {
    there = fake.bed
    await go(`/channels?join=${id}`)
    if (fake.bed.typed) await joinByTyping(fake.network, fake.bed.typed)
    else await joinByApp(fake)
    await page.getByRole('heading', { name: 'Weekly times', exact: true }).waitFor()
    await shot(page, `networks-${id}-channel`)
    const { name } = await home.ctx.db
      .selectFrom('channels')
      .select('name')
      .where('network', '=', id)
      .where('remoteId', '=', remoteId)
      .executeTakeFirstOrThrow()
    joined.set(id, { remoteId, name })
    expect(await faults(page, complaints)).toEqual([])
  },
)

/** Types what one was given elsewhere: a token, a password, an address. */
async function joinByTyping({ manifest }: Network, typed: NonNullable<Bed['typed']>): Promise<void> {
  const given = await typed()
  const way = manifest.ways.find((one) => one.id === given.way)
  if (manifest.ways.length > 1) await page.getByRole('tab', { name: way?.label ?? '' }).click()
  for (const { name, advanced } of way?.fields ?? []) {
    const value = given.values[name]
    const field = page.locator(`[name="${name}"]`)
    if (value && advanced && !(await field.isVisible())) await page.getByText('More settings').click()
    if (value) await field.fill(value)
  }
  remoteId = given.remoteId
  await page.getByRole('button', { name: 'Join', exact: true }).click()
}

/** Registers the app, signs in at the network’s own page and takes what it offers. */
async function joinByApp({ network: { manifest }, bed }: Fake): Promise<void> {
  const enter = page.getByRole('button', { name: `Go to ${manifest.name}` })
  const asked = page.getByText('wants the program to be registered')
  await asked.or(enter).first().waitFor()
  // What failed once after that is tried again.
  if (await asked.isVisible()) await register({ manifest, bed })
  await enter.waitFor()
  for (const { name, required, placeholder = '' } of manifest.ways[0]?.fields ?? [])
    if (required) await page.locator(`[name="${name}"]`).fill(placeholder)
  await enter.click()
  const offered = page.getByRole('checkbox')
  const isJoined = () => /\/channels\/[0-9a-f-]{36}$/.test(page.url())
  await expect.poll(async () => isJoined() || (await offered.count()) > 0).toBe(true)
  if (isJoined()) return
  await offered.first().check()
  await page.getByRole('button', { name: 'Join 1 account' }).click()
}

async function register({ manifest, bed }: { manifest: Network['manifest']; bed: Bed }): Promise<void> {
  for (const { name, kind } of manifest.app?.fields ?? []) {
    const value = bed.app?.().values[name]
    const field = page.locator(`[name="${name}"]`)
    if (value && kind === 'choice') await field.selectOption(value)
    else if (value) await field.fill(value)
  }
  await page.getByRole('button', { name: 'Add an app' }).click()
}

test.each(['words', 'image', 'video'] as const)(
  'a post goes out to all networks that take it: %s',
  async (kind) => {
    const group = fakes.filter((fake) => kindOf(fake) === kind && joined.has(fake.network.manifest.id))
    expect(group.length).toBeGreaterThan(1)
    await write(group, kind)
    await page.getByText('Now', { exact: true }).first().click()
    await page.getByRole('button', { name: 'Publish now' }).click()
    await page.getByText('On its way').waitFor()
    await untilOut(group)
    for (const { network, bed } of group)
      expect(
        await bed.published(joined.get(network.manifest.id)?.remoteId ?? ''),
        network.manifest.id,
      ).toEqual([expect.objectContaining({ text: expect.stringContaining(words) })])
    expect(await faults(page, complaints)).toEqual([])
  },
)

/** Writes what these networks take: the same words and file, and what each asks of a post beside them. */
async function write(group: readonly Fake[], kind: 'words' | 'image' | 'video'): Promise<void> {
  await go('/posts/new')
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await text.waitFor()
  const chips = page.getByRole('region', { name: 'Channels' })
  const on = chips.getByRole('button', { pressed: true })
  while ((await on.count()) > 0) await on.first().click()
  for (const { network } of group)
    await chips.getByRole('button', { name: `${nameAt(network)} (${network.manifest.name})` }).click()
  await text.fill(words)
  const title = group.find(({ wants }) => wants.title)?.wants.title
  if (title) await page.getByLabel('Title').fill(title)
  if (kind !== 'words') await give(kind)
  for (const fake of group) await tailor(fake)
  await shot(page, `networks-${kind}-composer`, { whole: true })
}

const nameAt = ({ manifest }: Network): string => joined.get(manifest.id)?.name ?? ''

/** Words and settings of one network's own, at its tab. */
async function tailor({ network, wants }: Fake): Promise<void> {
  const own = wants.parts[0]?.text ?? words
  const asked = network.manifest.options.filter((option) => wants.options[option.name] !== undefined)
  if (own === words && asked.length === 0) return
  await page.getByRole('tab', { name: `${network.manifest.name} ${nameAt(network)}` }).click()
  if (own !== words) await page.getByRole('textbox', { name: 'Text', exact: true }).fill(own)
  for (const option of asked) {
    const value = wants.options[option.name]
    if (option.kind === 'switch') await page.getByRole('switch', { name: option.label }).click()
    else if (option.kind !== 'choice') await page.getByLabel(option.label).fill(String(value))
    else {
      await page.getByLabel(option.label).click()
      const choice = option.choices?.find((one) => one.value === value)
      await page.getByRole('option', { name: choice?.label, exact: true }).click()
    }
  }
}

async function give(kind: 'image' | 'video'): Promise<void> {
  const file =
    kind === 'image'
      ? {
          ...{ name: 'bell.jpg', mimeType: 'image/jpeg' },
          buffer: await sharp({ create: { width: 1080, height: 1350, channels: 3, background: '#a05a2c' } })
            .jpeg()
            .toBuffer(),
        }
      : {
          ...{ name: 'bell.mp4', mimeType: 'video/mp4' },
          buffer: sampleFilm({ seconds: 6, size: '720x1280', rate: 25 }),
        }
  await page.locator('input[type=file]').first().setInputFiles(file)
  await page.getByRole('button', { name: 'Take out' }).first().waitFor()
}

/** Some networks work on a post before they show it. */
async function untilOut(group: readonly Fake[]): Promise<void> {
  const ids = group.map(({ network }) => network.manifest.id)
  const waiting = async () => {
    await dispatch(home)
    const rows = home.ctx.db.selectFrom('deliveries').select(['network', 'state', 'failureWords'])
    const left = rows.where('network', 'in', ids).where('state', '!=', 'published')
    // A network's seconds are not waited for: it is looked at again at once.
    await home.ctx.db
      .updateTable('deliveries')
      .set({ nextAt: new Date() })
      .where('network', 'in', ids)
      .where('state', '=', 'sent')
      .execute()
    return left.execute()
  }
  await expect.poll(waiting, { timeout: 30_000, interval: 100 }).toEqual([])
}
