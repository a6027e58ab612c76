import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { beforeAll, describe, expect, test } from 'vitest'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import type { Content, Json } from '../../src/networks/kit/content.ts'
import type { SentPart } from '../../src/networks/kit/network.ts'
import {
  counted,
  deliver,
  failureOf,
  live,
  type Member,
  member,
  name,
  numbers,
  others,
  picture,
  postsOf,
  recordOf,
  revisionOf,
  tools,
  xrpc,
} from './people.ts'
import { callOf, content, media, part } from './tools.ts'
import type { Job, Step } from './worker.ts'

const { connect, publish, find, remove, insights, history, people } = bluesky

describe('the servers', () => {
  test('listen on loopback and nowhere else', () => {
    expect(live.listening.length).toBeGreaterThan(2)
    for (const address of live.listening) expect(address).toMatch(/^127\.0\.0\.1:/)
  })
})

describe('an account joined by its app password', () => {
  test('brings its id, handle and server', async () => {
    const { joined, person } = await member()
    expect(joined).toMatchObject({
      remoteId: person.did,
      handle: person.handle,
      server: live.pds,
      expiresAt: null,
    })
  })

  test('is told when the password is wrong', async () => {
    const { handle } = await others.account(name('wrong'))
    const fields = { account: handle, password: 'abcd-efgh-ijkl-mnop', server: live.pds }
    const failure = await failureOf(connect.form?.(tools, 'password', fields))
    expect(failure).toMatchObject({ kind: 'rejected', code: 'AuthenticationRequired' })
    expect(failure.message).toContain('do not belong together')
  })

  test('makes an ended session new and publishes', async () => {
    const { account, person } = await member()
    account.credential = { ...(account.credential as object), accessJwt: await others.expired(person.did) }
    const [sent] = await deliver({ account }, content([part('after two hours')]))
    expect((await recordOf(sent?.remoteId)).value.text).toBe('after two hours')
    expect(account.saves).toBe(1)
  })

  test('signs in again when refresh tokens are lost too', async () => {
    const { account } = await member()
    account.credential = { ...(account.credential as object), accessJwt: 'lost', refreshJwt: 'lost' }
    await deliver({ account }, content([part('signed in again')]))
    expect(account.saves).toBe(1)
  })

  test('must be joined again when its owner takes the app password back', async () => {
    const { account, person } = await member()
    await others.withdraw(person.handle.replace('.test', ''))
    account.credential = { ...(account.credential as object), accessJwt: await others.expired(person.did) }
    expect(await failureOf(connect.check(tools, account))).toMatchObject({ kind: 'reconnect' })
  })

  test('must be settled with the network when it was taken down', async () => {
    const { account, person } = await member()
    await others.takedown(person.did)
    const failure = await failureOf(deliver({ account }, content([part('still here?')])))
    expect(failure.kind).toBe('reconnect')
  })
})

describe('a post', () => {
  let shop: Member
  beforeAll(async () => {
    shop = await member()
  })

  test('keeps Thai, Cyrillic and emoji, and marks mention, link and tag by bytes', async () => {
    const friend = await others.account(name('friend'))
    const text = `สวัสดีครับ 👩‍👩‍👧‍👦 @${friend.handle}, смотри https://example.com/путь?a=1 #маркетинг`
    const image = media(await picture(), { alt: 'ระฆัง — колокол', width: 64, height: 32 })
    const [sent] = await deliver(shop, content([part(text, { media: [image] })], { languages: ['th', 'ru'] }))
    const { value } = await recordOf(sent?.remoteId)
    expect(value).toMatchObject({ text, langs: ['th', 'ru'] })
    expect(marked(value)).toEqual([
      [`@${friend.handle}`, { $type: 'app.bsky.richtext.facet#mention', did: friend.did }],
      [
        'https://example.com/путь?a=1',
        { $type: 'app.bsky.richtext.facet#link', uri: 'https://example.com/путь?a=1' },
      ],
      ['#маркетинг', { $type: 'app.bsky.richtext.facet#tag', tag: 'маркетинг' }],
    ])
    const [shown] = (
      value.embed as { images: { alt: string; aspectRatio: object; image: { ref: { $link: string } } }[] }
    ).images
    expect(shown).toMatchObject({ alt: 'ระฆัง — колокол', aspectRatio: { width: 64, height: 32 } })
    const blob = await fetch(
      `${live.pds}/xrpc/com.atproto.sync.getBlob?did=${shop.person.did}&cid=${shown?.image.ref.$link}`,
    )
    expect(Buffer.from(await blob.arrayBuffer()).equals(await image.read())).toBe(true)
  })

  test('leaves a mention of nobody as plain text', async () => {
    const [sent] = await deliver(shop, content([part('hello @nobody-of-this-name.test')]))
    expect((await recordOf(sent?.remoteId)).value.facets).toBeUndefined()
  })

  test('shows a film, a card with its picture, and a quoted post with pictures of our own', async () => {
    const film = Buffer.concat([
      Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'),
      randomBytes(400),
    ])
    const clip = media(film, { kind: 'video', mime: 'video/mp4', alt: 'the bells' })
    const link = { url: 'https://example.com/a', title: 'A', description: 'B', imageMediaId: 'm' }
    const [first] = await deliver(shop, content([part('film', { media: [clip] })]))
    const [second] = await deliver(shop, content([part('card', { link, linkImage: media(await picture()) })]))
    const quote = `https://bsky.app/profile/${shop.person.handle}/post/${second?.remoteId.split('/').pop()}`
    const [third] = await deliver(shop, content([part('quote', { quote, media: [media(await picture())] })]))
    expect((await recordOf(first?.remoteId)).value.embed).toMatchObject({
      $type: 'app.bsky.embed.video',
      alt: 'the bells',
    })
    expect((await recordOf(second?.remoteId)).value.embed).toMatchObject({
      external: {
        uri: link.url,
        title: 'A',
        description: 'B',
        thumb: { $type: 'blob', mimeType: 'image/png' },
      },
    })
    expect((await recordOf(third?.remoteId)).value.embed).toMatchObject({
      $type: 'app.bsky.embed.recordWithMedia',
      record: { record: { uri: second?.remoteId } },
      media: { $type: 'app.bsky.embed.images' },
    })
  })

  test('is refused in words when the server’s rules are broken', async () => {
    const broken: Content[] = [
      content([part('x'.repeat(301))]),
      content([part('👩‍👩‍👧‍👦'.repeat(121))]),
      content([
        part('eleven', {
          media: await Promise.all(Array.from({ length: 11 }, async () => media(await picture()))),
        }),
      ]),
      content([
        part('no such post', { quote: `https://bsky.app/profile/${shop.person.did}/post/3aaaaaaaaaaaa` }),
      ]),
    ]
    const before = await revisionOf(shop.person.did)
    for (const what of broken) {
      const failure = await failureOf(deliver(shop, what))
      expect(failure.kind).toBe('rejected')
      expect(failure.message).toMatch(/\w.*\.$/)
    }
    expect(await revisionOf(shop.person.did)).toBe(before)
  })

  test('may carry pictures as large as the manifest says, and the server takes up to 2,000,000 bytes', async () => {
    const sized = async (bytes: number) =>
      media(Buffer.concat([await picture(), Buffer.alloc(bytes)]).subarray(0, bytes))
    const max = bluesky.manifest.media.images?.maxBytes ?? 0
    await deliver(shop, content([part('at our limit', { media: [await sized(max)] })]))
    await deliver(shop, content([part('at theirs', { media: [await sized(2_000_000)] })]))
    const failure = await failureOf(
      deliver(shop, content([part('over', { media: [await sized(2_000_001)] })])),
    )
    expect(failure).toMatchObject({ kind: 'rejected' })
  })

  test('closes its thread to strangers where asked, and takes the gate away with the post', async () => {
    const what = content([part('one'), part('two')], {
      options: { replies: 'mentioned', warning: 'graphic-media' },
    })
    const parts = await deliver(shop, what)
    const gate = (parts[0]?.remoteId ?? '').replace('feed.post', 'feed.threadgate')
    expect((await recordOf(gate)).value).toMatchObject({
      post: parts[0]?.remoteId,
      allow: [{ $type: 'app.bsky.feed.threadgate#mentionRule' }],
    })
    expect((await recordOf(parts[0]?.remoteId)).value.labels).toMatchObject({
      values: [{ val: 'graphic-media' }],
    })
    await remove?.(tools, shop.account, parts)
    await remove?.(tools, shop.account, parts)
    for (const uri of [gate, ...parts.map(({ remoteId }) => remoteId)])
      await expect(recordOf(uri)).rejects.toThrow('RecordNotFound')
  })
})

describe('once, and only once', () => {
  test('a repeat with the same key is one commit, even if the repeat says something else', async () => {
    const shop = await member()
    const [key, firstAttemptAt] = [randomUUID(), new Date()]
    const [first] = await deliver(shop, content([part('once')]), { key, firstAttemptAt })
    const before = await revisionOf(shop.person.did)
    const [same] = await deliver(shop, content([part('once')]), { key, firstAttemptAt })
    const [other] = await deliver(shop, content([part('twice?')]), { key, firstAttemptAt: new Date(0) })
    expect([same, other]).toEqual([first, first])
    expect(await revisionOf(shop.person.did)).toBe(before)
    expect((await recordOf(first?.remoteId)).value.text).toBe('once')
  })

  test('ten workers with the same delivery make one post', async () => {
    const shop = await member()
    const [key, firstAttemptAt] = [randomUUID(), new Date()]
    const sent = await Promise.all(
      Array.from({ length: 10 }, () => deliver(shop, content([part('ten of us')]), { key, firstAttemptAt })),
    )
    expect(new Set(sent.map(([only]) => JSON.stringify(only))).size).toBe(1)
    expect(await postsOf(shop.person.did)).toHaveLength(1)
  })

  const texts = ['первая часть', 'ส่วนที่สอง', 'the third part']
  const stops: Pick<Step, 'step' | 'number'>[] = [
    { step: 'accepted', number: 1 },
    { step: 'saved', number: 1 },
    { step: 'accepted', number: 2 },
    { step: 'saved', number: 2 },
    { step: 'accepted', number: 3 },
  ]
  test.each(stops)(
    'a worker killed when part $number was $step leaves a thread that is finished once',
    async (stopAt) => {
      const shop = await member()
      const [key, firstAttemptAt] = [randomUUID(), new Date()]
      const done = await killedAt({
        addresses: live,
        joined: shop.joined,
        texts,
        key,
        firstAttemptAt: firstAttemptAt.toISOString(),
        stopAt,
      })
      const call = callOf(tools, shop.account, content(texts.map((text) => part(text))), key, {
        done,
        firstAttemptAt,
      })
      const found = await find?.(call)
      expect(found?.found === 'no' ? done.length : found?.found !== 'unsure' && found?.parts.length).toBe(
        stopAt.number,
      )
      await publish?.send(call)
      const posts = await postsOf(shop.person.did)
      expect(posts.map(({ value }) => value.text)).toEqual(texts)
      expect(
        posts.map(({ value }) => (value.reply as { parent: { uri: string } } | undefined)?.parent.uri),
      ).toEqual([undefined, posts[0]?.uri, posts[1]?.uri])
      expect(posts[2]?.value.reply).toMatchObject({ root: { uri: posts[0]?.uri, cid: posts[0]?.cid } })
    },
  )

  test('a first reply hangs under the post', async () => {
    const shop = await member()
    const parts = await deliver(shop, content([part('the post')], { firstReply: 'and the link' }))
    const [, reply] = await Promise.all(parts.map(({ remoteId }) => recordOf(remoteId)))
    expect(reply?.value).toMatchObject({
      text: 'and the link',
      reply: { parent: { uri: parts[0]?.remoteId } },
    })
  })
})

counted('what came back', () => {
  test('likes, reposts, replies, quotes and followers are counted; views are not told', async () => {
    const shop = await member()
    const [post, quiet] = [
      await deliver(shop, content([part('please like')])),
      await deliver(shop, content([part('nobody cares')])),
    ].map(([sent]) => sent?.remoteId ?? '')
    const [ann, ben] = [name('ann'), name('ben')]
    for (const who of [ann, ben]) {
      await others.account(who)
      await others.like(who, post ?? '')
      await others.follow(who, shop.person.did)
    }
    await others.repost(ann, post ?? '')
    await others.reply(ben, post ?? '', 'ตอบกลับ')
    await others.quote(ann, post ?? '', 'цитата')
    await others.settle()
    const gone = `at://${shop.person.did}/app.bsky.feed.post/3aaaaaaaaaaaa`
    const told = await insights?.posts(tools, shop.account, [post ?? '', quiet ?? '', gone])
    expect(numbers(told?.get(post ?? ''))).toEqual({ likes: 2, reposts: 1, replies: 1, quotes: 1, saves: 0 })
    expect(numbers(told?.get(quiet ?? ''))).toEqual({ likes: 0, reposts: 0, replies: 0, quotes: 0, saves: 0 })
    expect(told?.has(gone)).toBe(false)
    expect(numbers(await insights?.account(tools, shop.account))).toEqual({
      followers: 2,
      following: 0,
      posts: 2,
    })
  })

  test('what the owner wrote elsewhere is read too, with replies and reposts, page by page', async () => {
    const shop = await member('native')
    const who = shop.person.handle.replace('.test', '')
    const friend = name('friend')
    await others.account(friend)
    const theirs = await others.post(friend, 'a friend writes')
    for (let n = 0; n < 102; n++) await others.post(who, `by hand ${n}`)
    await others.reply(who, theirs.uri, 'we answer')
    await others.repost(who, theirs.uri)
    await others.settle()
    const first = await history?.(tools, shop.account, null)
    const second = await history?.(tools, shop.account, first?.cursor ?? null)
    const posts = [...(first?.posts ?? []), ...(second?.posts ?? [])]
    expect(posts.map(({ kind }) => kind)).toEqual(['repost', 'reply', ...Array(102).fill('post')])
    expect(posts.at(-1)?.text).toBe('by hand 0')
    expect(new Set(posts.map(({ remoteId }) => remoteId)).size).toBe(104)
    expect(posts[0]).toMatchObject({ text: 'a friend writes', measured: [] })
  })

  test('the AppView shows who may reply, and leaves out a stranger’s reply', async () => {
    const shop = await member()
    const [sent] = await deliver(shop, content([part('for nobody')], { options: { replies: 'nobody' } }))
    const stranger = name('stranger')
    await others.account(stranger)
    // What people do side by side the AppView reads side by side: a reply read before the gate would pass it.
    await others.settle()
    await others.reply(stranger, sent?.remoteId ?? '', 'let me in')
    await others.settle()
    const query = { uri: sent?.remoteId ?? '' }
    const { thread } = await xrpc<{ thread: { post: { threadgate?: object }; replies: object[] } }>(
      'app.bsky.feed.getPostThread',
      query,
      live.appView ?? '',
    )
    expect(thread.post.threadgate).toBeDefined()
    expect(thread.replies).toEqual([])
  })

  test('a check reads the name as it is now', async () => {
    const shop = await member()
    await others.rename(shop.person.handle.replace('.test', ''), 'Колокольня')
    await others.settle()
    const { handle } = shop.person
    expect(await connect.check(tools, shop.account)).toMatchObject({ handle, name: 'Колокольня' })
  })
})

counted('looking for people', () => {
  test('who resembles us is found by a piece of the handle and told whole; who is not there is left out', async () => {
    const shop = await member('birch')
    const look = name('bakery')
    const { handle, did } = await others.account(look)
    await others.rename(look, 'Birch Bakery')
    await others.follow(look, shop.person.did)
    await others.settle()
    // The AppView of the tests searches handles alone; the public one looks at names too.
    const found = await people?.search(tools, shop.account, look, 10)
    expect(found?.find(({ remoteId }) => remoteId === did)).toMatchObject({
      ...{ handle, chosen: look, name: 'Birch Bakery', proven: [], followedByUs: false },
      ...{ followers: 0, following: 1, posts: 0 },
    })
    const looked = await people?.lookUp(tools, shop.account, [look, 'nobody-at-all'])
    expect(looked?.map(({ remoteId }) => remoteId)).toEqual([did])
  })

  test('our own profile tells what an audit asks: pictures with and without words, the newest post', async () => {
    const shop = await member()
    await deliver(shop, content([part('bread', { media: [media(await picture(), { alt: 'A loaf' })] })]))
    await deliver(shop, content([part('cake', { media: [media(await picture(), { alt: '' })] })]))
    await others.settle()
    const own = await people?.own(tools, shop.account)
    expect(own).toMatchObject({
      remoteId: shop.person.did,
      pictures: { all: 2, described: 1 },
      pinned: false,
      avatarUrl: null,
    })
    expect(own?.lastPostAt).toBeInstanceOf(Date)
  })
})

/** What each facet marks, cut out by its bytes. */
function marked(value: { text: string; facets?: unknown }): [string, unknown][] {
  const bytes = Buffer.from(value.text)
  const facets = value.facets as { index: { byteStart: number; byteEnd: number }; features: unknown[] }[]
  return facets.map(({ index, features }) => [
    bytes.subarray(index.byteStart, index.byteEnd).toString(),
    features[0],
  ])
}

/** Runs a worker, kills it where the job says, and answers with the parts that it had saved. */
async function killedAt(job: Job): Promise<SentPart[]> {
  const script = path.join(import.meta.dirname, 'worker.ts')
  const worker = spawn(process.execPath, [script, JSON.stringify(job)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const done: SentPart[] = []
  for await (const line of createInterface({ input: worker.stdout })) {
    const { step, number, remoteId = '', url = null, extra }: Step = JSON.parse(line)
    if (step === 'saved') done.push({ remoteId, url, extra: extra as Json })
    if (step === job.stopAt.step && number === job.stopAt.number) worker.kill('SIGKILL')
  }
  if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit')
  expect(worker.signalCode).toBe('SIGKILL')
  return done
}
