import { afterAll, beforeAll, expect, test } from 'vitest'
import { dispatch, draftOf, fakeChannel, planText, rowOf } from '../factories/delivery.ts'
import { fakeNetworks } from '../fake-network.ts'
import { type FakeMode, type FakeServer, startFakeServer } from '../fake-server.ts'
import { type House, house } from './house.ts'
import { barriers, shot, smallTargets, sticksOut } from './look.ts'

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
let workspaceId: string
const ids: Record<string, string> = {}

const minutes = (n: number) => new Date(Date.now() + n * 60_000)

/** Everything that a delivery can come to, lived through for real at a fake network. */
beforeAll(async () => {
  server = await startFakeServer({ keys: true })
  home = await house({ networks, fetch: globalThis.fetch })
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  const actor: House['actor'] = (role) => ({ ...home.actor(role), workspaceId })
  const w = { ctx: home.ctx, workspaceId, actor }
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
})
afterAll(() => server.stop())

const stateOf = async (name: string) => (await rowOf(home.ctx, ids[name] ?? '')).state

const looks = [
  { size: 'desktop', theme: 'light' },
  { size: 'desktop', theme: 'dark' },
  { size: 'phone', theme: 'light' },
  { size: 'phone', theme: 'dark' },
] as const

test.each(looks)('deliveries have no barriers, $size $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  const places = {
    list: '/deliveries',
    doubt: ids.doubt,
    refused: ids.refused,
    thread: ids.thread,
    limited: ids.limited,
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
