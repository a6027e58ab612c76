import { randomBytes } from 'node:crypto'
import { noFacts } from '../src/modules/create/contests/plain/facts.ts'
import type { Attack, Tally } from './frame/attack.ts'
import type { Answer, Caller } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { plain } from './frame/link.ts'
import { atSecondDoor } from './frame/second-door.ts'

/** More than the brake lets through. */
const entries = 80

const facts = {
  ...noFacts,
  organiser: 'The house',
  contact: 'hello@example.org',
  prizes: [{ what: 'Bread', count: 1, value: '', currency: '' }],
  answerDays: 7,
  privacyUrl: 'https://example.org/privacy',
}

const contests: Attack = {
  name: 'contest-pages',
  run: (house, tally) =>
    atSecondDoor(house, async (from) => {
      const { id, token } = await openContest(house)
      await nothingBefore(house, tally, from('203.0.113.60'))
      await sameAnswers(house, tally, from('203.0.113.61'), id, token)
      await odd(house, tally, from('203.0.113.62'), id, token)
      await links(tally, from('203.0.113.63'))
      await braked(tally, from, token)
      await tellsNobody(house, tally, from('203.0.113.65'), id, token)
    }),
}

async function openContest(house: House): Promise<{ id: string; token: string }> {
  const made = await house.owner('POST contests', { name: 'Attacked' })
  const id = String(made.body.id)
  const year = new Date().getUTCFullYear()
  const set = await house.owner(`PUT contests/${id}/setting`, {
    ...{ version: made.body.version, name: 'Attacked', facts, timeZone: 'UTC', winners: 1 },
    ...{ startsAt: `${year - 1}-01-01T00:00`, endsAt: `${year + 1}-06-01T00:00` },
    form: { on: true, question: 'Why?', news: '' },
  })
  const opened = await house.owner(`POST contests/${id}/open`, { version: set.body.version })
  if (opened.status !== 200) throw new Error(`The contest did not open: ${opened.text}`)
  return { id, token: String(opened.body.url).split('/').at(-1) ?? '' }
}

const entry = (mail: string, more: object = {}) => ({
  ...{ mail, name: 'Anna', language: 'en', rulesVersion: 1, agreed: true, ...more },
})
const enter = (visit: Caller, token: string, body: object): Promise<Answer> =>
  visit(`POST contest-pages/${token}/entries`, body)

const countPeople = async (house: House, id: string): Promise<number> => {
  const { rows } = await house.ctx.database.pool.query(
    'select count(*)::int as n from contest_people where contest_id = $1',
    [id],
  )
  return rows[0]?.n
}

/** A draft has no page, and one that never was looks the same. */
async function nothingBefore(house: House, tally: Tally, visit: Caller): Promise<void> {
  const draft = await house.owner('POST contests', { name: 'Only a draft' })
  const token = String(draft.body.url).split('/').at(-1)
  const never = randomBytes(16).toString('hex')
  for (const path of ['', '/draw']) {
    const [one, other] = [
      await visit(`GET contest-pages/${token}${path}`),
      await visit(`GET contest-pages/${never}${path}`),
    ]
    tally.check(`a draft looks like none: ${path}`, one.status === 404 && plain(one) === plain(other), [
      one.text,
      other.text,
    ])
  }
  for (const odd of ["' or 1=1 --", '..%2f..%2fme', '%00', '0'.repeat(33), token?.toUpperCase() ?? ''])
    tally.check(
      `a name that is none opens nothing: ${odd}`,
      (await visit(`GET contest-pages/${encodeURIComponent(odd)}`)).status >= 400,
    )
}

/** Whether an address takes part is told by no answer, and pressing often makes nobody more. */
async function sameAnswers(house: House, tally: Tally, visit: Caller, id: string, token: string) {
  const first = await enter(visit, token, entry('known@example.org'))
  tally.check(
    'control: somebody takes part',
    first.status === 200 && (await countPeople(house, id)) === 1,
    first.text,
  )
  const ways = ['known@example.org', 'KNOWN@example.org', 'known+2@example.org']
  const again = await Promise.all(ways.map((mail) => enter(visit, token, entry(mail))))
  for (const answer of again)
    tally.check(
      'an address that takes part is answered like any',
      plain(answer) === plain(first),
      answer.text,
    )
  tally.check('they are one', (await countPeople(house, id)) === 1)
  const trapped = await enter(visit, token, entry('bot@example.org', { website: 'https://evil.example' }))
  tally.check('a program that fills in all hears the same', plain(trapped) === plain(first), trapped.text)
  tally.check('and takes no part', (await countPeople(house, id)) === 1)
}

/** What the form does not have is not taken, and nothing counts without consent. */
async function odd(house: House, tally: Tally, visit: Caller, id: string, token: string): Promise<void> {
  const before = await countPeople(house, id)
  const bodies: Record<string, object> = {
    'without consent': entry('a@example.org', { agreed: false }),
    'without saying so': { ...entry('a@example.org'), agreed: undefined },
    'with consent as text': entry('a@example.org', { agreed: 'true' }),
    'to rules that never were': entry('a@example.org', { rulesVersion: 99 }),
    'with a network that is not there': entry('a@example.org', {
      handles: [{ network: 'x', handle: 'anna' }],
    }),
    'with a hundred handles': entry('a@example.org', {
      handles: Array.from({ length: 100 }, () => ({ network: 'mastodon', handle: 'anna' })),
    }),
    'with a head in the mail address': entry('a@example.org\r\nBcc: all@example.org'),
    'with two mail addresses': entry('a@example.org,b@example.org'),
    'with a list for a name': entry('a@example.org', { name: ['Anna'] }),
    'with a book for an answer': entry('a@example.org', { answer: 'x'.repeat(100_000) }),
  }
  for (const [how, body] of Object.entries(bodies)) {
    const { status, text } = await enter(visit, token, body)
    tally.check(`nobody takes part ${how}`, status >= 400 && status < 500, text)
  }
  tally.check('nobody came of it', (await countPeople(house, id)) === before)
  const sly = entry('sly@example.org', {
    state: 'kept',
    confirmedAt: '2020-01-01',
    at: '2020-01-01',
    weight: -9,
  })
  await enter(visit, token, sly)
  const { rows } = await house.ctx.database.pool.query(
    `select p.state, p.weight, e.at > now() - interval '1 day' as fresh from contest_entries e
      join contest_people p on p.id = e.person_id where e.contest_id = $1 and e.mail = 'sly@example.org'`,
    [id],
  )
  const [row] = rows
  tally.check(
    'nobody sets more than the form asks',
    row?.weight >= 0 && row?.state !== 'kept' && row?.fresh === true,
    row,
  )
}

/** Links of letters are made by the house alone, and one that is none says nothing. */
async function links(tally: Tally, visit: Caller): Promise<void> {
  const id = '01900000-0000-7000-8000-000000000000'
  const forged = [`${id}.`.padEnd(40, 'x'), `${id}.${randomBytes(32).toString('base64url')}`, 'x'.repeat(60)]
  for (const call of [
    'POST contest-confirmations',
    'POST shared-consent',
    'POST shared-consent/withdraw',
  ] as const) {
    const answers = new Set<string>()
    for (const token of forged) answers.add(plain(await visit(call, { token })))
    tally.check(`${call} takes no forged link, and says the same of all`, answers.size === 1, [...answers])
    tally.check(
      `${call} finds nothing`,
      [...answers].every((one) => one.startsWith('404')),
      [...answers],
    )
  }
}

async function braked(tally: Tally, from: (address: string) => Caller, token: string): Promise<void> {
  const visit = from('203.0.113.64')
  for (let n = 0; n < entries; n++) {
    const { status, headers } = await enter(visit, token, entry(`flood${n}@example.org`))
    if (status !== 429) continue
    tally.check(
      'who floods the form is slowed down',
      Number(headers['retry-after']) > 0,
      headers['retry-after'],
    )
    const other = await enter(from('203.0.113.66'), token, entry('elsewhere@example.org'))
    return void tally.check('others still take part', other.status === 200, other.text)
  }
  tally.check('who floods the form is slowed down', false, `${entries} entries`)
}

/** Neither page nor draw names anybody, and what a flood made is set aside. */
async function tellsNobody(
  house: House,
  tally: Tally,
  visit: Caller,
  id: string,
  token: string,
): Promise<void> {
  const page = await visit(`GET contest-pages/${token}`)
  tally.check('control: the page is there', page.status === 200, page.text)
  tally.check('it names nobody who takes part', !/flood|known@|sly@/.test(page.text), page.text)
  tally.check(
    'it tells no id of the house',
    !page.text.includes(house.workspaceId) && !page.text.includes(id),
  )
  const listed = await visit(`GET contests/${id}/people`)
  tally.check('who takes part is told to nobody outside', listed.status === 401, listed.text)
  const aside = await house.owner(`GET contests/${id}/people?state=aside&limit=100`)
  const count = (aside.body.items as unknown[] | undefined)?.length ?? 0
  tally.check('a flood from one place is set aside for a person', count > 20, count)
}

export const contestAttacks: readonly Attack[] = [contests]
