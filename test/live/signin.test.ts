import { describe, expect, test } from 'vitest'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import type { Json } from '../../src/networks/kit/content.ts'
import { documentUrl } from '../../src/networks/kit/network.ts'
import { deliver, failureOf, live, name, numbers, others, picture, recordOf, tools } from './people.ts'
import { signIn } from './signin.ts'
import { content, type Kept, keptAccount, liveTools, media, part } from './tools.ts'

const { connect, insights } = bluesky

describe('an account joined by signing in at its server', () => {
  const back = { uri: 'http://localhost:4400/connect/bluesky/back', state: 'of-the-product' }

  async function signedIn(decision: 'consent' | 'reject' = 'consent', own = tools, to = back) {
    const person = await others.account(name('oauth'))
    const begun = await connect.begin?.(own, 'oauth', { account: live.pds, directory: live.plc }, to)
    if (!begun) throw new Error('There is no sign-in')
    const query = await signIn(begun.url, person, decision)
    expect(query.state).toBe(begun.state)
    // What is remembered is kept as JSON until the person is back.
    const remember: Json = JSON.parse(JSON.stringify(begun.remember))
    return { person, joined: connect.complete?.(own, query, remember, to) }
  }

  async function joinedMember(own = tools, to = back) {
    const { person, joined } = await signedIn('consent', own, to)
    const [only] = (await joined) ?? []
    if (!only) throw new Error('Nothing was joined')
    return { person, joined: only, account: keptAccount(JSON.parse(JSON.stringify(only))) }
  }

  const sessionOf = (account: Kept) =>
    (account.credential as { session: { tokenSet: Record<string, string> } }).session

  test('publishes with a picture', async () => {
    const { account, joined, person } = await joinedMember()
    expect(joined).toMatchObject({ remoteId: person.did, handle: person.handle, server: live.pds })
    const days = ((joined.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(days).toBeCloseTo(14, 1)
    const image = media(await picture(), { alt: 'a bell' })
    const [sent] = await deliver({ account }, content([part('by OAuth', { media: [image] })]))
    expect((await recordOf(sent?.remoteId)).value.text).toBe('by OAuth')
  })

  test.skipIf(live.appView === null)('reads its numbers', async () => {
    const { account } = await joinedMember()
    await deliver({ account }, content([part('one post')]))
    await others.settle()
    expect(numbers(await insights?.account(tools, account))).toMatchObject({ posts: 1, followers: 0 })
  })

  test('has its tokens made new when they end, and by itself ahead of that', async () => {
    const { account } = await joinedMember()
    const first = sessionOf(account).tokenSet
    account.credential = { ...(account.credential as object), session: ended(sessionOf(account)) } as Json
    await deliver({ account }, content([part('after an hour')]))
    const second = sessionOf(account).tokenSet
    expect(second.refresh_token).not.toBe(first.refresh_token)
    await connect.refresh?.(tools, account)
    expect(sessionOf(account).tokenSet.refresh_token).not.toBe(second.refresh_token)
    expect(account.saves).toBe(2)
    await deliver({ account }, content([part('and once more')]))
  })

  test('has its tokens made new by one of many at the same time', async () => {
    const { account } = await joinedMember()
    account.credential = { ...(account.credential as object), session: ended(sessionOf(account)) } as Json
    await Promise.all(
      Array.from({ length: 5 }, (_, n) => deliver({ account }, content([part(`together ${n}`)]))),
    )
    expect(account.saves).toBe(1)
  })

  test('under a public address proves itself with its own key and stays joined for months', async () => {
    const home = 'https://carillon.a-shop-of-ours.org'
    const publicTools = liveTools(live, home)
    const to = { uri: `${home}/connect/bluesky/back`, state: 'of-the-product' }
    const documents = (await connect.documents?.(publicTools, to.uri)) ?? {}
    for (const [file, document] of Object.entries(documents))
      await others.document(documentUrl(home, 'bluesky', file), JSON.stringify(document))
    const { account, joined } = await joinedMember(publicTools, to)
    expect(((joined.expiresAt?.getTime() ?? 0) - Date.now()) / 86_400_000).toBeCloseTo(90, 1)
    account.credential = { ...(account.credential as object), session: ended(sessionOf(account)) } as Json
    await deliver({ account }, content([part('in public')]), { tools: publicTools })
    expect(account.saves).toBe(1)
    const secret = secretOf(await publicTools.apps.get('signing-key'))
    expect(JSON.stringify([documents, account.credential])).not.toContain(secret)
  })

  test('is told when the person says no', async () => {
    const { joined } = await signedIn('reject')
    expect(await failureOf(joined)).toMatchObject({ kind: 'rejected', code: 'access_denied' })
  })

  test('must be joined again after its permission was taken back', async () => {
    const { account } = await joinedMember()
    await connect.revoke?.(tools, account)
    account.credential = { ...(account.credential as object), session: ended(sessionOf(account)) } as Json
    expect(await failureOf(deliver({ account }, content([part('no more')])))).toMatchObject({
      kind: 'reconnect',
    })
  })

  test('a sign-in is finished once', async () => {
    const person = await others.account(name('oauth'))
    const begun = await connect.begin?.(tools, 'oauth', { account: live.pds, directory: live.plc }, back)
    if (!begun) throw new Error('There is no sign-in')
    const query = await signIn(begun.url, person)
    await connect.complete?.(tools, query, begun.remember, back)
    const again = await failureOf(connect.complete?.(tools, query, begun.remember, back))
    expect(again.kind).toBe('rejected')
  })
})

const secretOf = (key: Json) => String((key as { d?: string } | null)?.d)

/** The same session with an access token whose hour is over. */
const ended = (session: { tokenSet: Record<string, string> }) => ({
  ...session,
  tokenSet: { ...session.tokenSet, expires_at: new Date(Date.now() - 1000).toISOString() },
})
