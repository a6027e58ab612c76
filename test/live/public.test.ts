import { expect, test } from 'vitest'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import type { Tools } from '../../src/networks/kit/network.ts'
import { createOutbound } from '../../src/platform/http/index.ts'
import { counted, live, name, numbers, others, tools } from './people.ts'

const { publicProfiles } = bluesky

/** The public view, which here is an AppView on loopback. */
function withView(view: string): Tools {
  const fetch = createOutbound({ allowedHosts: [new URL(view).host] })
  return {
    ...tools,
    fetch: (input, init) => {
      const { origin, pathname, search } = new URL(String(input))
      expect(origin).toBe('https://public.api.bsky.app')
      return fetch(`${view}${pathname}${search}`, init)
    },
  }
}

counted('somebody who has not joined is read without a sign-in', () => {
  test('their numbers, their posts by kind and format, and how they answer', async () => {
    const view = withView(live.appView ?? '')
    const [rival, fan] = [name('rival'), name('fan')]
    const them = await others.account(rival)
    await others.account(fan)
    await others.follow(fan, them.did)
    const { uri } = await others.post(rival, 'Fresh bread at six')
    await others.like(fan, uri)
    const { uri: comment } = await others.reply(fan, uri, 'Rye too?')
    await others.reply(fan, uri, 'And buns?')
    await others.reply(rival, comment, 'Rye too.')
    await others.quote(rival, uri, 'As we said')
    await others.settle()

    const profile = await publicProfiles?.find(view, `https://bsky.app/profile/${them.handle}`)
    expect(profile).toMatchObject({ remoteId: them.did, handle: `@${them.handle}`, movedTo: null })
    if (!profile) throw new Error('nobody was found')
    expect(numbers(profile.measured)).toMatchObject({ followers: 1, posts: 3 })

    const read = await publicProfiles?.posts(view, profile, null)
    const told = read?.posts.map(({ text, kind, format, answers }) => [text, kind, format, answers])
    expect(told?.toSorted()).toEqual([
      ['As we said', 'post', 'quote', null],
      ['Fresh bread at six', 'post', 'text', null],
      ['Rye too.', 'reply', 'text', 'others'],
    ])
    const first = read?.posts.find(({ text }) => text.startsWith('Fresh'))
    expect(numbers(first?.measured)).toMatchObject({ likes: 1, replies: 2, quotes: 1 })

    const heard = await publicProfiles?.comments(view, profile, uri)
    expect(heard?.comments).toHaveLength(2)
    expect(heard?.comments.filter(({ answeredAt }) => answeredAt)).toHaveLength(1)
    expect(heard?.whole).toBe(true)
  })

  test('nobody there is said so', async () => {
    const nobody = publicProfiles?.find(withView(live.appView ?? ''), 'nobody.test')
    await expect(nobody).rejects.toMatchObject({ kind: 'rejected', code: 'account_unknown' })
  })
})
