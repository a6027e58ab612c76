import { describe, expect, test } from 'vitest'
import { testDescription } from '../../../test/networks/description.ts'
import { film } from '../../../test/networks/tiktok-fake.ts'
import { limitsOf, marksMachine, marksPartner } from '../kit/limits.ts'
import { part } from '../kit/stage.ts'
import { manifest } from './manifest.ts'
import {
  asks,
  deliver,
  fake,
  filmed,
  hour,
  pictured,
  postsOf,
  problems,
  sendOnly,
  stage,
} from './publish.fixture.ts'

describe('a draft', () => {
  test('of a film carries no words, so none are taken', () => {
    expect(problems(filmed({ kind: 'draft' }))).toContain('text_too_long')
    const silent = stage.content({ parts: [part('', { media: [film()] })], options: { kind: 'draft' } })
    expect(problems(silent).filter((code) => code !== 'option_unknown')).toEqual([])
    expect(limitsOf(manifest, {}, { kind: 'draft' }).options.map(({ name }) => name)).toEqual([
      'kind',
      'coverPhoto',
    ])
  })

  test('can be marked by nobody but the person who finishes it', () => {
    const draft = { kind: 'draft' }
    const parts = [{ media: [{ kind: 'video' as const }] }]
    expect([marksPartner(manifest, {}), marksPartner(manifest, draft)]).toEqual([true, false])
    expect(marksMachine(manifest, { parts, options: {} })).toBe(true)
    expect(marksMachine(manifest, { parts, options: draft })).toBe(false)
    expect(marksMachine(manifest, { parts: [{ media: [{ kind: 'image' }] }], options: {} })).toBe(false)
  })

  test('waits in the inbox until somebody posts it there', async () => {
    const silent = stage.content({ parts: [part('', { media: [film()] })], options: { kind: 'draft' } })
    const one = await deliver(silent)
    const { look } = await sendOnly(one)
    expect(await look()).toMatchObject({ state: 'pending' })
    expect(postsOf(one)).toEqual([])
    expect(asks('/v2/post/publish/inbox/video/init/')[0]?.fields).not.toHaveProperty('post_info')
    stage.pass(2 * hour)
    const [publish] = [...fake.state.publishes.values()].filter(
      ({ userId }) => userId === one.member.joined.remoteId,
    )
    if (publish) fake.state.makePost(publish, { title: 'By hand', privacy_level: 'PUBLIC_TO_EVERYONE' })
    expect(await look()).toMatchObject({ state: 'published', parts: [{ remoteId: postsOf(one)[0]?.id }] })
  })

  test('that nobody posts is told after a day, and is never sent twice meanwhile', async () => {
    const one = await deliver(pictured(2, { kind: 'draft' }))
    const { look } = await sendOnly(one)
    expect(asks('/v2/post/publish/content/init/')[0]?.fields).toMatchObject({
      post_mode: 'MEDIA_UPLOAD',
      post_info: { description: 'Look' },
    })
    await expect(stage.find(one)).rejects.toMatchObject({ kind: 'later', alone: true })
    stage.pass(23.5 * hour)
    await expect(look()).rejects.toMatchObject({ kind: 'rejected', code: 'draft_left' })
    await expect(stage.find(one)).rejects.toMatchObject({ code: 'draft_left' })
  })

  test('the sixth waits until there is room in the inbox', async () => {
    const member = await stage.join()
    for (let n = 0; n < 5; n++) await sendOnly(stage.deliver(member, pictured(1, { kind: 'draft' })))
    const sixth = stage.deliver(member, pictured(1, { kind: 'draft' }))
    expect(await stage.attempt(sixth)).toMatchObject({
      state: 'later',
      failure: { code: 'drafts_waiting', alone: true, retryAt: new Date(stage.now().getTime() + hour) },
    })
  })

  test('needs a right of its own', async () => {
    const user = fake.state.addUser()
    const joined = fake.joined(user, ['user.info.basic', 'video.publish', 'video.list'])
    const account = { ...(await stage.join()).view(), ...joined, reload: async () => joined.credential }
    const one = await deliver(pictured(1, { kind: 'draft' }))
    const member = { ...one.member, view: () => ({ ...account, settings: {} }) }
    expect(await stage.attempt({ ...one, member })).toMatchObject({
      state: 'rejected',
      failure: { code: 'scope_not_granted' },
    })
  })
})

testDescription('TikTok', [fake])
