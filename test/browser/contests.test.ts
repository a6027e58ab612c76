import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { noFacts } from '../../src/modules/create/contests/plain/facts.ts'
import { visitor } from './browser.ts'
import { type House, house } from './house.ts'
import { faults, languages, misfits, shot } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let contestId: string

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  await bakery(home, workspaceId)
})

const contest = () =>
  home.ctx.db.selectFrom('contests').selectAll().where('id', '=', contestId).executeTakeFirstOrThrow()

/** So many who liked, set aside by their young accounts. */
async function crowd(many: number): Promise<void> {
  const { db } = home.ctx
  const signals = JSON.stringify([
    { signal: 'new_account', weight: 2, count: 3 },
    { signal: 'no_posts', weight: 2, count: null },
  ])
  for (let n = 1; n <= many; n++) {
    const { id } = await db
      .insertInto('contestPeople')
      .values({ workspaceId, contestId, state: 'aside', signals, weight: 4 })
      .returning('id')
      .executeTakeFirstOrThrow()
    const own = { sameKey: `account:fake:${n}`, handle: `@young${n}`, network: 'fake', way: 'like' }
    const at = new Date()
    await db
      .insertInto('contestEntries')
      .values({ workspaceId, contestId, personId: id, ...own, at, confirmedAt: at, accountAt: at, posts: 0 })
      .execute()
    await db
      .insertInto('contestKeys')
      .values({ workspaceId, contestId, personId: id, key: own.sameKey })
      .execute()
  }
}

async function call(page: Page, method: 'put' | 'post', path: string, data: object) {
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const answer = await page.context().request[method](`/api/v1${path}`, { headers, data })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

const facts = {
  ...noFacts,
  organiser: 'Riga Bakery',
  address: 'Brīvības iela 1, Riga',
  contact: 'hello@bakery.example',
  prizes: [{ what: 'A basket of bread', count: 1, value: '25.50', currency: 'EUR' }],
  jurisdictions: ['EU'],
  answerDays: 7,
  privacyUrl: 'https://bakery.example/privacy',
  showWinners: true,
  languages: ['en', 'lv', 'ru', 'th', 'vi'],
}

test('a contest is set, says what it lacks, opens, is entered from a phone, drawn, and checked by anybody', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/contests')
  await page.getByText('No contest yet').waitFor()
  await page.getByRole('button', { name: 'New contest' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Spring bread')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByText('The rules lack:').waitFor()
  contestId = /contests\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''
  await page.getByLabel('Organiser').fill('Riga Bakery')
  await page.getByLabel('Mail address for questions').fill('nowhere')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save' }).waitFor()
  await page.getByLabel('Mail address for questions').fill('hello@bakery.example')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' })
  await shot(page, 'contest-draft', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  const { version } = await contest()
  const year = new Date().getUTCFullYear()
  await call(page, 'put', `/contests/${contestId}/setting`, {
    ...{ version, name: 'Spring bread', facts, timeZone: 'Europe/Riga', winners: 1 },
    ...{ startsAt: `${year - 1}-01-01T09:00`, endsAt: `${year + 1}-06-01T09:00` },
    form: { on: true, question: 'Which bread do you like?', news: 'News of the bakery by mail' },
  })
  await page.reload()
  await page.getByText('Rules: Spring bread').or(page.getByText('Who organises it')).first().waitFor()
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await page.getByRole('tab', { name: /Who takes part/ }).waitFor()

  const { token } = await contest()
  const phone = await visitor(home.url, { size: 'phone', theme: 'dark' })
  await phone.page.goto(`/c/${token}`)
  await phone.page.getByRole('button', { name: 'Take part' }).click()
  await phone.page.getByText('Tick the box').waitFor()
  await phone.page.getByLabel('Your name').fill('Anna Kalniņa')
  await phone.page.getByLabel('Your mail address').first().fill('anna@mail.example')
  await phone.page.getByLabel('Which bread do you like?').fill('Rye')
  await phone.page.getByRole('checkbox', { name: /I have read the rules/ }).click()
  await shot(phone.page, 'contest-page-form', { whole: true })
  expect(await faults(phone.page, phone.complaints)).toEqual([])
  await phone.page.getByRole('button', { name: 'Take part' }).click()
  await phone.page.getByText('You take part, once.').waitFor()

  // A crowd of young accounts is judged at once, and the verdict taken back at once.
  await crowd(30)
  await page.getByRole('tab', { name: /Who takes part/ }).click()
  await page.getByRole('tab', { name: /Set aside/ }).click()
  await page.getByRole('button', { name: '@young1', exact: true }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByText('2 people chosen').waitFor()
  await shot(page, 'contest-many')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('checkbox', { name: 'Choose the 30 shown' }).click()
  await page.getByRole('button', { name: 'Exclude', exact: true }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('Machines')
  await page.getByRole('dialog').getByRole('button', { name: 'Exclude', exact: true }).click()
  await page.getByText('30 people excluded').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('30 people are as before').waitFor()
  await page.getByRole('checkbox', { name: 'Choose the 30 shown' }).click()
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.getByText('30 people kept').waitFor()
  await page.getByRole('tab', { name: 'All', exact: true }).click()
  await page.getByRole('button', { name: 'Anna Kalniņa' }).click()
  await page.getByText('Rye').waitFor()
  await shot(page, 'contest-taker')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.getByRole('button', { name: 'Judge anew' }).waitFor()
  await page.keyboard.press('Escape')

  // Its time is over.
  await home.ctx.db
    .updateTable('contests')
    .set({ endsAt: new Date(Date.now() - 1000) })
    .where('id', '=', contestId)
    .execute()
  await home.ctx.db
    .updateTable('contestEntries')
    .set({ at: new Date(Date.now() - 60_000) })
    .execute()
  await page.reload()
  await page.getByRole('tab', { name: 'Draw and winners' }).click()
  await page.getByRole('button', { name: 'Close and publish' }).click()
  await shot(page, 'contest-close')
  await page.getByRole('dialog').getByRole('combobox', { name: 'Public number' }).click()
  await page.getByRole('option', { name: 'None' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close and publish' }).click()
  await page.getByRole('button', { name: 'Draw', exact: true }).click()
  await page.getByText('Round 1, place 1').waitFor()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByLabel('Named in public as').fill('Anna K.')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await shot(page, 'contest-winners', { whole: true })
  expect(await faults(page, complaints)).toEqual([])

  const { salt } = await home.ctx.db
    .selectFrom('contestPeople')
    .select('salt')
    .where('contestId', '=', contestId)
    .executeTakeFirstOrThrow()
  await phone.page.reload()
  await phone.page.getByText('Anna K.').waitFor()
  await phone.page.getByLabel('Code').fill(salt)
  await phone.page.getByLabel('Your mail address').fill('Anna+x@mail.example')
  await phone.page.getByRole('button', { name: 'Check', exact: true }).click()
  await phone.page.getByText('You are on the list.').waitFor()
  await phone.page.getByText('It holds').waitFor()
  await shot(phone.page, 'contest-page-drawn', { whole: true })
  expect(await faults(phone.page, phone.complaints)).toEqual([])

  await page.goto('/consents')
  await page.getByText('anna@mail.example').waitFor()
  await shot(page, 'consents', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
})

test.each(languages)('contests fit in %s, for the team and for everybody', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const { token } = await contest()
  const at = `/contests/${contestId}`
  const places = {
    ...{ all: '/contests', set: at, people: `${at}?tab=people`, draw: `${at}?tab=draw` },
    ...{ consents: '/consents', page: `/c/${token}` },
  }
  expect(await misfits(visit, places, `contest-${language}`)).toEqual({})
})
