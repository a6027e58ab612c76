import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { type House, house } from './house.ts'
import { faults, shot } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channelId: string

beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  channelId = (await bakery(home, workspaceId)).channels.bluesky
})

const looks = [
  { size: 'desktop', theme: 'light' },
  { size: 'phone', theme: 'dark' },
] as const

async function call(page: Page, method: 'get' | 'post', path: string, data?: object) {
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const answer = await page.context().request[method](`/api/v1${path}`, { headers, ...(data && { data }) })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

test('a rule is made; what waits is approved by the keyboard and several at once', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/approvals')
  await page.getByText('No post needs a yes').waitFor()
  await shot(page, 'approvals-none')
  expect(await faults(page, complaints)).toEqual([])
  await page.getByRole('button', { name: 'Add a rule' }).click()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Name', { exact: true }).fill('All posts')
  await form.getByLabel('What is looked at').fill('Tone and facts')
  const roles = form.getByRole('group', { name: 'Or everybody who is' })
  await roles.getByRole('button', { name: 'owners' }).click()
  await form.getByRole('checkbox', { name: 'People outside, by a link' }).click()
  await form.getByLabel('Hours to answer').fill('48')
  await shot(page, 'approvals-rule', { whole: true })
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('The rule is saved', { exact: false }).waitFor()
  await page.getByRole('tab', { name: 'Waiting' }).click()
  await page.getByText('A day in the bakery', { exact: false }).first().waitFor()
  await shot(page, 'approvals-queue', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await page.getByText('Approved.', { exact: true }).first().waitFor()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Approve 1 post' }).click()
  await page.getByText('1 post approved.', { exact: false }).waitFor()
  await page.keyboard.press('r')
  await page.getByRole('dialog').getByLabel('What is to be changed?').fill('Say when the course begins.')
  await page.getByRole('dialog').getByRole('button', { name: 'Request a change' }).click()
  await page.getByText('1 request for change').waitFor()
  await page.goto('/')
  await page.getByText(/wait for your approval/).waitFor()
  await shot(page, 'approvals-today')
  expect(complaints).toEqual([])
})

test('a post shows its steps and takes remarks; a client answers on the phone without an account', async () => {
  const { page, complaints } = await home.signedIn()
  const at = new Date(Date.now() + 40 * 3_600_000).toISOString()
  const post = await call(page, 'post', '/posts', {
    content: { parts: [{ text: 'Our bread is warm at seven' }] },
    variants: [{ channelId }],
    schedule: { kind: 'at', at },
  })
  for (const look of looks) {
    const { page: seen, complaints: told } = await home.signedIn(look)
    await seen.goto(`/posts/${post.id}`)
    await seen.getByText('Tone and facts').waitFor()
    await shot(seen, `approval-post-${look.size}`, { whole: true })
    expect(await faults(seen, told)).toEqual([])
  }
  await page.goto(`/posts/${post.id}`)
  await page.getByPlaceholder('Say something').fill('Is seven right?')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await page.getByText('Is seven right?').waitFor()
  await page.getByRole('button', { name: 'Link for a client' }).click()
  await page.getByLabel('For whom').fill('The bank')
  await page.getByRole('button', { name: 'Make a link' }).click()
  const link = await page.getByRole('textbox', { name: 'The link', exact: true }).inputValue()
  for (const language of ['en', 'lv', 'ru', 'th', 'vi'] as const) {
    const phone = await visitor(home.url, {
      size: 'phone',
      theme: language === 'en' ? 'light' : 'dark',
      language,
    })
    await phone.page.goto(link)
    await phone.page.getByText('Our bread is warm at seven').first().waitFor()
    await shot(phone.page, `approval-client-${language}`, { whole: true })
    expect(await faults(phone.page, phone.complaints)).toEqual([])
    expect(await phone.page.locator('meta[name=robots]').getAttribute('content')).toContain('noindex')
    if (language !== 'en') await phone.context.close()
    else {
      await phone.page.getByLabel('Your name').fill('Anna')
      await phone.page.getByRole('button', { name: 'Request a change' }).click()
      await phone.page.getByLabel('What is to be changed?').fill('At eight, please.')
      await phone.page.getByRole('button', { name: 'Request a change' }).click()
      await phone.page.getByText('At eight, please.').waitFor()
      await phone.page.getByRole('button', { name: 'Approve' }).click()
      await phone.page.getByText('Thank you, Anna.').waitFor()
    }
  }
  await page.reload()
  await page.getByText('At eight, please.').waitFor()
  await page.getByText(/Anna said yes/).waitFor()
  const { page: small, complaints: told } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await small.goto('/approvals')
  await small.getByRole('tab', { name: 'Client links' }).click()
  await small.getByText('1 post approved').waitFor()
  await small.getByRole('button', { name: 'Revoke' }).click()
  await small.getByText('1 post approved with it stays approved', { exact: false }).waitFor()
  await shot(small, 'approvals-links', { whole: true })
  expect(await faults(small, told)).toEqual([])
  expect(complaints).toEqual([])
})

test('a step asks whoever approves a kind of work, and says when the team names nobody', async () => {
  const { page, complaints } = await home.signedIn()
  const work = await call(page, 'post', '/team/works', { name: 'Texts', function: 'content' })
  await page.goto('/approvals?tab=rules')
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Name', { exact: true }).fill('By the team')
  await form.getByLabel('What is looked at').fill('Spelling')
  await form
    .getByRole('group', { name: 'Or everybody who is' })
    .getByRole('button', { name: 'managers' })
    .click()
  await form
    .getByRole('group', { name: 'Or whoever approves, by the team' })
    .getByRole('button', { name: 'Texts' })
    .click()
  await form.getByText('For “Texts” the team names nobody who may approve', { exact: false }).waitFor()
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('nobody can pass this step', { exact: false }).waitFor()
  const { userId } = await home.ctx.db.selectFrom('members').select('userId').executeTakeFirstOrThrow()
  const person = await call(page, 'post', '/team/people', { userId })
  await home.ctx.db
    .insertInto('teamParts')
    .values({ workspaceId, workId: work.id, personId: person.id, parts: ['approves'] })
    .execute()
  for (const look of looks) {
    const { page: seen, complaints: told } = await home.signedIn(look)
    await seen.goto('/approvals?tab=rules')
    await seen.getByRole('button', { name: /^By the team/ }).click()
    await seen.getByText('“Texts” asks now: Ieva Kalniņa.').waitFor()
    await shot(seen, `approvals-team-${look.size}`, { whole: true })
    expect(await faults(seen, told)).toEqual([])
  }
  expect(complaints).toEqual([])
})
