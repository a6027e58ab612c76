import { afterAll, expect, test } from 'vitest'
import { impostor, presenceHouse } from '../../../../test/factories/presence.ts'
import type { Network } from '../../../networks/kit/network.ts'
import type { FoundProfile, OwnProfile } from '../../../networks/kit/people.ts'
import { saveCredential } from '../../channels/accounts/index.ts'
import { addAccount, removeAccount, restoreAccount } from './accounts.ts'
import { checkProfile } from './completeness.ts'
import { PresenceSettingsBody } from './contract.ts'
import { changeSettings, readOverview, readRun, readRuns, startAudit } from './service.ts'
import { noteReport, readSuspect, readSuspects } from './suspects.ts'
import { judgeAccount, judgeSuspect, withdraw } from './verdicts.ts'

type House = Awaited<ReturnType<typeof presenceHouse>>
const stops: (() => Promise<void>)[] = []
afterAll(() => Promise.all(stops.map((stop) => stop())))

async function house(): Promise<House> {
  const made = await presenceHouse()
  stops.push(() => made.fake.stop())
  return made
}

/** Starts one, lets it run, and answers what it found. */
async function audit(h: House) {
  await startAudit(h.ctx, h.actor('owner'))
  await h.runJobs()
  const overview = await readOverview(h.ctx, h.actor('owner'))
  h.clock.on(11 * 60_000)
  return overview
}

test('an audit finds who passes themselves off as us, says why, and leaves fans and namesakes in peace', async () => {
  const h = await house()
  h.fake.stranger('person1-official.test', impostor, { followers: 9, posts: 2 })
  h.fake.stranger('person1fans.test', {
    ...impostor,
    displayName: 'Birch Bakery Fan Club',
    description: 'Unofficial, by fans',
  })
  h.fake.stranger(
    'birch-band.test',
    {
      ...{
        displayName: 'Birch Bakery',
        description: 'Jazz trio from Leeds',
        avatar: 'https://cdn.example/other.png',
      },
      createdAt: '2024-01-01T00:00:00.000Z',
    },
    { followers: 6000, posts: 800 },
  )
  const { run, suspects } = await audit(h)
  expect(run).toMatchObject({ number: 1, state: 'done', cause: 'person' })
  expect(suspects).toMatchObject({ likely: 1 })
  const { items } = await readSuspects(h.ctx, h.actor('analyst'), { show: 'open', limit: 30 })
  expect(items[0]).toMatchObject({ handle: 'person1-official.test', level: 'likely', channelId: h.channelId })
  expect(items[0]?.signals.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['handle_claim', 'name_same', 'picture_same', 'lures', 'young']),
  )
  expect(items[0]?.pictureUrl).toMatch(/^\/api\/v1\/presence\/pictures\//)
  const told = await h.ctx.db
    .selectFrom('notifications')
    .select(['kind', 'facts'])
    .where('resolvedAt', 'is', null)
    .execute()
  expect(told).toEqual([
    { kind: 'presence.suspects', facts: { handle: 'person1-official.test', suspects: 1 } },
  ])
})

test('our own profile is checked for what the network tells, and what is not told is not held against it', async () => {
  const h = await house()
  await h.fake.native?.(h.remoteId, 'Good morning')
  const { accounts } = await audit(h)
  const finding = accounts[0]?.finding
  const states = Object.fromEntries(finding?.checks.map(({ part, state }) => [part, state]) ?? [])
  expect(states).toEqual({
    ...{ name: 'good', handle: 'weak', bio: 'good', avatar: 'good', header: 'missing' },
    ...{ link: 'good', proven: 'missing', pinned: 'missing', alt: 'unknown' },
  })
  expect(finding).toMatchObject({
    looked: 'looked',
    suggestion: { verdict: 'mend' },
    profile: { followers: 4000 },
  })
  expect(finding?.suggestion?.reasons).toEqual([
    { code: 'parts_missing', facts: { count: 3 } },
    { code: 'parts_weak', facts: { count: 1 } },
  ])
})

test('a network that does not answer makes an audit partial, and nothing is said to be missing', async () => {
  const h = await house()
  h.fake.mode('down', { on: 'all' })
  const { run, accounts } = await audit(h)
  expect(run?.state).toBe('partial')
  expect(accounts[0]?.finding).toMatchObject({ looked: 'failed', suggestion: null })
  expect(accounts[0]?.finding?.checks.every(({ state }) => state === 'unknown')).toBe(true)
  h.fake.mode('ok')
  const second = await audit(h)
  expect(second.run).toMatchObject({ state: 'done', difference: { against: 1, accounts: [] } })
})

test('the second audit says what is otherwise: who is new, who is gone, what was mended', async () => {
  const h = await house()
  h.fake.stranger('person1-official.test', impostor, { followers: 9 })
  await audit(h)
  h.ours(
    {
      displayName: 'Birch Bakery',
      description: 'Sourdough and rye from our stone oven.',
      banner: 'https://cdn.example/b.png',
    },
    { followers: 4100 },
  )
  h.fake.person([...(await all(h))][0]?.account ?? '').handle = 'renamed.test'
  h.fake.stranger('person1-support.test', impostor, { followers: 3 })
  const { run } = await audit(h)
  const { difference } = run ?? {}
  expect(difference).toMatchObject({ against: 1 })
  expect(difference?.accounts[0]?.changes).toEqual(
    expect.arrayContaining([
      { what: 'check', part: 'header', before: 'missing', after: 'good' },
      { what: 'check', part: 'avatar', before: 'good', after: 'missing' },
      { what: 'followers', part: null, before: '4000', after: '4100' },
    ]),
  )
  expect(difference?.suspects.fresh.map(({ handle }) => handle)).toEqual(['person1-support.test'])
})

const all = (h: House) => h.ctx.db.selectFrom('suspects').selectAll().orderBy('points', 'desc').execute()

test('who is gone from the network is marked so, and comes back as they were', async () => {
  const h = await house()
  const did = h.fake.stranger('person1-official.test', impostor, { followers: 9 })
  await audit(h)
  const person = { ...h.fake.person(did) }
  h.fake.forget(did)
  const { run, suspects } = await audit(h)
  expect(run?.difference?.suspects.gone.map(({ handle }) => handle)).toEqual(['person1-official.test'])
  expect(suspects.likely).toBe(0)
  h.fake.stranger('person1-official.test', person.profile, { followers: 9 })
  await audit(h)
  expect((await all(h))[0]).toMatchObject({ goneAt: null, firstRun: 1, lastRun: 3 })
})

test('a verdict has its history, is taken back, and ends the word to people', async () => {
  const h = await house()
  const owner = h.actor('owner')
  h.fake.stranger('person1-official.test', impostor, { followers: 9 })
  await audit(h)
  const [suspect] = await all(h)
  const id = suspect?.id ?? ''
  await judgeSuspect(h.ctx, owner, id, { verdict: 'undecided', reason: '' })
  expect(await open(h)).toBe(1)
  const { items } = await judgeSuspect(h.ctx, owner, id, {
    verdict: 'impostor',
    reason: 'Asks for card numbers',
  })
  expect(items.map(({ verdict }) => verdict)).toEqual(['impostor', 'undecided'])
  expect(await open(h)).toBe(0)
  expect((await readOverview(h.ctx, owner)).suspects).toEqual({ likely: 0, possible: 0, impostors: 1 })
  await expect(withdraw(h.ctx, owner, items[1]?.id ?? '')).rejects.toMatchObject({
    code: 'presence.not_newest',
  })
  await withdraw(h.ctx, owner, items[0]?.id ?? '')
  expect(await readSuspect(h.ctx, owner, id)).toMatchObject({ verdict: 'undecided' })
  await expect(withdraw(h.ctx, owner, items[0]?.id ?? '')).rejects.toMatchObject({
    code: 'presence.no_verdict',
  })
  const { history } = await readSuspect(h.ctx, owner, id)
  expect(history[0]?.withdrawnAt).not.toBeNull()
})

const open = async (h: House) =>
  (await h.ctx.db.selectFrom('notifications').select('id').where('resolvedAt', 'is', null).execute()).length

test('what people said stays through the next audit, and nobody is told of it again', async () => {
  const h = await house()
  h.fake.stranger('person1-official.test', impostor, { followers: 9 })
  await audit(h)
  const [suspect] = await all(h)
  await judgeSuspect(h.ctx, h.actor('owner'), suspect?.id ?? '', { verdict: 'not_one', reason: 'Our agency' })
  const { suspects } = await audit(h)
  expect(suspects).toMatchObject({ likely: 0 })
  expect((await all(h))[0]?.verdict).toBe('not_one')
  expect(await open(h)).toBe(0)
})

test('a report is noted with its day, over the version that was read', async () => {
  const h = await house()
  const owner = h.actor('owner')
  h.fake.stranger('person1-official.test', impostor)
  await audit(h)
  const [suspect] = await all(h)
  const said = await readSuspect(h.ctx, owner, suspect?.id ?? '')
  expect(said.report?.url).toBe('https://bsky.app/profile/person1-official.test')
  expect(said.ours).toMatchObject({ name: 'Birch Bakery', profile: { followers: 4000 } })
  const noted = await noteReport(h.ctx, owner, said.id, {
    on: '2030-01-01',
    note: 'No. 17',
    version: said.version,
  })
  expect(noted).toMatchObject({ reportedOn: '2030-01-01', reportNote: 'No. 17' })
  await expect(
    noteReport(h.ctx, owner, said.id, { on: null, note: '', version: said.version }),
  ).rejects.toMatchObject({ code: 'presence.changed' })
})

test('accounts that are not joined are typed in, kept apart by handle, and never suspected', async () => {
  const h = await house()
  const owner = h.actor('owner')
  h.fake.stranger('person1-official.test', impostor, { followers: 9 })
  const typed = await addAccount(h.ctx, owner, {
    network: 'bluesky',
    handle: 'Person1-Official.test',
    url: null,
    note: '',
  })
  await expect(
    addAccount(h.ctx, owner, { network: 'bluesky', handle: 'person1-official.test', url: null, note: '' }),
  ).rejects.toMatchObject({ code: 'presence.known' })
  const { accounts, suspects } = await audit(h)
  expect(accounts.map(({ subject }) => subject.kind)).toEqual(['channel', 'account'])
  expect(accounts[1]?.finding).toMatchObject({ looked: 'not_told', checks: [] })
  expect(suspects.likely).toBe(0)
  await removeAccount(h.ctx, owner, typed.id)
  expect((await readOverview(h.ctx, owner)).accounts).toHaveLength(1)
  await restoreAccount(h.ctx, owner, typed.id)
  expect((await readOverview(h.ctx, owner)).accounts).toHaveLength(2)
})

test('of an account of ours people say keep, mend or close', async () => {
  const h = await house()
  const owner = h.actor('owner')
  const channel = { kind: 'channel' as const, id: h.channelId }
  const { items } = await judgeAccount(h.ctx, owner, channel, { verdict: 'close', reason: 'Nobody is there' })
  expect((await readOverview(h.ctx, owner)).accounts[0]?.verdict).toMatchObject({
    verdict: 'close',
    reason: 'Nobody is there',
  })
  await withdraw(h.ctx, owner, items[0]?.id ?? '')
  expect((await readOverview(h.ctx, owner)).accounts[0]?.verdict).toBeNull()
})

test('where a persona says the audience is and we are not is a gap', async () => {
  const h = await house()
  await h.ctx.db
    .insertInto('personas')
    .values({
      workspaceId: h.workspaceId,
      name: 'Anna',
      kind: 'b2c',
      portrait: 'Reads Mastodon on the train.',
    })
    .execute()
  const others = new Map(h.ctx.networks)
  const { mastodon } = await import('../../../networks/mastodon/index.ts')
  others.set('mastodon', mastodon)
  Object.assign(h.ctx, { networks: others })
  const { run } = await audit(h)
  expect(run?.gaps).toEqual([
    { kind: 'audience_elsewhere', network: 'mastodon', facts: { personas: 'Anna', count: 1 } },
  ])
})

test('one audit at a time, and not every minute', async () => {
  const h = await house()
  const owner = h.actor('owner')
  await startAudit(h.ctx, owner)
  await expect(startAudit(h.ctx, owner)).rejects.toMatchObject({ code: 'presence.running' })
  await h.runJobs()
  await expect(startAudit(h.ctx, owner)).rejects.toMatchObject({ code: 'presence.too_soon' })
  h.clock.on(10 * 60_000)
  await startAudit(h.ctx, owner)
})

test('on its rhythm it runs by itself, and goes on from there', async () => {
  const h = await house()
  const owner = h.actor('owner')
  const settings = await changeSettings(h.ctx, owner, {
    everyWeeks: 2,
    names: ['Birchy'],
    sites: ['birch.example'],
    version: 0,
  })
  expect(settings).toMatchObject({ everyWeeks: 2, nextAt: '2030-01-15T08:00:00.000Z', version: 1 })
  await expect(
    changeSettings(h.ctx, owner, { everyWeeks: 3, names: [], sites: [], version: 0 }),
  ).rejects.toMatchObject({ code: 'presence.changed' })
  const { presenceHandlers } = await import('./handlers.ts')
  const rhythm = presenceHandlers.find(({ job }) => job.name === 'presence.rhythm')
  await rhythm?.run(h.ctx, null)
  await h.runJobs()
  expect((await readRuns(h.ctx, owner, { limit: 10 })).items).toEqual([])
  h.clock.to('2030-01-15T08:30:00Z')
  await rhythm?.run(h.ctx, null)
  await h.runJobs()
  expect((await readRuns(h.ctx, owner, { limit: 10 })).items).toMatchObject([
    { cause: 'rhythm', state: 'done', startedBy: null },
  ])
  expect((await readOverview(h.ctx, owner)).settings.nextAt).toBe('2030-01-29T08:00:00.000Z')
})

test('another workspace sees none of it', async () => {
  const h = await house()
  h.fake.stranger('person1-official.test', impostor)
  await audit(h)
  const other = (await h.tenant()).actor('owner')
  const [suspect] = await all(h)
  const id = suspect?.id ?? ''
  await expect(readSuspect(h.ctx, other, id)).rejects.toMatchObject({ code: 'presence.no_suspect' })
  await expect(judgeSuspect(h.ctx, other, id, { verdict: 'ours', reason: '' })).rejects.toMatchObject({
    code: 'presence.no_suspect',
  })
  await expect(readRun(h.ctx, other, 1)).rejects.toMatchObject({ code: 'presence.no_run' })
  expect(await readSuspects(h.ctx, other, { show: 'all', limit: 30 })).toEqual({ items: [], next: null })
  const channel = { kind: 'channel' as const, id: h.channelId }
  await expect(judgeAccount(h.ctx, other, channel, { verdict: 'keep', reason: '' })).rejects.toMatchObject({
    code: 'presence.no_account',
  })
})

test('a run over which a worker died again and again is given up, and the next can begin', async () => {
  const h = await house()
  await startAudit(h.ctx, h.actor('owner'))
  await h.ctx.db.updateTable('presenceRuns').set({ state: 'running', tries: 3 }).execute()
  await h.runJobs()
  const { items } = await readRuns(h.ctx, h.actor('owner'), { limit: 5 })
  expect(items[0]?.state).toBe('failed')
})

/** Two servers that each number whom they know for themselves. */
async function twoServers(h: House) {
  const { mastodon } = await import('../../../networks/mastodon/index.ts')
  const person = (remoteId: string, account: string): FoundProfile => ({
    ...{
      remoteId,
      account,
      handle: `@${account}`,
      chosen: account.split('@')[0] ?? '',
      name: 'Birch Bakery',
    },
    ...{
      bio: 'DM us for your refund',
      url: `https://any.example/@${account}`,
      avatarUrl: null,
      headerUrl: null,
    },
    ...{ createdAt: new Date('2029-12-20T00:00:00Z'), followers: 3, following: null, posts: 1, bot: null },
    ...{ links: [], proven: [], followedByUs: null },
  })
  const known: Record<string, FoundProfile[]> = {
    'https://one.example': [person('7', 'birch@one.example'), person('8', 'birch_support@three.example')],
    'https://two.example': [
      person('8', 'birch@two.example'),
      person('7', 'birch_refund@three.example'),
      person('99', 'birch_support@three.example'),
    ],
  }
  const people: NonNullable<Network['people']> = {
    lookUpsAtOnce: 10,
    lookUpCost: 'each',
    own: async (_, { server }) => ({
      ...(known[server]?.[0] ?? person('0', 'none@none.example')),
      ...{ bio: 'Bread', followers: 4000, posts: 900, createdAt: new Date('2020-01-01T00:00:00Z') },
      ...{ pinned: null, pictures: null, lastPostAt: null },
    }),
    search: async (_, { server }) => known[server] ?? [],
    lookUp: async () => [],
  }
  Object.assign(h.ctx, { networks: new Map([['mastodon', { ...mastodon, people }]]) })
  for (const [server, [own]] of Object.entries(known)) {
    const { id: channelId } = await h.ctx.db
      .insertInto('channels')
      .values({
        ...{ workspaceId: h.workspaceId, network: 'mastodon', remoteId: own?.remoteId ?? '', server },
        ...{
          handle: own?.handle ?? '',
          name: 'Birch Bakery',
          profileUrl: `${server}/@birch`,
          timeZone: 'UTC',
        },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const at = { channelId, workspaceId: h.workspaceId, network: 'mastodon' }
    await saveCredential(h.ctx, h.ctx.db, at, { accessToken: 'x' }, null)
  }
}

test('what one server calls somebody is not who another server calls so: one account is one suspect', async () => {
  const h = await house()
  await h.ctx.db.deleteFrom('channels').execute()
  await twoServers(h)
  const { run } = await audit(h)
  expect(run?.state).toBe('done')
  // Found through both servers it is one; who has our own number on the other server is not taken for us.
  const suspects = await h.ctx.db.selectFrom('suspects').select(['account']).orderBy('account').execute()
  expect(suspects.map(({ account }) => account)).toEqual([
    'birch_refund@three.example',
    'birch_support@three.example',
  ])
  await audit(h)
  expect(await h.ctx.db.selectFrom('suspects').select('account').execute()).toHaveLength(2)
})

test('a site is known however it is written, and a link to it is ours in any alphabet', () => {
  const sites = (written: string[]) => PresenceSettingsBody.shape.sites.safeParse(written).data ?? 'refused'
  expect(
    sites(['https://www.ПЕКАРНЯ.рф:443/хлеб', 'ร้านกาแฟ.ไทย', 'ba\u0301nh.vn.', 'Brand.Example']),
  ).toEqual([...['пекарня.рф', 'ร้านกาแฟ.ไทย', 'b\u00e1nh.vn', 'brand.example']])
  for (const none of ['127.0.0.1', 'brand', 'ann@brand.example', 'not a site'])
    expect(sites([none])).toBe('refused')
  const own = { links: ['https://xn--80ajpngj0i.xn--p1ai/o-nas'], proven: ['xn--80ajpngj0i.xn--p1ai'] }
  const checks = checkProfile(['link', 'proven'], own as unknown as OwnProfile, ['пекарня.рф'])
  expect(checks.map(({ state }) => state)).toEqual(['good', 'good'])
})

test('an audit that no worker is at any more is ended by the hourly look, and the next can begin', async () => {
  const h = await house()
  const owner = h.actor('owner')
  await startAudit(h.ctx, owner)
  const startedAt = h.clock.now()
  await h.ctx.db.updateTable('presenceRuns').set({ state: 'running', startedAt }).execute()
  const { presenceHandlers } = await import('./handlers.ts')
  const rhythm = presenceHandlers.find(({ job }) => job.name === 'presence.rhythm')
  h.clock.on(5 * 3_600_000)
  await rhythm?.run(h.ctx, null)
  expect((await readOverview(h.ctx, owner)).open).toMatchObject({ state: 'running' })
  h.clock.on(2 * 3_600_000)
  await rhythm?.run(h.ctx, null)
  expect((await readRuns(h.ctx, owner, { limit: 5 })).items).toMatchObject([{ state: 'failed' }])
  const { run } = await audit(h)
  expect(run).toMatchObject({ number: 2, state: 'done' })
})

test('who reaches us stands in the tables that were brought in; a guess is none of them', async () => {
  const h = await house()
  const shares = [{ value: '25-34', share: 0.6 }]
  const facts = [
    { field: 'age', shares, evidence: 'import', source: 'followers.csv', knownOn: '2029-12-01' },
    { field: 'language', shares: [{ value: 'lv', share: 1 }], evidence: 'guess' },
  ]
  const anna = { workspaceId: h.workspaceId, name: 'Anna', kind: 'b2c', portrait: '' }
  await h.ctx.db
    .insertInto('personas')
    .values({ ...anna, facts: JSON.stringify(facts) })
    .execute()
  const { audience } = await readOverview(h.ctx, h.actor('owner'))
  expect(audience).toMatchObject([{ persona: 'Anna', field: 'age', shares, source: 'followers.csv' }])
})
