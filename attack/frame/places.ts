import { randomUUID } from 'node:crypto'
import { systemActor } from '../../src/app/actor.ts'
import { drawAvatar } from '../../src/modules/channels/accounts/avatar.ts'
import { pingHub } from '../../src/modules/channels/feeds/ping.ts'
import { AssistantBody } from '../../src/modules/create/assistant/contract.ts'
import { openaiProvider } from '../../src/modules/create/assistant/openai.ts'
import { fetchMedium } from '../../src/modules/create/imports/make.ts'
import { fetchUpload } from '../../src/modules/create/media/take-uploads.ts'
import { fetchFeed } from '../../src/modules/create/sources/fetch.ts'
import { keepPicture } from '../../src/modules/plan/presence/pictures.ts'
import { pushTo } from '../../src/modules/publish/push/index.ts'
import { withLimits } from '../../src/platform/http/limits.ts'
import { deviceAt } from '../devices.ts'
import { each } from './attack.ts'
import type { Answer } from './caller.ts'
import type { House } from './house.ts'

/** What became of an address that was put in: refused or not, and what the person is told. */
export type Outcome = { url: string; refused: boolean; words: string; ms: number }

/** A place where Carillon asks an address that a person or a network has named. */
export type Place = {
  name: string
  /** It looks at the status of an answer alone. */
  headOnly?: true
  ask(house: House, urls: readonly string[]): Promise<Outcome[]>
}

const atOnce = 10
const secret = 'a secret of twenty-four characters and more'

type Asked = Pick<Outcome, 'refused' | 'words'>

const place = (name: string, ask: (house: House, url: string) => Promise<Asked>): Place => ({
  name,
  ask: (house, urls) =>
    each(urls, atOnce, async (url) => {
      const began = performance.now()
      const asked = await ask(house, url)
      return { url, ...asked, ms: performance.now() - began }
    }),
})

const asked = ({ status, body, text }: Answer): Asked => ({
  refused: status >= 400 && status !== 500,
  words: typeof body.detail === 'string' ? body.detail : text,
})

const thrown = async (work: Promise<unknown>): Promise<Asked> =>
  work.then(
    () => ({ refused: false, words: 'It was let through.' }),
    (error: Error) => ({ refused: true, words: error.message }),
  )

/** Joins an account; who is led on to a hostile address has not been refused. */
const joins = (name: string, network: string, way: string, fields: (url: string, house: House) => object) =>
  place(name, async (house, url) =>
    asked(await house.owner('POST channels', { network, way, fields: fields(url, house) })),
  )

let feed: Promise<string> | undefined

/** A feed of our own, for its hub. */
const feedOf = (house: House): Promise<string> => {
  feed ??= house
    .owner('POST channels', { network: 'feed', way: 'make', fields: { title: 'News' } })
    .then(({ body }) => (body.channels as { id: string }[])[0]?.id ?? '')
  return feed
}

/** An account whose picture the network says is here. */
async function pictured(house: House, url: string): Promise<string> {
  const { id } = await house.ctx.db
    .insertInto('channels')
    .values({
      workspaceId: house.workspaceId,
      network: 'mastodon',
      remoteId: randomUUID(),
      server: 'https://hostile.example',
      handle: 'hostile',
      name: 'Hostile',
      profileUrl: 'https://hostile.example',
      timeZone: 'UTC',
      state: 'removed',
      avatarSource: url,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Hooks are called by jobs: all are made and asked to test, then called, then looked at. */
const hooks: Place = {
  name: 'a webhook of the workspace',
  async ask(house, urls) {
    const made = await each(urls, atOnce, async (url) => {
      const answer = await house.owner('POST hooks', { url, events: ['post.proposed'] })
      if (answer.status === 201) await house.owner(`POST hooks/${answer.body.id}/test`)
      return { url, answer }
    })
    const began = performance.now()
    await Promise.all(Array.from({ length: atOnce }, house.runJobs))
    const ms = (performance.now() - began) / urls.length
    return each(made, atOnce, async ({ url, answer }) => {
      if (answer.status !== 201) return { url, ...asked(answer), ms: answer.ms }
      const { body } = await house.owner(`GET hooks/${answer.body.id}/calls`)
      const [call] = body.items as { state: string; status: number | null; words: string | null }[]
      await house.owner(`DELETE hooks/${answer.body.id}`)
      const words = call?.words ?? (call?.status ? `It was answered with ${call.status}.` : '')
      return { url, refused: call?.state === 'failed', words, ms }
    })
  },
}

/** A profile lies below its server; what is no address stays what it is. */
function below(url: string, path: string): string {
  const address = URL.parse(url)
  if (address?.pathname !== '/') return url
  address.pathname = path
  return address.href
}

/** A device of the owner: told once, then looked at, and taken out, because nobody may have many. */
async function tellDevice(house: House, endpoint: string): Promise<Asked> {
  const made = await house.owner('POST me/devices', deviceAt(endpoint))
  if (made.status >= 300) return asked(made)
  const device = () =>
    house.ctx.db
      .selectFrom('pushDevices')
      .select(['id', 'toldAt'])
      .where('endpoint', '=', endpoint)
      .executeTakeFirst()
  const id = (await device())?.id ?? ''
  const told = await thrown(pushTo(house.ctx, id, { title: 'Riga', body: 'Rye', url: '/', tag: 'one' }))
  const refused = ((await device())?.toldAt ?? null) === null
  await house.owner(`DELETE me/devices/${id}`)
  return { refused, words: told.refused ? told.words : 'It was not told.' }
}

/** A program that says who it is at its address. */
const programAt = (url: string): string =>
  new URLSearchParams({
    response_type: 'code',
    client_id: below(url, '/client'),
    redirect_uri: 'https://assistant.example/back',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
  }).toString()

/** A film may take a quarter of an hour on its way; here nobody waits so long. */
const hasty = ({ ctx }: House): House['ctx'] => ({
  ...ctx,
  fetch: (url, init) => ctx.fetch(url, withLimits({ totalMs: 10_000, maxBytes: 10 << 20 }, init)),
})

const uploadOf = ({ workspaceId }: House): Parameters<typeof fetchUpload>[1] => ({
  ...{ id: randomUUID(), workspaceId, fileName: 'film.mp4', digest: null, sourceUrl: null },
  ...{ bringer: null, bringerKind: 'system', bringerName: '', tries: 1 },
})

const someModel = {
  ...{
    enabled: true,
    model: 'small',
    users: 'writers',
    sees: false,
    currency: 'EUR',
    priceIn: 0,
    priceOut: 0,
  },
  ...{ ceiling: null, version: 0 },
}

/** A model that breaks off in the middle has answered all the same. */
async function askModel(house: House, baseUrl: string): Promise<void> {
  const provider = openaiProvider(hasty(house).fetch, {
    baseUrl,
    model: 'small',
    key: secret.replaceAll(' ', '-'),
  })
  await provider.ask({
    messages: [{ role: 'user', content: 'yes?' }],
    mostTokens: 10,
    signal: new AbortController().signal,
    patience: { headersMs: 10_000, idleMs: 10_000, totalMs: 10_000 },
    hear: () => {},
  })
}

/** Every place. A new one that asks an address is a row here. */
export const places: readonly Place[] = [
  place('the way out itself', async (house, url) =>
    thrown(house.ctx.fetch(url).then((answer) => answer.text())),
  ),
  // Asked anew each time: a card that the control brought home is kept for a day.
  place('a link card', async (house, url) =>
    asked(await house.owner('POST link-cards', { url, again: true })),
  ),
  place('the picture of a link card', async (house, url) => {
    const { status, body, text } = await house.owner('POST link-cards', { url: house.lure.page(url) })
    // The card comes without its picture, and without a word about it.
    return { refused: status === 200 && body.image === null, words: status === 200 ? 'No picture.' : text }
  }),
  hooks,
  {
    ...joins('a webhook that is joined', 'webhook', 'address', (url) => ({ url, secret })),
    headOnly: true,
  },
  joins('the server of a Mastodon account', 'mastodon', 'token', (server) => ({ server, token: 'abc' })),
  joins('the server of a Mastodon sign-in', 'mastodon', 'oauth', (server) => ({ server })),
  joins('the server of a Bluesky account', 'bluesky', 'password', (server) => ({
    account: 'ann.hostile.example',
    password: 'abcd-efgh-ijkl-mnop',
    server,
  })),
  joins('the server of a Bluesky sign-in', 'bluesky', 'oauth', (account) => ({ account })),
  joins('the directory of a Bluesky account', 'bluesky', 'password', (directory) => ({
    account: 'did:plc:aaaaaaaaaaaaaaaaaaaaaaaa',
    password: 'abcd-efgh-ijkl-mnop',
    directory,
  })),
  joins('the server that a Bluesky identity names', 'bluesky', 'password', (url, { lure }) => ({
    account: lure.identity(url),
    password: 'abcd-efgh-ijkl-mnop',
    directory: lure.url,
  })),
  place('the picture of an account', async (house, url) => {
    const channelId = await pictured(house, url)
    const drawn = await thrown(drawAvatar(house.ctx, channelId))
    const { avatarUrl } = await house.ctx.db
      .selectFrom('channels')
      .select('avatarUrl')
      .where('id', '=', channelId)
      .executeTakeFirstOrThrow()
    // What is answered but is no picture is passed over without a word.
    return { refused: avatarUrl === null, words: drawn.refused ? drawn.words : 'No picture.' }
  }),
  place('the server of a competitor’s profile', async (house, url) =>
    asked(await house.owner('POST competitors/look-up', { address: below(url, '/@ann') })),
  ),
  place('the profile of a competitor that is read', async (house, server) => {
    const reader = house.ctx.networks.get('mastodon')?.publicProfiles
    if (!reader) throw new Error('Mastodon shows nobody to strangers')
    // A row holds an address that was asked before; what is none never gets there.
    if (!URL.canParse(server)) return { refused: true, words: 'This is no address.' }
    return thrown(reader.look(house.ctx.toolsFor('mastodon'), { remoteId: '1', handle: '@ann', server }))
  }),
  place('a feed that brings drafts', async (house, url) => {
    const fetched = await fetchFeed(house.ctx, url, { etag: null, lastModified: null })
    return {
      refused: fetched.kind === 'trouble',
      words: fetched.kind === 'trouble' ? fetched.trouble : 'It was read.',
    }
  }),
  place('the server of the assistant', async (house, url) => {
    // What is no address is refused when it is saved.
    const saved = AssistantBody.safeParse({ ...someModel, baseUrl: url })
    if (!saved.success) return { refused: true, words: saved.error.issues[0]?.message ?? '' }
    return thrown(askModel(house, saved.data.baseUrl))
  }),
  place('a file that a table names', async (house, url) =>
    thrown(fetchMedium(hasty(house), systemActor(house.workspaceId), { url, alt: '' })),
  ),
  place('a file of the web for the library', async (house, url) =>
    thrown(fetchUpload(hasty(house), uploadOf(house), url)),
  ),
  place('the picture of a profile that resembles ours', async (house, url) => {
    const kept = await keepPicture(house.ctx, house.workspaceId, url)
    // It is left out without a word, and the next audit asks again.
    return { refused: kept === null, words: 'No picture.' }
  }),
  { ...place('a device that is told', tellDevice), headOnly: true },
  place('the description of a program', async (house, url) =>
    asked(await house.owner(`GET consent?${programAt(url)}`)),
  ),
  {
    ...place('the hub of a feed', async (house, webSubHub) => {
      const channelId = await feedOf(house)
      return thrown(pingHub({ ...house.ctx, config: { ...house.ctx.config, webSubHub } }, channelId))
    }),
    headOnly: true,
  },
]
