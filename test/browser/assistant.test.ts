import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FakeModel, startFakeModel } from '../../src/modules/create/assistant/fake.fixture.ts'
import { createOutbound, type Outbound } from '../../src/platform/http/index.ts'
import { type House, house } from './house.ts'
import { barriers, faults, languages, misfits, shot } from './look.ts'
import { bakery } from './seed.ts'

let fake: FakeModel
let outbound: Outbound
let home: House
beforeAll(async () => {
  fake = await startFakeModel()
  outbound = createOutbound({ allowedHosts: [fake.host] })
  home = await house({ fetch: outbound })
  const { workspaceId, context } = await home.signedIn()
  await context.close()
  await bakery(home, workspaceId)
})
afterAll(async () => {
  await outbound.close()
  await fake.stop()
})

const long = 'We bake our rye bread of the old kind each night, slowly, in an oven of stone.'
const short = 'Rye bread of the old kind, baked each night in stone.'

test('a model is set up and tried, shortens a text, and a person takes the words or takes them back', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/settings/assistant')
  await page.getByLabel('Address').fill(`${fake.url}/`)
  await page.getByRole('textbox', { name: 'Model' }).fill('small')
  await page.getByRole('textbox', { name: /^Key/ }).fill('sk-secret-1')
  await page.getByLabel('Price of a million tokens sent').fill('0.15')
  await page.getByLabel('Price of a million tokens that come back').fill('0.6')
  await page.getByLabel('Most that a month may cost').fill('20')
  await page.getByRole('switch', { name: 'The assistant is on' }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByText('Saved.').waitFor()
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await page.getByText(/It answers, after/).waitFor()
  await page.getByText('A key is kept').waitFor()
  await shot(page, 'assistant-settings', { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(await page.content()).not.toContain('sk-secret-1')

  await page.goto('/posts/new')
  await page.getByRole('region', { name: 'Channels' }).getByRole('button', { pressed: false }).first().click()
  const text = page.getByRole('textbox', { name: 'Text' })
  await text.fill(long)
  await page.getByRole('button', { name: 'Ask the assistant' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/At most so many characters/).fill('60')
  fake.answers(`${long} Really.`, { text: `${short} See https://rye.example`, drip: 5 })
  await sheet.getByRole('button', { name: 'Ask', exact: true }).click()
  await sheet.getByText('This link was not in your text: https://rye.example').waitFor()
  await sheet.getByText(/too long/).waitFor()
  fake.answers(short)
  await sheet.getByRole('button', { name: 'Ask again' }).click()
  await sheet.getByText(/Your limit: 53 of 60/).waitFor()
  await page.waitForTimeout(200)
  await shot(page, 'assistant-sheet')
  expect(await barriers(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Use these words' }).click()
  await expect.poll(() => text.inputValue()).toBe(short)
  await page.getByText('A machine wrote words here.').waitFor()
  const marks = async () => {
    const rows = await home.ctx.db
      .selectFrom('posts')
      .select('machineMade')
      .orderBy('createdAt', 'desc')
      .execute()
    return ((rows[0]?.machineMade ?? []) as { tool: string }[]).map(({ tool }) => tool)
  }
  await expect.poll(marks, { timeout: 5000 }).toEqual(['shorten'])
  await shot(page, 'assistant-marked')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => text.inputValue()).toBe(long)
  await page.getByText('A machine wrote words here.').waitFor({ state: 'detached' })
  await expect.poll(marks, { timeout: 5000 }).toEqual([])
  expect(complaints).toEqual([])
})

test('the other tools show what they bring, each in its own way, on a desk in the light and on a phone in the dark', async () => {
  const { db } = home.ctx
  await db.updateTable('assistants').set({ sees: true }).execute()
  const remarks = [{ quote: 'old kind', problem: 'Not a word of the brand.', instead: 'good old kind' }]
  const looks = [
    ['Write for a channel', 'variant', `${short} Come and taste it at #rye!`, /Come and taste it/],
    ['Translate', 'translate', 'Mēs cepam rudzu maizi katru nakti, lēni, akmens krāsnī.', /Mēs cepam/],
    ['Find hashtags', 'hashtags', '#ryebread\n#bakery\n#riga', '#ryebread'],
    ['Check the tone', 'tone', JSON.stringify(remarks), 'Not a word of the brand.'],
  ] as const
  for (const { size, theme } of [
    { size: 'desktop', theme: 'light' },
    { size: 'phone', theme: 'dark' },
  ] as const) {
    const { page, complaints } = await home.signedIn({ size, theme })
    await page.goto('/posts/new')
    const channels = page.getByRole('region', { name: 'Channels' })
    await channels.getByRole('button', { pressed: false }).first().click()
    await page.getByRole('textbox', { name: 'Text' }).fill(long)
    await page.getByRole('button', { name: 'Ask the assistant' }).click()
    const sheet = page.getByRole('dialog')
    for (const [name, tool, answer, shown] of looks) {
      await sheet.getByRole('combobox').first().click()
      await page.getByRole('option', { name, exact: true }).click()
      fake.answers({ text: answer, drip: 5 })
      await sheet.getByRole('button', { name: 'Ask', exact: true }).click()
      await sheet.getByRole('button', { name: 'Ask again' }).waitFor()
      await sheet.getByText(shown).first().waitFor()
      expect(await sheet.getByText('{"quote"').count()).toBe(0)
      await page.waitForTimeout(200)
      await shot(page, `assistant-${tool}-${size}`)
      expect(await faults(page, complaints)).toEqual([])
    }
    await sheet.getByRole('button', { name: 'Use', exact: true }).click()
    await page.keyboard.press('Escape')
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        ...{ name: `loaf-${size}.png`, mimeType: 'image/png' },
        buffer: await sharp({ create: { width: 640, height: 400, channels: 3, background: '#b5793c' } })
          .png()
          .toBuffer(),
      })
    fake.answers('A loaf of rye bread on a table of oak.')
    await page.getByRole('button', { name: 'Describe the picture' }).click()
    await sheet.getByRole('button', { name: 'Ask', exact: true }).click()
    await sheet.getByText('A loaf of rye bread').waitFor()
    await page.waitForTimeout(200)
    await shot(page, `assistant-alt-${size}`)
    expect(await faults(page, complaints)).toEqual([])
    await page.context().close()
  }
})

test('cancelling hangs up at the model and keeps what had come; on a phone in the dark nothing is out of reach', async () => {
  const { page, complaints } = await home.signedIn({ size: 'phone', theme: 'dark' })
  await page.goto('/posts/new')
  await page.getByRole('textbox', { name: 'Text' }).fill(long)
  await page.getByRole('button', { name: 'Ask the assistant' }).click()
  const sheet = page.getByRole('dialog')
  fake.asked.length = 0
  fake.answers({ text: 'Rye and ', forever: true })
  await sheet.getByLabel(/At most so many characters/).fill('60')
  await sheet.getByRole('button', { name: 'Ask', exact: true }).click()
  await sheet.getByText(/Rye and and on/).waitFor()
  await sheet.getByRole('button', { name: 'Cancel' }).click()
  await sheet.getByText('It broke off; the end is missing.').waitFor()
  await expect.poll(() => fake.asked[0]?.hungUp, { timeout: 5000 }).toBe(true)
  await page.waitForTimeout(200)
  await shot(page, 'assistant-phone-dark')
  expect(await faults(page, complaints)).toEqual([])
  await page.goto('/settings/assistant')
  await page.getByText('broke off').or(page.getByText('cancelled')).first().waitFor()
  await shot(page, 'assistant-settings-phone-dark', { whole: true })
  expect(await faults(page, complaints)).toEqual([])
  expect(complaints).toEqual([])
})

test.each(languages)('the settings fit in %s', async (language) => {
  const visit = await home.signedIn({ size: 'phone', theme: 'light', language })
  expect(await misfits(visit, { settings: '/settings/assistant' }, `assistant-${language}`)).toEqual({})
})
