import { describe, expect, test } from 'vitest'
import { checkDraft } from '../check.ts'
import type { Content } from '../content.ts'
import { limitsOf } from '../limits.ts'
import type { TextRule } from '../manifest.ts'
import { type Ask, type Member, noPicture, part, picture, type Stage } from '../stage.ts'
import { textLength } from '../text.ts'

/** What contents are taken, refused, and kept as they were written. */
export function askContent(stage: Stage, ask: Ask): void {
  const { manifest } = stage.network
  const problems = (member: Member, content: Content) =>
    checkDraft(content, { ...manifest, ...limitsOf(manifest, member.joined.limits, content.options) })
      .filter(({ level }) => level === 'error')
      .map(({ code }) => code)

  async function expectRefused(member: Member, content: Content): Promise<void> {
    const end = await stage.attempt(stage.deliver(member, content))
    expect(end.state).toBe('rejected')
    if (end.state === 'rejected') expect(end.failure.message).toMatch(/\w+ .*\.$/)
    expect(await stage.published(member)).toEqual([])
  }

  async function expectTaken(member: Member, content: Content): Promise<void> {
    expect(problems(member, content)).toEqual([])
    expect(await stage.attempt(stage.deliver(member, content))).toMatchObject({ state: 'published' })
    const seen = await stage.published(member)
    expect(seen.map(({ text }) => text)).toEqual(content.parts.map(({ text }) => text))
  }

  describe('content', () => {
    test('a post is published as it was written, and its id is the network’s', async () => {
      const member = await stage.join()
      const content = stage.content()
      const end = await stage.attempt(stage.deliver(member, content))
      expect(end.state).toBe('published')
      const seen = await stage.published(member)
      expect(seen.map(({ text }) => text)).toEqual([content.parts[0]?.text])
      if (end.state === 'published')
        expect(end.parts.map(({ remoteId }) => remoteId)).toEqual(seen.map(({ remoteId }) => remoteId))
    })

    const { text } = manifest
    ask('too long', text.max !== null, 'the longest text is taken, one more is refused', async () => {
      const longest = await stage.join()
      const own = limitsOf(manifest, longest.joined.limits).text
      const most = (own.max ?? 0) * lettersInUnit(own)
      await expectTaken(longest, stage.content({ parts: [part('a'.repeat(most))] }))
      const member = await stage.join()
      const tooLong = stage.content({ parts: [part('a'.repeat(most + 1))] })
      expect(problems(member, tooLong)).toContain('text_too_long')
      await expectRefused(member, tooLong)
    })

    ask('too long', text.max !== null, 'the network counts letters, URLs and mentions as we do', async () => {
      for (const sample of ['👨‍👩‍👧‍👦', 'สวัสดี ', 'ệ'.normalize('NFD'), ...countedApart(stage)]) {
        const member = await stage.join()
        const own = limitsOf(manifest, member.joined.limits).text
        const filler = ((own.max ?? 0) - textLength(sample, own)) * lettersInUnit(own)
        const fits = stage.content({ parts: [part(`${sample}${'a'.repeat(filler)}`)] })
        await expectTaken(member, fits)
        const other = await stage.join()
        const more = filler + lettersInUnit(own)
        await expectRefused(other, stage.content({ parts: [part(`${sample}${'a'.repeat(more)}`)] }))
      }
    })

    ask('too long', text.maxWithMedia !== undefined, 'beside a picture, the text is shorter', async () => {
      const max = text.maxWithMedia ?? 0
      const pictured = async (length: number) =>
        stage.content({ parts: [part('a'.repeat(length), { media: [await picture('a bell')] })] })
      await expectTaken(await stage.join(), await pictured(max))
      const member = await stage.join()
      expect(problems(member, await pictured(max + 1))).toContain('text_too_long')
      await expectRefused(member, await pictured(max + 1))
    })

    const questionMax = manifest.poll?.questionMax
    ask('poll', questionMax !== undefined, 'above a poll, the text is shorter', async () => {
      const poll = { options: ['a', 'b'], minutes: manifest.poll?.minutes[1] ?? 5, multiple: false }
      const asked = (length: number) => stage.content({ parts: [part('a'.repeat(length), { poll })] })
      await expectTaken(await stage.join(), asked(questionMax ?? 0))
      const member = await stage.join()
      const tooLong = asked((questionMax ?? 0) + 1)
      expect(problems(member, tooLong)).toContain('text_too_long')
      await expectRefused(member, tooLong)
    })

    ask('too long', text.maxBytes !== undefined, 'a text of too many bytes is refused', async () => {
      const member = await stage.join()
      const own = limitsOf(manifest, member.joined.limits).text
      const many = Math.floor((own.maxBytes ?? 0) / 25) + 1
      const content = stage.content({ parts: [part('👨‍👩‍👧‍👦'.repeat(many))] })
      expect(problems(member, content)).toContain('text_too_many_bytes')
      await expectRefused(member, content)
    })

    const { images } = manifest.media
    /** What holds for posts with a picture: where there are kinds of posts, not every one takes them. */
    const pictured = async ({ joined }: Member) => {
      const { options } = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
      return limitsOf(manifest, joined.limits, options).media.images
    }
    ask(
      'wrong media',
      images !== null,
      'pictures arrive in order, with their descriptions where the network has them',
      async () => {
        const member = await stage.join()
        const media = [await picture('a bell'), await picture('หอระฆัง')]
        const shown = media.slice(0, (await pictured(member))?.max)
        await expectTaken(member, stage.content({ parts: [part('look', { media: shown })] }))
        const [seen] = await stage.published(member)
        const alts = images?.alt.max === 0 ? shown.map(() => '') : shown.map(({ alt }) => alt)
        expect(seen?.media.map(({ alt }) => alt)).toEqual(alts)
      },
    )

    ask('wrong media', images !== null, 'one picture too many is refused', async () => {
      const member = await stage.join()
      const max = (await pictured(member))?.max ?? 0
      const media = await Promise.all(Array.from({ length: max + 1 }, (_, n) => picture(`bell ${n}`)))
      const content = stage.content({ parts: [part('look', { media })] })
      expect(problems(member, content)).toContain('too_many_images')
      await expectRefused(member, content)
    })

    ask('wrong media', images !== null, 'a file that is no picture is refused', async () => {
      const member = await stage.join()
      await expectRefused(member, stage.content({ parts: [part('look', { media: [noPicture()] })] }))
    })

    ask('wrong media', images === null, 'a picture is told to be no use here', async () => {
      const member = await stage.join()
      const content = stage.content({ parts: [part('look', { media: [await picture('a bell')] })] })
      expect(problems(member, content)).toContain('media_not_taken')
    })

    ask('poll', manifest.poll !== null, 'a poll arrives with its options', async () => {
      const member = await stage.join()
      const minutes = manifest.poll?.minutes[0] ?? 5
      const poll = { options: ['да', 'ไม่'], minutes, multiple: manifest.poll?.oneAnswer !== true }
      await expectTaken(member, stage.content({ parts: [part('Shall we?', { poll })] }))
      const [seen] = await stage.published(member)
      expect(seen?.poll).toEqual({ options: poll.options, multiple: poll.multiple })
    })

    for (const [what, sample] of Object.entries(unicode))
      ask('unicode', true, `${what} is kept as it was written`, async () => {
        const member = await stage.join()
        await expectTaken(member, stage.content({ parts: [part(stage.taken(sample))] }))
      })

    ask(
      'unicode',
      text.without !== undefined,
      'a letter that it does not take is told and refused',
      async () => {
        for (const letter of text.without ?? '') {
          const member = await stage.join()
          const content = stage.content({ parts: [part(`a ${letter} b`)] })
          expect(problems(member, content)).toContain('text_letters')
          await expectRefused(member, content)
        }
      },
    )

    ask('thread', manifest.threadMax > 1, 'each part of a thread hangs on the one before', async () => {
      const member = await stage.join()
      await expectTaken(member, stage.content({ parts: [part('one'), part('two')] }))
      const [first, second] = await stage.published(member)
      expect(first?.replyTo).toBeNull()
      expect(second?.replyTo).toBe(first?.remoteId)
    })

    ask('first reply', manifest.firstReply, 'a first reply hangs under the post', async () => {
      const member = await stage.join()
      const content = stage.content({ firstReply: 'and here is the link' })
      const end = await stage.attempt(stage.deliver(member, content))
      expect(end.state === 'published' && end.parts).toHaveLength(2)
      const [post, reply] = await stage.published(member)
      expect(reply?.text).toBe('and here is the link')
      expect(reply?.replyTo).toBe(post?.remoteId)
    })
  })
}

/** How many letters count as one: two, where a letter is half as wide as a sign. */
const lettersInUnit = (rule: TextRule): number => 1000 / textLength('a'.repeat(1000), rule)

/** Texts that this network counts otherwise than they are long. */
function countedApart({ network }: Stage): string[] {
  const { urlLength, mentionsCountLocally } = network.manifest.text
  const url = `https://example.com/${'x'.repeat(80)} `
  return [...(urlLength ? [url] : []), ...(mentionsCountLocally ? ['@ann@far.example.social '] : [])]
}

const unicode = {
  Thai: 'สวัสดีครับ วันนี้เราจะไปตลาด',
  'Vietnamese in one piece': 'Tiếng Việt đẹp lắm'.normalize('NFC'),
  'Vietnamese taken apart': 'Tiếng Việt đẹp lắm'.normalize('NFD'),
  Cyrillic: 'Съешь ещё этих мягких французских булок',
  'an emoji of many joined': 'We 👨‍👩‍👧‍👦 are 🏳️‍🌈 here 🇱🇻 1️⃣ 🧑🏽‍🚀',
  'writing from the right': 'مرحبا بالعالم and שלום',
  'letters of no width': 'a\u200bb\u200cc\u2060d',
  'letters beyond the first plane': '𝒜𝒷𝒸 𠜎',
  'marks that mean something to machines': '<b>a & b</b> "c" \'d\' &amp; 5 > 3 \\n %20 *x* _y_ `z`',
  'lines and paragraphs': 'one\ntwo\n\nthree',
}
