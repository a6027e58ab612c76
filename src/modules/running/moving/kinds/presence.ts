/** What an export holds of the audit of the presence; pictures and evidence stay in the house that took them. */
import { z } from 'zod'
import {
  type AccountSubject,
  AnyVerdict,
  Difference,
  Finding,
  Gap,
  RunState,
  SeenProfile,
  Signal,
  SuspectVerdict,
} from '../../../plan/presence/contract.ts'
import type { NewId } from '../fields.ts'
import {
  address,
  day,
  id,
  instant,
  json,
  maybe,
  oneOf,
  person,
  readAs,
  text,
  version,
  whole,
} from '../fields.ts'
import { type Kind, kind } from '../kind.ts'

const large = 8 << 20
const runs = (words: string) => whole(words, 1, 2_147_483_647)

const inSubject = ({ kind: of, id: old }: z.infer<typeof AccountSubject>, newId: NewId) => ({
  kind: of,
  id: newId(old),
})

/** Pictures stay behind. */
const inFindings = (findings: readonly Finding[], newId: NewId): unknown =>
  findings.map((one) => ({
    ...one,
    subject: inSubject(one.subject, newId),
    pictureId: null,
    best: one.best.map((post) => ({ ...post, publicationId: newId(post.publicationId) })),
    worst: one.worst.map((post) => ({ ...post, publicationId: newId(post.publicationId) })),
  }))

function inDifference(difference: Difference | null, newId: NewId): unknown {
  if (!difference) return null
  const named = <T extends { id: string }>(list: readonly T[]) =>
    list.map((one) => ({ ...one, id: newId(one.id) }))
  const { fresh, gone, changed } = difference.suspects
  return {
    ...difference,
    accounts: difference.accounts.map((one) => ({ ...one, subject: inSubject(one.subject, newId) })),
    suspects: { fresh: named(fresh), gone: named(gone), changed: named(changed) },
  }
}

const Facts = SeenProfile.omit({ bio: true })

export const presenceKinds: Kind[] = [
  kind(
    'presence-settings',
    'presence_settings',
    'How often the presence is audited, and by what the brand is known.',
    't.workspace_id',
    {
      everyWeeks: maybe(whole('Every how many weeks', 1, 26)),
      nextAt: maybe(instant('When it is audited next')),
      names: json('Other names', z.array(z.string().max(80)).max(10)),
      sites: json('Hosts', z.array(z.string().max(253)).max(20)),
      version,
      updatedAt: instant('When it was last saved'),
    },
  ),
  kind('presence-accounts', 'presence_accounts', 'Accounts of the brand that are not joined.', 't.id', {
    id: id('Its id'),
    network: text('Which network', 60),
    handle: text('Its handle', 253),
    url: maybe(address('Its page')),
    note: text('A note', 500),
    createdAt: instant('When it was entered'),
    removedAt: maybe(instant('When it was taken out')),
  }),
  kind('presence-runs', 'presence_runs', 'Audits of the presence and what they found.', 't.number', {
    id: id('Its id'),
    number: runs('The how-manieth'),
    cause: oneOf(['person', 'rhythm'], 'Who or what began it'),
    startedBy: person('Who began it'),
    // One that was under way ends in the old house.
    state: readAs(
      "case when t.state in ('waiting', 'running') then 'failed' else t.state end",
      oneOf(RunState.options, 'How far it came'),
    ),
    findings: json('Of each account', z.array(Finding).max(400), { points: inFindings, most: large }),
    gaps: json('Where we are not', z.array(Gap).max(600), { most: large }),
    difference: json('What was otherwise than before', Difference.nullable(), {
      points: inDifference,
      most: large,
    }),
    requests: whole('Questions asked'),
    tries: whole('How often it was taken up', 0, 1000),
    createdAt: instant('When it was asked for'),
    startedAt: maybe(instant('When it began')),
    finishedAt: maybe(instant('When it ended')),
  }),
  kind(
    'suspects',
    'suspects',
    'Accounts that resemble those of the brand.',
    't.id',
    {
      id: id('Its id'),
      network: text('Which network', 60),
      account: text('What it is called wherever one asks', 4000),
      channelId: maybe(id('Which channel it resembles')),
      handle: text('Its handle', 4000),
      name: text('Its name', 4000),
      bio: text('What it says of itself', 20_000),
      url: address('Its page'),
      facts: json('What else is known', Facts),
      points: whole('How likely it is an impostor', 0, 100),
      signals: json('Why', z.array(Signal).max(60)),
      firstRun: runs('The audit that found it'),
      lastRun: runs('The audit that saw it last'),
      firstSeenAt: instant('When it was found'),
      lastSeenAt: instant('When it was seen last'),
      goneAt: maybe(instant('Since when it is gone')),
      verdict: maybe(oneOf(SuspectVerdict.options, 'What people said')),
      reportedOn: maybe(day('When it was reported')),
      reportNote: text('A note on that', 500),
      version,
    },
    { picture_id: 'Its picture; it stays with the evidence in the house that took it.' },
  ),
  kind(
    'presence-verdicts',
    'presence_verdicts',
    'What people decided of accounts and suspects.',
    't.created_at, t.id',
    {
      id: id('Its id'),
      subjectKind: oneOf(['channel', 'account', 'suspect'], 'Of what'),
      subjectId: id('Of which'),
      verdict: oneOf(AnyVerdict.options, 'What they decided'),
      reason: text('Why', 500),
      authorId: person('Who'),
      createdAt: instant('When'),
      withdrawnAt: maybe(instant('When it was taken back')),
    },
  ),
].map((each) => ({ ...each, since: 4 }))
