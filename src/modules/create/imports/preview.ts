import type { ImportRow } from './contract.ts'
import type { Meant } from './judge.ts'

const shown = 280

/** What a row becomes, as far as a person looks at it before. */
export function previewOf(meant: Meant | null): ImportRow['preview'] {
  if (!meant) return null
  const { post, media } = meant
  const { parts } = post.content
  const own = post.variants.find(({ content }) => content?.parts?.[0]?.text)?.content?.parts?.[0]?.text
  return {
    text: (parts[0]?.text || own || post.content.title).slice(0, shown),
    parts: parts.length,
    channelIds: post.variants.map(({ channelId }) => channelId),
    at: post.schedule?.kind === 'at' ? new Date(post.schedule.at).toISOString() : null,
    media: media ? media.flat().length : parts.reduce((sum, part) => sum + part.media.length, 0),
  }
}
