/** Contests as they were held, and consents: what proves them goes along, who took part does not. */
import { z } from 'zod'
import { Beacon, DrawReason, FormSetting, mostPeople } from '../../../create/contests/contract.ts'
import { ConsentPurpose } from '../../../people/consents/contract.ts'
import {
  id,
  instant,
  json,
  madeAt,
  maybe,
  oneOf,
  person,
  readAs,
  text,
  version,
  whole,
  zone,
} from '../fields.ts'
import { type Kind, kind } from '../kind.ts'

const contestId = id('The contest')
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const leaves = json('Digests', z.array(hash).max(mostPeople), { most: 8 << 20 })
/** Facts of an older form may lack some; they are read with what is usual then. */
const facts = z.record(z.string().max(40), z.json())

export const contestsKinds: readonly Kind[] = [
  {
    ...kind(
      'contests',
      'contests',
      'Contests. One that was under way ends with the house in which it was held.',
      't.id',
      {
        id: id('Its id'),
        name: text('Its name', 120),
        version,
        stage: readAs(
          "case when t.stage in ('open', 'frozen') then 'cancelled' else t.stage end",
          oneOf(['draft', 'open', 'frozen', 'drawn', 'cancelled'], 'How far it is'),
        ),
        facts: json('What its rules are made of', facts),
        timeZone: zone('In which its times are told', 100),
        startsAt: maybe(instant('When it begins')),
        endsAt: maybe(instant('When it ends')),
        winners: whole('How many', 1, 100),
        form: json('What its form asks', FormSetting.partial()),
        openedAt: maybe(instant('When it opened')),
        commitment: maybe(text('The digest of the first seed', 64)),
        frozenAt: maybe(instant('When its list was closed')),
        listHash: maybe(text('The digest of the list', 64)),
        beacon: json('Which public number goes into it', Beacon.nullable()),
        cancelledAt: maybe(instant('When it was cancelled')),
        cancelledWhy: maybe(text('Why', 1000)),
        eraseAt: maybe(instant('When the data of those who took part goes')),
        erasedAt: maybe(instant('When it went')),
        erased: json('What went', z.object({ people: z.int(), entries: z.int() }).nullable()),
        createdAt: madeAt,
        updatedAt: instant('When it was last saved'),
      },
      { token: 'The end of its address in the old house; it has another here.' },
    ),
    since: 4,
  },
  {
    ...kind('contest-rules', 'contest_rules', 'Rules as they were published.', 't.contest_id, t.version', {
      contestId,
      version,
      texts: json('The rules by language', z.record(z.string().max(10), z.json()), { most: 1 << 20 }),
      packs: json(
        'By which packs',
        z.array(z.object({ id: z.string().max(40), version: z.string().max(40) })).max(50),
      ),
      reason: text('Why they were changed', 1000),
      userId: person('Who published them'),
      at: instant('When'),
    }),
    since: 4,
  },
  {
    ...kind('contest-lists', 'contest_lists', 'Published lists; digests that name nobody.', 't.contest_id', {
      contestId,
      leaves,
    }),
    since: 4,
  },
  {
    ...kind('contest-draws', 'contest_draws', 'Rounds that were drawn.', 't.contest_id, t.round', {
      contestId,
      round: whole('Which', 1, 32),
      reason: oneOf(DrawReason.options, 'Why it was drawn'),
      winners: whole('How many', 1, 100),
      seed: text('Its seed, which is public', 64),
      beacon: text('The public number', 1000),
      beaconProof: text('The signature of who made it', 1000),
      leaves,
      userId: person('Who drew'),
      drawnAt: instant('When'),
    }),
    since: 4,
  },
  {
    ...kind('consents', 'consents', 'What people who are no members agreed to.', 't.given_at, t.id', {
      id: id('Its id'),
      who: text('Their mail address', 254),
      whoKey: text('The same in small letters', 254),
      purpose: oneOf(ConsentPurpose.options, 'To what'),
      words: text('Word for word', 4000),
      version: text('Of the words', 64),
      language: text('In which language', 10),
      how: oneOf(['form', 'staff'], 'How'),
      subjectKind: text('What it was given for', 40),
      subjectId: id('Which'),
      givenAt: instant('When'),
      confirmedAt: maybe(instant('When their address answered')),
      withdrawnAt: maybe(instant('When it was taken back')),
      withdrawnHow: maybe(oneOf(['link', 'staff'], 'How')),
      keepUntil: maybe(instant('After which the record goes')),
    }),
    since: 4,
  },
]
