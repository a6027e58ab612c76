import { afterAll, beforeAll, expect, test } from 'vitest'
import { follow } from '../../src/modules/publish/dispatch/progress.ts'
import type { Content, MediaFacts } from '../../src/networks/kit/content.ts'
import { held } from '../../src/networks/kit/form.ts'
import { dispatch, draftOf, fakeChannel, planText, rowOf } from '../factories/delivery.ts'
import { fakeNetworks } from '../fake-network.ts'
import { type FakeMode, type FakeServer, startFakeServer } from '../fake-server.ts'
import { type House, house, lived } from './house.ts'
import { barriers, languages, looks, misfits, shot, smallTargets, sticksOut } from './look.ts'

/** The three fakes under names that people know, so that the pictures look like life. */
const faces: Record<string, { name: string; colour: string }> = {
  'fake-idempotent': { name: 'Bluesky', colour: '#1185fe' },
  'fake-findable': { name: 'Mastodon', colour: '#6364ff' },
  'fake-blind': { name: 'Telegram', colour: '#229ed9' },
}
const networks = fakeNetworks().map((network) => ({
  ...network,
  manifest: { ...network.manifest, ...faces[network.manifest.id] },
}))

let home: House
let server: FakeServer
const ids: Record<string, string> = {}

const facts: MediaFacts = {
  ...{ id: 'film', kind: 'video', mime: 'video/mp4', width: 1080, height: 1920 },
  ...{ bytes: 2_000_000, durationMs: 9_000, alt: '' },
}

const minutes = (n: number) => new Date(Date.now() + n * 60_000)

/** Everything that a delivery can come to, lived through for real at a fake network. */
beforeAll(async () => {
  server = await startFakeServer({ keys: true })
  home = await house({ networks, fetch: globalThis.fetch })
  const w = await lived(home)
  const channel = {
    idempotent: await fakeChannel(w, server, 'idempotent'),
    findable: await fakeChannel(w, server, 'findable'),
    blind: await fakeChannel(w, server, 'blind'),
  }
  const named = [
    [channel.idempotent.id, 'Riga Bakery', '@riga-bakery.bsky.social'],
    [channel.findable.id, 'Riga Bakery', '@rigabakery@mastodon.social'],
    [channel.blind.id, 'Bakery news', '@rigabakerynews'],
  ] as const
  for (const [id, name, handle] of named)
    await home.ctx.db.updateTable('channels').set({ name, handle }).where('id', '=', id).execute()
  const live = async (
    name: string,
    on: keyof typeof channel,
    mode: FakeMode,
    text: string | ReturnType<typeof draftOf>,
    due = new Date(),
  ) => {
    server.treat({ mode, retryAfter: 900 })
    ids[name] = await planText(w, channel[on].id, text, due)
    await dispatch(home)
  }
  await live(
    'out',
    'idempotent',
    'ok',
    'Rye bread from the stone oven is ready at seven. Who comes first gets the crust.',
  )
  await live(
    'thread',
    'idempotent',
    'ok',
    draftOf('How we bake: rye, water, salt.', 'And 24 hours of patience. 🥖'),
  )
  await live(
    'refused',
    'findable',
    'refuse',
    'Ask us anything about sourdough: starters, ovens, and why ours is 40 years old.',
  )
  await live('doubt', 'blind', 'accept-then-drop', 'ขนมปังอบใหม่ทุกเช้า แวะมาชิมได้ที่ร้านของเรา')
  await live('limited', 'findable', '429', 'Свежие булочки с кардамоном — только сегодня.')
  server.treat({ mode: 'ok' })
  for (const [place, text] of [
    'Two tables free for Saturday’s course.',
    'The last loaf went at noon.',
    'Bánh mì lúa mạch đen, nướng chậm suốt đêm.',
  ].entries())
    await live(`missed${place}`, 'blind', 'ok', text, minutes(600 + place))
  for (const place of [0, 1, 2])
    await home.ctx.db
      .updateTable('deliveries')
      .set({ dueAt: minutes(-300 - place), nextAt: minutes(-300 - place) })
      .where('id', '=', ids[`missed${place}`] ?? '')
      .execute()
  await dispatch(home)
  for (const [place, text] of [
    'A day in the bakery, in six pictures.',
    'Why we never use sugar in rye.',
    'Kā mēs cepam: rudzu milti, ūdens, sāls.',
  ].entries())
    await live(
      `coming${place}`,
      place === 1 ? 'findable' : 'idempotent',
      'ok',
      text,
      minutes(60 * 26 * (place + 1)),
    )
  const rising = { workspaceId: w.workspaceId, deliveryId: ids.coming0 ?? '', toldAt: minutes(60) }
  await home.ctx.db
    .insertInto('deliveryUploads')
    .values({ ...rising, doneBytes: 12_400_000, totalBytes: 48_200_000 })
    .execute()
})
afterAll(() => server.stop())

/** A post that shows one film. */
function shows(film: MediaFacts): Content {
  const { parts, ...rest } = draftOf('a film')
  const reading = { ...held(new Uint8Array(film.bytes)), digest: 'f', read: async () => new Uint8Array(0) }
  const media = [{ ...film, ...reading, address: () => 'https://carillon.example/f' }]
  return { ...rest, parts: parts.map((part) => ({ ...part, linkImage: null, media })) }
}

const stateOf = async (name: string) => (await rowOf(home.ctx, ids[name] ?? '')).state

test.each(looks)('deliveries have no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  const places = {
    list: '/deliveries',
    doubt: ids.doubt,
    refused: ids.refused,
    thread: ids.thread,
    limited: ids.limited,
    rising: ids.coming0,
  }
  for (const [name, place = ''] of Object.entries(places)) {
    await page.goto(place.startsWith('/') ? place : `/deliveries/${place}`)
    await page.getByRole('heading', { name: name === 'list' ? 'Needs you' : 'What happened' }).waitFor()
    await page.waitForLoadState('networkidle')
    await shot(page, `deliveries-${name}-${look.size}-${look.theme}`, { whole: true })
    expect(await barriers(page), name).toEqual([])
    expect(await smallTargets(page), name).toEqual([])
    expect(await sticksOut(page), name).toBe(false)
  }
  expect(complaints).toEqual([])
})

test.each(languages)('a delivery in doubt and a film on its way up fit in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const places = { doubt: `/deliveries/${ids.doubt}`, rising: `/deliveries/${ids.coming0}` }
  expect(await misfits(visit, places, `deliveries-${language}`)).toEqual({})
})

test('how far a film is up is told while it goes up, and no more when it is', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/deliveries?open=${ids.coming1}`)
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  const { workspaceId } = await rowOf(home.ctx, ids.coming1 ?? '')
  const { content, end } = follow(home.ctx, { id: ids.coming1 ?? '', workspaceId }, shows(facts), 0)
  await content.parts[0]?.media[0]?.piece(1_500_000, 2_000_000)
  const bar = page.getByRole('progressbar', { name: 'Film on its way up' })
  await bar.waitFor()
  expect(await bar.getAttribute('aria-valuenow')).toBe('75')
  await page
    .getByText('1.5 MB of 2 MB of the film is up at the network (75%). It goes on by itself.')
    .waitFor()
  await page.getByText('Film: 75% is up').waitFor()
  await end()
  await bar.waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('the palette leads to what needs somebody', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/')
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill('deliveries that need')
  await page.getByRole('option', { name: 'Show deliveries that need me' }).click()
  await page.getByRole('heading', { name: 'Found' }).waitFor()
  await page.getByRole('link', { name: /แวะมาชิม/ }).waitFor()
  expect(await page.getByRole('link', { name: /A day in the bakery/ }).count()).toBe(0)
  expect(complaints).toEqual([])
})

test('on a phone the way back leads to the list as it was filtered', async () => {
  const { page, complaints } = await home.signedIn({ size: 'phone' })
  await page.goto('/deliveries?state=missed')
  await page.getByRole('link', { name: /The last loaf/ }).click()
  await page.getByRole('heading', { name: 'What happened' }).waitFor()
  expect(await page.getByRole('link', { name: /The last loaf/ }).count()).toBe(0)
  await page.getByRole('link', { name: 'Back' }).click()
  await page.getByRole('link', { name: /The last loaf/ }).waitFor()
  expect(page.url()).toContain('state=missed')
  expect(complaints).toEqual([])
})

test('one in doubt is sent again only when somebody has looked', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/deliveries')
  await page.getByRole('link', { name: /แวะมาชิม/ }).click()
  await page.getByRole('button', { name: 'Send again' }).click()
  const dialog = page.getByRole('dialog')
  const again = dialog.getByRole('button', { name: 'Send again' })
  expect(await again.isDisabled()).toBe(true)
  await shot(page, 'deliveries-looked-dialog')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('checkbox').click()
  await again.click()
  await page.getByText('It is on its way again.').waitFor()
  await expect.poll(() => stateOf('doubt')).toBe('scheduled')
  expect(complaints).toEqual([])
})

test('several are cancelled together, brought back, and published together', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/deliveries?state=missed')
  await page.getByRole('checkbox', { name: 'All' }).click()
  await page.getByText('3 chosen').waitFor()
  await shot(page, 'deliveries-bulk')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Cancel them' }).click()
  await page.getByText('3 deliveries cancelled.').waitFor()
  expect(await stateOf('missed0')).toBe('cancelled')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('3 deliveries are back as they were.').waitFor()
  expect(await stateOf('missed0')).toBe('missed')

  await page.getByRole('checkbox', { name: 'All' }).click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await page.getByRole('dialog').getByText('They leave at once').waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish now' }).click()
  await page.getByText('3 deliveries are on their way.').waitFor()
  expect(await stateOf('missed2')).toBe('scheduled')
  expect(complaints).toEqual([])
})

test('what was put there by hand is marked with its address, by keyboard alone', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto(`/deliveries/${ids.refused}`)
  await page.getByRole('button', { name: 'Mark as published' }).focus()
  await page.keyboard.press('Enter')
  await page.locator('input[type=url]:focus').waitFor()
  await page.keyboard.type('not an address')
  await page.keyboard.press('Enter')
  await page.getByText('This is not a web address.').waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('https://mastodon.social/@rigabakery/1')
  await page.keyboard.press('Enter')
  await page.getByText('Marked as published.').waitFor()
  await page.getByRole('link', { name: 'See it there' }).waitFor()
  expect(await stateOf('refused')).toBe('published')
  expect(complaints).toEqual([])
})

test('another time is given, and taken back', async () => {
  const { page, complaints } = await home.signedIn()
  const before = (await rowOf(home.ctx, ids.coming1 ?? '')).dueAt
  await page.goto(`/deliveries/${ids.coming1}`)
  await page.getByRole('button', { name: 'Another time' }).click()
  const time = page.getByRole('dialog').getByLabel('Time', { exact: true })
  await time.fill('23:50')
  await page.keyboard.press('Tab')
  await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click()
  await page
    .getByText(/^It leaves on .* 23:50/)
    .first()
    .waitFor()
  expect((await rowOf(home.ctx, ids.coming1 ?? '')).dueAt).not.toEqual(before)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('It is as it was.').waitFor()
  expect((await rowOf(home.ctx, ids.coming1 ?? '')).dueAt).toEqual(before)
  expect(complaints).toEqual([])
})

test('what happens shows itself without a reload, and filters live in the address', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/deliveries')
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('checkbox', { name: 'Scheduled' }).click()
  await expect.poll(() => page.url()).toContain('state=scheduled')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: /A day in the bakery/ }).click()
  await expect.poll(() => page.url()).toContain(`open=${ids.coming0}`)
  expect(page.url()).toContain('state=scheduled')
  await page.getByText('It leaves by itself on').waitFor()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Publish now' }).click()
  await page.getByText('It is on its way.').waitFor()
  server.treat({ mode: 'ok' })
  await dispatch(home)
  await page.getByText('It has been out since').waitFor()
  await page.getByRole('link', { name: /A day in the bakery/ }).waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})
