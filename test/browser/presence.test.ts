import { beforeAll, expect, test } from 'vitest'
import { runAudit } from '../../src/modules/plan/presence/run.ts'
import { impostor, joinBakery, presenceFake } from '../factories/presence.ts'
import { type House, house } from './house.ts'
import { barriers, faults, languages, looks, misfits, shot, smallTargets } from './look.ts'

let home: House
let workspaceId: string
let fake: Awaited<ReturnType<typeof presenceFake>>['fake']

beforeAll(async () => {
  const made = await presenceFake()
  fake = made.fake
  home = await house({ fetch: made.fetch })
  await fake.start(() => new Date())
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  return () => fake.stop()
})

/** What a worker would do with what somebody asked for. */
async function work(): Promise<void> {
  const { id } = await home.ctx.db
    .selectFrom('presenceRuns')
    .select('id')
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  await runAudit(home.ctx, workspaceId, id)
}

test('without any account the page says what it is for', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/presence')
  await page.getByText('No account yet').waitFor()
  await shot(page, 'presence-empty')
  expect(await faults(page, complaints)).toEqual([])
})

test('an account is typed in, refused twice at its field, and taken out with a way back', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/presence')
  const enter = async () => {
    await page.getByRole('button', { name: 'Enter an account' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Network').fill('Pinterest')
    await dialog.getByLabel('Handle').fill('birchbakery')
    await dialog.getByRole('button', { name: 'Enter', exact: true }).click()
    return dialog
  }
  await enter()
  await page.getByText('birchbakery stands in the inventory.').waitFor()
  const dialog = await enter()
  await dialog.getByText('This account is in the inventory already.').waitFor()
  expect(await dialog.getByLabel('Handle').inputValue()).toBe('birchbakery')
  await shot(page, 'presence-account-known')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Take out of the inventory' }).click()
  await page.getByText('No account yet').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('heading', { name: 'birchbakery' }).waitFor()
  expect(complaints.filter((one) => !/409/.test(one))).toEqual([])
})

test('an audit is begun, goes on by itself, and shows what it found', async () => {
  await joinBakery(home.ctx, workspaceId, fake)
  fake.stranger('person1-official.test', impostor, { followers: 9, posts: 2 })
  fake.stranger('person1help.test', { ...impostor, displayName: 'Birсh Ваkerу' }, { followers: 3, posts: 1 })
  fake.stranger('person1fans.test', {
    displayName: 'Birch Bakery Fan Club',
    description: 'Unofficial, by fans',
  })
  const { page, complaints } = await home.signedIn()
  await page.goto('/presence')
  await page.getByRole('button', { name: 'Audit now' }).click()
  await page.getByText('An audit is under way').waitFor()
  await shot(page, 'presence-running')
  expect(await page.getByRole('button', { name: 'Audit now' }).isDisabled()).toBe(true)
  await work()
  await page.getByText('2 likely impostors without a verdict').waitFor()
  await page.getByText('Suggested: Mend').waitFor()
  await shot(page, 'presence-found', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
})

test('Today says that somebody waits for a word', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/')
  await page.getByText('Somebody may be passing themselves off as you').first().waitFor()
  await shot(page, 'presence-today')
  expect(await faults(page, complaints)).toEqual([])
})

test('a suspect stands beside our account, is judged by a key, and that is taken back', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/presence/suspects')
  await page.getByRole('link', { name: 'Birch Bakery', exact: true }).first().click()
  await page.getByRole('heading', { name: 'Side by side' }).waitFor()
  await page.getByText('Same picture').waitFor()
  await shot(page, 'presence-suspect', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Undecided' }).focus()
  await page.keyboard.press('1')
  await page.getByText('person1-official.test: Impostor.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('taken back').waitFor()
  // Where somebody writes, a digit is a digit.
  await page.getByLabel('Why').fill('Asked for 1 card number')
  await page.getByRole('button', { name: 'Impostor', exact: true }).click()
  await page.getByText('Asked for 1 card number').waitFor()
  expect(complaints).toEqual([])
})

test('evidence is taken with its digest, and the report is noted', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/presence/suspects?show=impostor')
  await page.getByRole('link', { name: 'Birch Bakery', exact: true }).first().click()
  await page.getByRole('button', { name: 'Take evidence now' }).click()
  await page.getByText('Evidence was taken.').waitFor()
  await page.getByText(/SHA-256 [0-9a-f]{64}/).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'JSON' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^evidence-.*\.json$/)
  await page.getByLabel('Number or note').fill('No. 17')
  await page.getByRole('button', { name: 'Note the report' }).click()
  await page.getByText('Noted.').waitFor()
  await page.getByRole('button', { name: 'It was not reported' }).waitFor()
  await shot(page, 'presence-evidence', { whole: true })
  expect(complaints).toEqual([])
})

test('the settings keep what was typed when a site is none', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/presence')
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Your sites').fill('birch.example\nno site')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByText('This is no address of a site').waitFor()
  await shot(page, 'presence-settings')
  expect(await barriers(page)).toEqual([])
  await dialog.getByLabel('Your sites').fill('https://www.birch.example/shop')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  const kept = await home.ctx.db.selectFrom('presenceSettings').select('sites').executeTakeFirst()
  expect(kept?.sites).toEqual(['birch.example'])
  expect(complaints.filter((one) => !/400|422/.test(one))).toEqual([])
})

test.each(looks)('all pages of it fit, in $size and $theme', async (look) => {
  const { page, complaints } = await home.signedIn(look)
  const name = `${look.size}-${look.theme}`
  for (const [place, waits] of [
    ['/presence', 'Suggested: Mend'],
    ['/presence/suspects?show=all', 'person1help.test'],
    ['/presence/runs', 'Audit 1'],
    ['/presence/runs/1', 'Where the audience is and we are not'],
  ] as const) {
    await page.goto(place)
    await page.getByText(waits).first().waitFor()
    await shot(page, `presence-look-${place.split('/').at(-1)?.replace(/\W+/g, '-')}-${name}`, {
      whole: true,
    })
    expect(await faults(page, complaints)).toEqual([])
    expect(await smallTargets(page)).toEqual([])
  }
  await page.goto('/presence/suspects?show=all')
  await page.getByRole('link', { name: 'Birсh Ваkerу' }).click()
  await page.getByText('only looks like').waitFor()
  await shot(page, `presence-look-suspect-${name}`, { whole: true })
  expect(await faults(page, complaints)).toEqual([])
})

test.each(languages)('in %s nothing sticks out', async (language) => {
  const [suspect] = await home.ctx.db.selectFrom('suspects').select('id').orderBy('points', 'desc').execute()
  const visit = await home.signedIn({ size: 'phone', language })
  const places = {
    accounts: '/presence',
    suspects: '/presence/suspects?show=all',
    suspect: `/presence/suspects/${suspect?.id}`,
    run: '/presence/runs/1',
  }
  expect(await misfits(visit, places, `presence-${language}`)).toEqual({})
})
