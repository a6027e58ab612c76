/** Cases as posts, for tests and the bench. */
import { Connection, type Jurisdiction } from '../contract.ts'
import { judgePost } from './judge.ts'
import type { Looked, Side } from './looked.ts'
import type { Case, Pack, Rule } from './pack.ts'

const source = { from: 'test', on: '2026-11-22', confidence: 'primary' } as const

/** Where networks fold, for cases that name one. */
const folds: Record<string, number> = { instagram: 125, facebook: 477, linkedin: 210 }

export type Post = {
  text: string
  kind?: Case['kind']
  network?: string
  day?: string
  jurisdictions?: readonly Jurisdiction[]
  more?: Case['more']
}

export function asLooked({
  text,
  kind = null,
  network = 'plain',
  day = '2026-12-01',
  jurisdictions = [],
  more = {},
}: Post): {
  looked: Looked
  side: Side
} {
  const { firstReply = null, film = false, language = null, machine = false, ...connection } = more
  return {
    looked: {
      connection: kind === null ? null : Connection.parse({ kind, ...connection }),
      evidence: [],
      language: language as string | null,
      day,
    },
    side: {
      channelId: 'channel',
      network,
      text: { max: null, unit: 'graphemes', fold: folds[network] ?? null, source },
      marks: false,
      title: '',
      parts: [{ text, links: [], film: film === true, poll: [], card: [] }],
      firstReply: firstReply as string | null,
      machine: machine === true,
      jurisdictions,
    },
  }
}

export function caseFinds(pack: Pack, rule: Rule, one: Case): boolean {
  const { looked, side } = asLooked({ ...one, jurisdictions: pack.jurisdiction ? [pack.jurisdiction] : [] })
  return judgePost(looked, [side], new Set(), [pack]).some((found) => found.rule === rule.id)
}
