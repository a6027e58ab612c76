import { describe, expect } from 'vitest'
import type { PublicPlace, PublicPost, PublicProfiles } from '../network.ts'
import type { Ask, Stage } from '../stage.ts'

/** What is read of somebody who has not joined, without any sign-in. */
export function askOthers(stage: Stage, ask: Ask): void {
  if (stage.network.publicProfiles) askOf(stage.network.publicProfiles, stage, ask)
}

async function everyPost(of: PublicProfiles, { tools }: Stage, place: PublicPlace): Promise<PublicPost[]> {
  const posts: PublicPost[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < 100; pages++) {
    const page: Awaited<ReturnType<PublicProfiles['posts']>> = await of.posts(tools, place, cursor)
    posts.push(...page.posts)
    cursor = page.cursor
    if (cursor === null) break
  }
  return posts
}

function askOf(publicProfiles: PublicProfiles, stage: Stage, ask: Ask): void {
  const { bed, network } = stage
  const has = network.manifest.abilities.includes('publicProfiles')

  /** Somebody there, found by the address of their page. */
  async function somebody() {
    const { joined } = await stage.join()
    expect(publicProfiles.understands(joined.profileUrl)).toBe(true)
    return { joined, profile: await publicProfiles.find(stage.tools, joined.profileUrl) }
  }

  describe('others', () => {
    ask(
      'public profiles',
      has,
      'somebody is found by their page and by their handle, with their numbers',
      async () => {
        const { joined, profile } = await somebody()
        bed.countAccount?.(joined.remoteId, { followers: 12, following: 3 })
        const again = await publicProfiles.look(stage.tools, profile)
        expect(again).toMatchObject({ remoteId: joined.remoteId, name: joined.name, movedTo: null })
        const told = new Map(again.measured.map(({ metric, value }) => [metric, value]))
        expect([told.get('followers'), told.get('following')]).toEqual([12, 3])
        expect(publicProfiles.understands(profile.handle)).toBe(true)
      },
    )

    ask(
      'public profiles',
      has,
      'their posts are read page by page, each once, with what they count',
      async () => {
        const { joined, profile } = await somebody()
        const written: string[] = []
        for (let n = 0; n < 95; n++) {
          stage.pass(1000)
          const seen = await bed.native?.(joined.remoteId, `number ${n}`)
          if (seen) written.unshift(seen.remoteId)
        }
        const [newest = '', ...rest] = written
        bed.count?.(newest, { likes: 5, reposts: null })
        const posts = await everyPost(publicProfiles, stage, profile)
        expect(posts.map(({ remoteId }) => remoteId)).toEqual([newest, ...rest])
        const told = new Map(posts[0]?.measured.map(({ metric, value }) => [metric, value]))
        expect([told.get('likes'), told.has('reposts')]).toEqual([5, false])
        expect(posts[0]).toMatchObject({ text: 'number 94', kind: 'post', format: 'text', answers: null })
      },
    )

    ask(
      'public profiles',
      has,
      'comments of others are told from their own, and which were answered when',
      async () => {
        const { joined, profile } = await somebody()
        const others = await stage.join()
        const post = await bed.native?.(joined.remoteId, 'What do you think?')
        if (!post || !bed.answer) throw new Error('the bed writes no answers')
        const write = async (who: string, beneath: string) => {
          stage.pass(60_000)
          return (await bed.answer?.(who, beneath, 'words'))?.remoteId ?? ''
        }
        const first = await write(others.joined.remoteId, post.remoteId)
        await write(others.joined.remoteId, post.remoteId)
        const askedAt = stage.now()
        // A thread of their own is no comment, and a stranger's answer is not theirs.
        await write(joined.remoteId, post.remoteId)
        await write(others.joined.remoteId, first)
        await write(joined.remoteId, first)
        const answeredAt = stage.now()
        const { comments, whole } = await publicProfiles.comments(stage.tools, profile, post.remoteId)
        const sorted = comments.toSorted((a, b) => a.at.getTime() - b.at.getTime())
        expect(whole).toBe(true)
        expect(sorted).toEqual([
          { at: new Date(askedAt.getTime() - 60_000), answeredAt },
          { at: askedAt, answeredAt: null },
        ])
        const posts = await everyPost(publicProfiles, stage, profile)
        expect(posts.map(({ kind, answers }) => [kind, answers])).toEqual([
          ['reply', 'others'],
          ['reply', 'own'],
          ['post', null],
        ])
      },
    )

    ask('public profiles', has, 'nobody there is said so, and a limit tells when it ends', async () => {
      const { profile } = await somebody()
      const nobody = { ...profile, remoteId: `${profile.remoteId}1` }
      const gone = await publicProfiles.look(stage.tools, nobody).catch(stage.endOf)
      expect(gone).toMatchObject({ state: 'rejected', failure: { code: 'account_gone' } })
      bed.mode('limit', { on: 'read', retryAfter: 90 })
      const limited = await publicProfiles.posts(stage.tools, profile, null).catch(stage.endOf)
      const retryAt = new Date(stage.now().getTime() + 90_000)
      expect(limited).toMatchObject({ state: 'later', failure: { retryAt } })
    })
  })
}
