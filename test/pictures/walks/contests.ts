import { enterByForm } from '../../../src/modules/create/contests/page.ts'
import { noFacts } from '../../../src/modules/create/contests/plain/facts.ts'
import { day, type Studio, today } from '../studio.ts'
import { once, open, type Walk } from './steps.ts'

const facts = {
  ...noFacts,
  organiser: 'Belltower Coffee',
  address: 'Zvanu iela 4, Riga',
  contact: 'hello@belltower.example',
  prizes: [
    { what: 'A year of coffee', count: 1, value: '240', currency: 'EUR' },
    { what: 'A morning at the roaster', count: 2, value: '60', currency: 'EUR' },
  ],
  jurisdictions: ['EU'],
  answerDays: 7,
  privacyUrl: 'https://belltower.example/privacy',
  showWinners: true,
  languages: ['en', 'lv'],
}

const people = [
  ['Anna Ozola', 'Huila, because of the plums'],
  ['Pēteris Liepa', 'Whatever Ilze likes'],
  ['Nguyễn Thu Hà', 'Đà Lạt'],
  ['Marija Sokolova', 'Sidamo'],
  ['James Barlow', 'Win win win'],
  ['Jim Barlow', 'Win win win'],
  ['J. Barlow', 'Win win win'],
  ['Barlow Family', 'Win win win'],
  ['Somchai Rattana', 'Doi Chang'],
  ['Līga Kalniņa', 'Something with milk'],
] as const

/** A contest that is open from one day to another, and has been entered. */
async function hold(studio: Studio, name: string, from: number, to: number): Promise<string> {
  const { call, ctx, clock } = studio
  clock.to(new Date(today.getTime() + from * 86_400_000))
  const { id } = await call('POST', '/contests', { name })
  const { version } = await call<{ version: number }>('GET', `/contests/${id}/setting`)
  await call('PUT', `/contests/${id}/setting`, {
    ...{ version, name, facts, timeZone: 'Europe/Riga', winners: 3 },
    ...{ startsAt: `${day(from)}T09:00`, endsAt: `${day(to)}T20:00` },
    form: { on: true, question: 'What should we roast first?', news: 'News of the roastery by mail' },
  })
  const set = await call<{ version: number }>('GET', `/contests/${id}/setting`)
  await call('POST', `/contests/${id}/open`, { version: set.version })
  const { token } = await ctx.db
    .selectFrom('contests')
    .select('token')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  for (const [n, [person, answer]] of people.entries()) {
    clock.to(new Date(today.getTime() + (from + 0.2) * 86_400_000 + n * 7 * 60_000))
    const ip = answer === 'Win win win' ? '203.0.113.9' : `198.51.100.${n}`
    await enterByForm(
      ctx,
      token,
      {
        ...{ mail: `person${n}@mail.example`, name: person, answer, handles: [], language: 'en' },
        ...{ rulesVersion: 1, agreed: true, news: n % 3 === 0, website: '' },
      },
      { ip, requestId: null } as never,
    )
  }
  clock.to(today)
  return id
}

let running = ''
let over = ''
const holdBoth = once(async (studio) => {
  over = await hold(studio, 'Name the new blend', -16, -2)
  running = await hold(studio, 'What do we roast first?', -6, 8)
})

export const entries: Walk = async (page, studio) => {
  await holdBoth(studio)
  await open(page, studio, `/contests/${running}?tab=people`)
  await page.getByRole('button', { name: 'Anna Ozola' }).waitFor()
}

export const publicPage: Walk = async (page, studio) => {
  await holdBoth(studio)
  const { token } = await studio.ctx.db
    .selectFrom('contests')
    .select('token')
    .where('id', '=', running)
    .executeTakeFirstOrThrow()
  await studio.settle()
  await page.goto(`/c/${token}`)
  await page.getByRole('button', { name: 'Take part' }).waitFor()
}

export const draw: Walk = async (page, studio) => {
  await holdBoth(studio)
  await open(page, studio, `/contests/${over}?tab=people&state=aside`)
  const keep = page.getByRole('button', { name: 'Keep', exact: true })
  for (const name of ['James Barlow', 'Jim Barlow', 'J. Barlow', 'Barlow Family']) {
    await page.getByRole('button', { name, exact: true }).click()
    await keep.click()
    await page.getByRole('button', { name: 'Judge anew' }).waitFor()
    await page.keyboard.press('Escape')
  }
  await page.getByRole('tab', { name: 'Draw and winners' }).click()
  await page.getByRole('button', { name: 'Close and publish' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close and publish' }).click()
  await page.getByRole('button', { name: 'Draw', exact: true }).click()
  await page.getByText('Round 1, place 1').waitFor()
}
