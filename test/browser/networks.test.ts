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
import { type House, house } from './house.ts'
import { barriers, faults, shot } from './look.ts'

/** The networks at which people sign in through an app; those that ask for a key or a server have walks of their own. */
const fakes = new Map(
  networks.flatMap((network): [string, { network: Network; bed: Bed }][] => {
    const bed = beds[network.manifest.id]?.()
    return bed?.consent ? [[network.manifest.id, { network, bed }]] : []
  }),
)
let home: House

beforeAll(async () => {
  for (const { bed } of fakes.values()) await bed.start(() => new Date())
  const doors = Object.assign({}, ...[...fakes.values()].map(({ bed }) => bed.doors?.()))
  home = await house({
    // The fakes stand on this machine and reach the house, which networks in the world could not.
    networks: [...fakes.values()].map(({ network }) => ({
      ...network,
      manifest: { ...network.manifest, fetchesFromUs: undefined },
    })),
    fetch: throughDoors(globalThis.fetch, doors),
  })
})
afterAll(async () => {
  for (const { bed } of fakes.values()) await bed.stop()
})

const fakeOf = (id: string) => {
  const fake = fakes.get(id)
  if (!fake) throw new Error(`There is no fake of ${id}`)
  return fake
}

test.each([...fakes.keys()])('%s is joined by an app, and a post goes out to it', async (id) => {
  const { network, bed } = fakeOf(id)
  const { page, complaints } = await home.signedIn()
  const remoteId = await join(page, network, bed)
  expect(await barriers(page)).toEqual([])
  const { name } = await home.ctx.db
    .selectFrom('channels')
    .select('name')
    .where('network', '=', id)
    .executeTakeFirstOrThrow()
  const words = `The new bell is cast, says ${id}.`
  await write(page, network, bed, name, words)
  await page.getByText('Now', { exact: true }).first().click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await page.getByText('On its way').waitFor()
  await untilOut(id)
  expect(await bed.published(remoteId)).toMatchObject([{ text: expect.stringContaining(words) }])
  expect(await faults(page, complaints)).toEqual([])
})

/** Registers the app, signs in at the network’s own page and takes what it offers. Answers whose account it is. */
async function join(page: Page, { manifest }: Network, bed: Bed): Promise<string> {
  let remoteId = ''
  await page.route(
    ({ hostname }) => hostname !== 'localhost',
    async (route) => {
      const allowed = bed.consent?.(route.request().url())
      const back = new URL(new URL(route.request().url()).searchParams.get('redirect_uri') ?? '')
      back.search = new URLSearchParams(allowed?.query).toString()
      remoteId = allowed?.remoteId ?? ''
      await route.fulfill({ status: 302, headers: { location: back.href } })
    },
  )
  await page.goto(`/channels?join=${manifest.id}`)
  await page.getByText('wants the program to be registered').waitFor()
  for (const { name, kind } of manifest.app?.fields ?? []) {
    const value = bed.app?.().values[name]
    const field = page.locator(`[name="${name}"]`)
    if (value && kind === 'choice') await field.selectOption(value)
    else if (value) await field.fill(value)
  }
  await page.getByRole('button', { name: 'Add an app' }).click()
  const go = page.getByRole('button', { name: `Go to ${manifest.name}` })
  await go.waitFor()
  for (const { name, required, placeholder = '' } of manifest.ways[0]?.fields ?? [])
    if (required) await page.locator(`[name="${name}"]`).fill(placeholder)
  await go.click()
  const joined = page.getByText('The channel was joined')
  const offered = page.getByRole('checkbox')
  await joined.or(offered).first().waitFor()
  if (!(await joined.isVisible())) {
    await offered.first().check()
    await page.getByRole('button', { name: 'Join 1 account' }).click()
    await page.getByRole('heading', { name: 'Weekly times' }).first().waitFor()
  }
  await shot(page, `networks-${manifest.id}-channel`)
  return remoteId
}

/** Writes what this network takes: words, and whatever it asks of every post beside them. */
async function write(
  page: Page,
  { manifest }: Network,
  bed: Bed,
  name: string,
  words: string,
): Promise<void> {
  const wanted: Content | ReturnType<typeof draftOf> =
    bed.content?.(draftOf(words) as Content) ?? draftOf(words)
  await page.goto('/posts/new')
  const text = page.getByRole('textbox', { name: 'Text', exact: true })
  await text.waitFor()
  const chips = page.getByRole('region', { name: 'Channels' })
  const own = chips.getByRole('button', { name: `${name} (${manifest.name})` })
  await own.waitFor()
  for (const chip of await chips.getByRole('button', { pressed: true }).all()) await chip.click()
  await own.click()
  await text.fill(wanted.parts[0]?.text ?? words)
  if (wanted.title) await page.getByLabel('Title').fill(wanted.title)
  for (const { kind } of wanted.parts[0]?.media ?? []) await give(page, kind)
  const asked = manifest.options.filter((option) => wanted.options[option.name] !== undefined)
  if (asked.length > 0) await page.getByRole('tab', { name }).click()
  for (const option of asked) {
    const value = wanted.options[option.name]
    if (option.kind === 'switch') await page.getByRole('switch', { name: option.label }).click()
    else if (option.kind !== 'choice') await page.getByLabel(option.label).fill(String(value))
    else {
      await page.getByLabel(option.label).click()
      const choice = option.choices?.find((one) => one.value === value)
      await page.getByRole('option', { name: choice?.label, exact: true }).click()
    }
  }
  await shot(page, `networks-${manifest.id}-composer`, { whole: true })
}

async function give(page: Page, kind: 'image' | 'video'): Promise<void> {
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
async function untilOut(network: string): Promise<void> {
  for (let looks = 0; looks < 40; looks++) {
    await dispatch(home)
    const { state } = await home.ctx.db
      .selectFrom('deliveries')
      .select('state')
      .where('network', '=', network)
      .executeTakeFirstOrThrow()
    if (state === 'published') return
    // A network's seconds are not waited for: it is looked at again at once.
    await home.ctx.db
      .updateTable('deliveries')
      .set({ nextAt: new Date() })
      .where('network', '=', network)
      .where('state', '=', 'sent')
      .execute()
    await new Promise((next) => setTimeout(next, 500))
  }
  throw new Error(`The post at ${network} is not out`)
}
