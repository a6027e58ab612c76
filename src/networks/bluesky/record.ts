import type { Content, Json } from '../kit/content.ts'
import type { SentPart } from '../kit/network.ts'

/** What `prepare` found out of one part: where its links and mentions stand, and what hangs under it. */
export type Prepared = { facets: Json[]; embed: Json }

/** A record of `app.bsky.feed.post`. `before` are the parts that are out already, the root first. */
export function postRecord(
  text: string,
  { facets, embed }: Prepared,
  before: readonly SentPart[],
  { languages, options }: Content,
  createdAt: Date,
): Record<string, Json> {
  const [root, parent] = [before[0], before.at(-1)]
  const { warning } = options
  return {
    $type: 'app.bsky.feed.post',
    text,
    ...(facets.length > 0 && { facets }),
    ...(root && parent && { reply: { root: referenceOf(root), parent: referenceOf(parent) } }),
    ...(embed !== null && { embed }),
    ...(languages.length > 0 && { langs: languages.slice(0, 3) }),
    ...(typeof warning === 'string' && warning !== 'none' && { labels: labelled(warning) }),
    createdAt: createdAt.toISOString(),
  }
}

/** A post by address and content, as replies and quotes hold it. */
function referenceOf({ remoteId, extra }: SentPart): Json {
  const cid = extra && typeof extra === 'object' && 'cid' in extra ? extra.cid : undefined
  if (typeof cid !== 'string') throw new Error('A part that is out was kept without its content id')
  return { uri: remoteId, cid }
}

const labelled = (value: string): Json => ({
  $type: 'com.atproto.label.defs#selfLabels',
  values: [{ val: value }],
})

const rules: Record<string, string[]> = {
  followers: ['followerRule'],
  following: ['followingRule'],
  mentioned: ['mentionRule'],
  nobody: [],
}

/** A record of `app.bsky.feed.postgate`, or null when everybody may quote. */
export function postGate(root: SentPart, quoting: Json | undefined, createdAt: Date) {
  if (quoting !== 'nobody') return null
  const $type = 'app.bsky.feed.postgate'
  return {
    $type,
    post: root.remoteId,
    embeddingRules: [{ $type: `${$type}#disableRule` }],
    createdAt: createdAt.toISOString(),
  }
}

/** A record of `app.bsky.feed.threadgate`, or null when everybody may reply. */
export function threadGate(root: SentPart, replies: Json | undefined, createdAt: Date) {
  const allowed = typeof replies === 'string' ? rules[replies] : undefined
  if (!allowed) return null
  const $type = 'app.bsky.feed.threadgate'
  return {
    $type,
    post: root.remoteId,
    allow: allowed.map((rule) => ({ $type: `${$type}#${rule}` })),
    createdAt: createdAt.toISOString(),
  }
}
