import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { weiboFake } from '../../../test/networks/weibo-fake.ts'
import { checkDraft } from '../kit/check.ts'
import { limitsOf } from '../kit/limits.ts'
import { createStage, type Member, part, picture } from '../kit/stage.ts'
import { pageName } from './entities.ts'
import { folded, isSame } from './find.ts'
import { weibo } from './index.ts'

const fake = weiboFake()
const stage = createStage(weibo, fake)
const { manifest } = weibo
beforeAll(() => stage.open())
afterAll(() => stage.close())
beforeEach(() => {
  fake.mode('ok')
  fake.skew(0)
  fake.state.slow = 0
})

const link = 'http://bells.example/ring'
const saying = (text: string) => ({ ...stage.content(), parts: [part(text)] })
const problems = (member: Member, text: string) =>
  checkDraft(saying(text), { ...manifest, ...limitsOf(manifest, member.joined.limits) }).map(
    ({ code }) => code,
  )

async function endOf(text: string, change: (member: Member) => Member = (same) => same) {
  const member = await stage.join()
  return stage.attempt(stage.deliver(change(member), saying(text)))
}

describe('what Weibo does not take is told in the composer, and before anything is sent', () => {
  test.each([
    ['no link', 'The bells ring', 'link_missing', 'link_missing'],
    ['a link elsewhere', 'The bells ring http://bells.example.evil/ring', 'link_missing', 'link_missing'],
    ['a topic', `#bells# ring ${link}`, 'text_letter_twice', 'topic'],
    ['two hashtags', `#bells and #towers ${link}`, 'text_letter_twice', 'topic'],
    ['141 wide signs', `${'钟'.repeat(128)}${link}`, 'text_too_long', 'text_too_long'],
  ])('%s', async (_what, text, problem, code) => {
    expect(problems(await stage.join(), text)).toContain(problem)
    expect(await endOf(text)).toMatchObject({ state: 'rejected', failure: { code } })
  })

  test.each([
    ['a link between signs without spaces', '钟声在http://bells.example/ring听'],
    ['a link below the safe domain', 'The bells ring https://www.bells.example/ring'],
    ['one # alone', `#1 of all bells ${link}`],
    ['127 wide signs and a link', `${'钟'.repeat(127)} ${link}`],
  ])('%s is taken', async (_what, text) => {
    expect(problems(await stage.join(), text)).toEqual([])
    expect(await endOf(text)).toMatchObject({ state: 'published' })
  })

  test('an address that is not true', async () => {
    const end = await endOf(`The bells ring ${link}`, (member) => ({
      ...member,
      view: () => ({ ...member.view(), settings: { ip: '10.0.0.1' } }),
    }))
    expect(end).toMatchObject({ state: 'rejected', failure: { code: 'ip_odd' } })
  })
})

test('what Weibo itself refuses of a link is told in words that help', async () => {
  fake.state.safeDomain = 'towers.example'
  expect(await endOf(`The bells ring ${link}`)).toMatchObject({ failure: { code: 'link_missing' } })
  fake.state.safeDomain = ''
  expect(await endOf(`The bells ring ${link}`)).toMatchObject({ failure: { code: 'domain_unbound' } })
  fake.state.safeDomain = 'bells.example'
})

test('a post leads to its page', async () => {
  expect(pageName('4607741009594608')).toBe('K3fnuEfZK')
  const member = await stage.join()
  const end = await stage.attempt(stage.deliver(member, stage.content()))
  if (end.state !== 'published') throw new Error(end.state)
  expect(end.parts[0]?.url).toBe(
    `https://weibo.com/${member.joined.remoteId}/${pageName(end.parts[0]?.remoteId ?? '')}`,
  )
})

test('two pictures are one too many', async () => {
  const media = [await picture('a'), await picture('b')]
  const content = stage.content({ parts: [part(`look ${link}`, { media })] })
  const end = await stage.attempt(stage.deliver(await stage.join(), content))
  expect(end).toMatchObject({ state: 'rejected', failure: { code: 'media_not_taken' } })
})

test('the same words again are refused by Weibo', async () => {
  const member = await stage.join()
  const content = stage.content()
  await stage.attempt(stage.deliver(member, content))
  expect(await stage.attempt(stage.deliver(member, content))).toMatchObject({
    state: 'rejected',
    failure: { code: 'duplicate' },
  })
})

test('an account that has asked too often in a day waits, and its post is out once', async () => {
  const member = await stage.join()
  const known = fake.state.members.get(member.joined.remoteId)
  known?.asked.push(...Array.from({ length: 100 }, () => stage.now().getTime()))
  const delivery = stage.deliver(member, stage.content())
  expect(await stage.attempt(delivery)).toMatchObject({ state: 'later', failure: { code: 'limited' } })
  stage.pass(25 * 3_600_000)
  expect(await stage.attempt(delivery)).toMatchObject({ state: 'published' })
})

test('a repeat that is refused as the same words is looked for again, because it may be out itself', async () => {
  fake.state.slow = 90_000
  const member = await stage.join()
  const delivery = stage.deliver(member, stage.content())
  fake.mode('drop', { times: 1 })
  expect((await stage.attempt(delivery)).state).toBe('unknown')
  stage.pass(20_000)
  expect(await stage.find(delivery)).toEqual({ found: 'no' })
  expect(await stage.attempt(delivery)).toMatchObject({ state: 'unknown', failure: { code: 'perhaps_out' } })
  stage.pass(90_000)
  expect(await stage.find(delivery)).toMatchObject({ found: 'yes' })
  expect(await stage.published(member)).toHaveLength(1)
})

describe('out, though its lists are slow', () => {
  test('it is looked for, and sent no second time', async () => {
    fake.state.slow = 5 * 60_000
    const member = await stage.join()
    const end = await stage.attempt(stage.deliver(member, stage.content()))
    expect(end.state).toBe('published')
    const seen = await stage.published(member)
    expect(seen).toHaveLength(1)
    expect(end.state === 'published' && end.parts[0]?.remoteId).toBe(seen[0]?.remoteId)
  })

  test('when it never shows, a person is asked', async () => {
    fake.state.slow = 24 * 3_600_000
    const end = await stage.attempt(stage.deliver(await stage.join(), stage.content()))
    expect(end).toMatchObject({ state: 'unknown', failure: { code: 'not_listed' } })
  })
})

describe('the look-up', () => {
  const lost = async () => {
    const member = await stage.join()
    const delivery = stage.deliver(member, stage.content())
    fake.mode('drop', { times: 1 })
    expect((await stage.attempt(delivery)).state).toBe('unknown')
    return { member, delivery, uid: member.joined.remoteId }
  }

  test('cannot tell when five newer posts may hide it', async () => {
    const { delivery, uid } = await lost()
    for (let n = 0; n < 5; n++) fake.state.addStatus(uid, `later ${n}`)
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })

  test('is not misled by an old post that is pinned, or by one that was deleted', async () => {
    const member = await stage.join()
    const uid = member.joined.remoteId
    fake.state.addStatus(uid, 'pinned', null, {
      pinned: true,
      createdAt: new Date(stage.now().getTime() - 90 * 86_400_000),
    })
    const delivery = stage.deliver(member, stage.content())
    for (let n = 0; n < 6; n++) fake.state.addStatus(uid, `other ${n}`)
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
    const other = await stage.join()
    fake.state.addStatus(other.joined.remoteId, stage.content().parts[0]?.text ?? '', null, { deleted: true })
    expect(await stage.find(stage.deliver(other, stage.content()))).toEqual({ found: 'no' })
  })

  test('says no when what is shown goes back to before the first attempt', async () => {
    const member = await stage.join()
    for (let n = 0; n < 8; n++) fake.state.addStatus(member.joined.remoteId, `before ${n}`)
    stage.pass(3_600_000)
    const delivery = stage.deliver(member, stage.content())
    expect(await stage.find(delivery)).toEqual({ found: 'no' })
  })

  test('asks a person when two say the same', async () => {
    const { delivery, uid } = await lost()
    fake.state.addStatus(uid, delivery.content.parts[0]?.text ?? '')
    expect(await stage.find(delivery)).toMatchObject({ found: 'unsure' })
  })

  test('takes neither an older post, nor a repost, nor one with a picture for it', async () => {
    const member = await stage.join()
    const uid = member.joined.remoteId
    const content = stage.content()
    const text = content.parts[0]?.text ?? ''
    fake.state.addStatus(uid, text)
    stage.pass(3_600_000)
    const original = fake.state.addStatus('1', 'elsewhere')
    fake.state.addStatus(uid, text, null, { repostOf: original.id })
    fake.state.addStatus(uid, text, { mime: 'image/png' })
    expect(await stage.find(stage.deliver(member, content))).toEqual({ found: 'no' })
  })
})

test('words are known again as Weibo writes them', () => {
  expect(folded('钟声 http://bells.example/a?b=1 & <b>')).toBe(
    folded('钟声 http://t.cn/A6abcdef &amp; &lt;b&gt; \u200b'),
  )
  expect(folded('看https://bells.example，快来')).toBe(folded('看http://t.cn/A6x，快来'))
  expect(folded('one')).not.toBe(folded('two'))
  expect(isSame('看https://bells.example/ring快来', '看http://t.cn/A6x 快来')).toBe(true)
  expect(isSame('看https://bells.example/铃', '看http://t.cn/A6x')).toBe(true)
  expect(isSame('看https://bells.example 快来', '看http://t.cn/A6x 别来')).toBe(false)
})

testDescription('Weibo', [fake])
