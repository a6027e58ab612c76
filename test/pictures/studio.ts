import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { saveCredential } from '../../src/modules/channels/accounts/index.ts'
import { type FakeModel, startFakeModel } from '../../src/modules/create/assistant/fake.fixture.ts'
import { makeDemo } from '../../src/modules/demo/index.ts'
import type { Network } from '../../src/networks/kit/network.ts'
import { networks } from '../../src/networks/registry.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import { browser, type Visitor, visitor } from '../browser/browser.ts'
import { type House, house } from '../browser/house.ts'
import { addMember } from '../people/door.ts'

/** The day on which all pictures are taken, so that the next time little of them changes. It is over, for ever. */
export const today = new Date('2026-11-17T08:40:00Z')

/** A day so many days from the one of the pictures, as it is written. */
export const day = (from: number): string =>
  new Date(today.getTime() + from * 86_400_000).toISOString().slice(0, 10)

/** What a picture is taken with: a small screen of a desk, or a phone. */
const frames = {
  desktop: { width: 1200, height: 800, deviceScaleFactor: 1 },
  phone: { width: 390, height: 780, deviceScaleFactor: 2 },
} as const

export type Frame = { size?: keyof typeof frames; height?: number; theme?: 'light' | 'dark' }

export type Studio = House & {
  /** The demonstration. */
  workspaceId: string
  /** Its channels, by the language that they speak. */
  channels: Record<string, string>
  model: FakeModel
  /** Somebody's page, by default that of the owner. */
  open(frame: Frame, who?: 'owner' | 'marta' | 'nobody'): Promise<Page>
  /** Asks the server as the owner. */
  call<T = { id: string }>(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, data?: object): Promise<T>
  /** What the database stamped with its own clock is stamped with that of the pictures. */
  settle(): Promise<void>
  close(): Promise<void>
}

const marta = { email: 'marta@example.com', name: 'Marta Ozola', password: 'slow ferries cross the gulf' }

/** Whom the networks find when somebody is mentioned. */
const found: Record<string, { account: string; handle: string; name: string }[]> = {
  bluesky: [
    { account: 'did:plc:anna', handle: 'annasbakery.bsky.social', name: 'Anna’s Bakery' },
    { account: 'did:plc:annika', handle: 'annika.bsky.social', name: 'Annika Berg' },
  ],
  mastodon: [{ account: 'anna@toot.lv', handle: 'anna@toot.lv', name: 'Anna’s Bakery' }],
}

const finding: Network[] = networks.map((network) => {
  const people = found[network.manifest.id]
  return people ? { ...network, mentions: { search: async () => people } } : network
})

const shop = `<title>The shop · Belltower Coffee</title><meta property="og:title" content="The shop · Belltower Coffee">
<meta property="og:description" content="Beans of this week, roasted on Monday.">`

/** The whole program with the demonstration in it, and nothing outside but a page of the shop and a model of our own. */
export async function openStudio(): Promise<Studio> {
  const began = new Date()
  const model = await startFakeModel()
  const outbound = createOutbound({ allowedHosts: [model.host] })
  const outside: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (url.startsWith(model.url)) return outbound(input, init)
    return new Response(shop, { headers: { 'content-type': 'text/html' } })
  }
  const home = await house({ at: today.toISOString(), networks: finding, fetch: outside })
  const first = await home.signedIn()
  const owner = await first.context.storageState()
  const { workspace } = await makeDemo(home.ctx)
  const workspaceId = workspace.id
  const { db } = home.ctx
  await db
    .updateTable('workspaces')
    .set({ name: 'Belltower Coffee', timeZone: 'Europe/Riga' })
    .where('id', '=', workspaceId)
    .execute()
  // The demonstration's accounts are paused; these stand as yours would. Nobody here sends anything.
  await db
    .updateTable('channels')
    .set({ state: 'active', stateCode: null, stateWords: null })
    .where('workspaceId', '=', workspaceId)
    .execute()
  await addMember(home.ctx, { ...home.actor('owner'), workspaceId }, { ...marta, role: 'editor' })
  const rows = await db
    .selectFrom('channels')
    .select(['id', 'profileUrl', 'network'])
    .where('workspaceId', '=', workspaceId)
    .execute()
  for (const { id, network } of rows)
    await saveCredential(home.ctx, db, { channelId: id, workspaceId, network }, 'token', null)
  const channels = Object.fromEntries(rows.map(({ id, profileUrl }) => [profileUrl.split('/').at(-1), id]))
  const sessions = async (who: 'owner' | 'marta' | 'nobody') => {
    if (who === 'owner') return owner
    if (who === 'nobody') return undefined
    const visit = await visitor(home.url)
    const { email, password } = marta
    await visit.context.request.post('/api/v1/sign-in', { data: { email, password } })
    return visit.context.storageState()
  }
  return {
    ...home,
    ...{ workspaceId, channels, model },
    open: async (frame, who = 'owner') => still(home.url, await sessions(who), frame),
    async call(method, path, data) {
      const answer = await first.context.request.fetch(`/api/v1${path}`, {
        method,
        headers: { 'carillon-csrf': '1', 'carillon-workspace': workspaceId },
        ...(data && { data }),
      })
      if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`)
      const text = await answer.text()
      return text ? JSON.parse(text) : null
    },
    settle: () => setBack(home, began),
    async close() {
      await outbound.close()
      await model.stop()
    },
  }
}

type Session = Awaited<ReturnType<Visitor['context']['storageState']>>

/** A page on which nothing moves: no caret that blinks, no clock that goes on. */
async function still(url: string, session: Session | undefined, frame: Frame): Promise<Page> {
  const { width, height, deviceScaleFactor } = frames[frame.size ?? 'desktop']
  const phone = frame.size === 'phone'
  const context = await (await browser()).newContext({
    ...{ baseURL: url, storageState: session, viewport: { width, height: frame.height ?? height } },
    ...{ deviceScaleFactor, hasTouch: phone, isMobile: phone, colorScheme: frame.theme ?? 'light' },
    ...{ locale: 'en-GB', timezoneId: 'Europe/Riga', reducedMotion: 'reduce' },
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.clock.setFixedTime(today)
  return page
}

/**
 * Defaults of columns are stamped by the database, whose clock nobody sets. What it has stamped since the pictures were
 * begun is moved back to their day. The chain of the audit log stays as it is: no picture shows it.
 */
async function setBack(home: House, began: Date): Promise<void> {
  const seconds = (began.getTime() - today.getTime()) / 1000
  const { rows } = await sql<{ name: string; columns: string[] }>`
    select c.table_name as name, array_agg(c.column_name::text) as columns
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone'
      and c.table_name not like 'audit%' and c.table_name not like '%session%'
    group by 1`.execute(home.ctx.db)
  await home.ctx.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    for (const { name, columns } of rows)
      for (const column of columns)
        await sql`update ${sql.table(name)} set ${sql.ref(column)} = ${sql.ref(column)} - make_interval(secs => ${seconds})
          where ${sql.ref(column)} between ${began} and clock_timestamp()`.execute(tx)
  })
}
