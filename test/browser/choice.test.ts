import { beforeAll, expect, test } from 'vitest'
import { saveCapacity } from '../../src/modules/plan/content-plan/index.ts'
import { PersonaBody } from '../../src/modules/plan/personas/contract.ts'
import { addPersona } from '../../src/modules/plan/personas/index.ts'
import { makePublication, tell } from '../factories/measure.ts'
import { type House, house } from './house.ts'
import { barriers, looks, shot, smallTargets, sticksOut } from './look.ts'
import { bakery } from './seed.ts'

let home: House
let workspaceId: string
let channels: Awaited<ReturnType<typeof bakery>>['channels']

beforeAll(async () => {
  home = await house()
  const visit = await home.signedIn()
  workspaceId = visit.workspaceId
  await visit.context.close()
  channels = (await bakery(home, workspaceId)).channels
})

const system = () => ({ ...home.actor('owner'), workspaceId })

test('without a persona the first step is offered', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/choice')
  await page.getByText('To whom do you speak?').waitFor()
  await shot(page, 'choice-empty')
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('what can be made is said; networks have scores with reasons, sources and bars; hours that do not carry are told', async () => {
  await addPersona(
    home.ctx,
    system(),
    PersonaBody.parse({
      name: 'Anna',
      kind: 'b2c',
      facts: [
        { field: 'age', range: { from: 24, to: 66 }, evidence: 'survey', knownOn: '2026-05-01' },
        {
          field: 'gender',
          shares: [
            { value: 'women', share: 0.7 },
            { value: 'men', share: 0.3 },
          ],
        },
        {
          field: 'place',
          shares: [
            { value: 'Latvia', share: 0.9 },
            { value: 'Old mill quarter', share: 0.1 },
          ],
        },
      ],
    }),
  )
  const { page, complaints } = await home.signedIn()
  await page.goto('/choice')
  await page.getByText('Say what you can make').waitFor()
  await page.getByRole('button', { name: 'Say it' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('checkbox', { name: 'Text', exact: true }).click()
  await sheet.getByRole('checkbox', { name: 'Picture', exact: true }).click()
  await sheet.getByRole('checkbox', { name: 'Film', exact: true }).click()
  await sheet.getByLabel('Hours for one: Film').fill('many')
  await sheet.getByText('Write hours, such as 0.5.').waitFor()
  await expect.poll(() => sheet.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await sheet.getByLabel('Hours for one: Film').fill('5,5')
  await shot(page, 'choice-settings')
  expect(await barriers(page)).toEqual([])
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  await saveCapacity(home.ctx.db, workspaceId, 2)
  await page.reload()
  await page.getByText('Reckoned for Latvia.').waitFor()
  await page.getByText('The place Old mill quarter was not understood').waitFor()
  await page.getByText('Why: YouTube').click()
  await page.getByText('Only the use of everybody is known, not of these ages.').first().waitFor()
  await page.getByRole('checkbox', { name: 'Choose Bluesky' }).click()
  await page.getByRole('checkbox', { name: 'Choose Mastodon' }).click()
  await page.getByText('hours too many').waitFor()
  await page.getByText(/hardly reached by what is chosen/).waitFor()
  expect(new URL(page.url()).searchParams.get('take')).toBe('bluesky,mastodon')
  await shot(page, 'choice-fit', { whole: true })
  expect(await barriers(page)).toEqual([])
  expect(complaints).toEqual([])
})

test('what was chosen goes into the plans of its channels, and can be taken back', async () => {
  const { page, complaints } = await home.signedIn()
  const hours = async () =>
    (
      await home.ctx.db
        .selectFrom('channelPlans')
        .select('hours')
        .where('channelId', '=', channels.bluesky)
        .executeTakeFirst()
    )?.hours ?? null
  await page.goto('/choice?take=bluesky')
  await page.getByRole('button', { name: 'Take into channel plans' }).click()
  await page.getByText('The plan of 1 channel is filled in.').waitFor()
  expect(Number(await hours())).toBeGreaterThan(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(hours).toBeNull()
  expect(complaints).toEqual([])
})

test('a figure is entered with its source, stands over the reference, and is taken back', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/choice?view=figures&network=youtube')
  await page.getByRole('table', { name: 'Figures of YouTube' }).waitFor()
  await shot(page, 'choice-figures')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Change: everybody, Latvia' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Percent').fill('180')
  await dialog.getByText('Write a number from 0 to 100.').waitFor()
  await dialog.getByLabel('Percent').fill('81,5')
  await dialog.getByLabel('Source').fill('Our survey')
  await dialog.getByLabel('Address').fill('')
  // What was typed is there again after the page was left.
  await page.reload()
  await page.getByRole('button', { name: 'Change: everybody, Latvia' }).click()
  await expect.poll(() => dialog.getByLabel('Source').inputValue()).toBe('Our survey')
  await shot(page, 'choice-figure')
  expect(await barriers(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByText('instead of 75.6%').waitFor()
  await page.getByText('By Ieva Kalniņa').filter({ visible: true }).first().waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('instead of 75.6%').waitFor({ state: 'detached' })
  expect(complaints).toEqual([])
})

test('a table of figures is looked at before it is brought in', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/choice?view=figures')
  await page.getByRole('button', { name: 'Bring in a table' }).click()
  const dialog = page.getByRole('dialog')
  const give = (csv: string) =>
    dialog
      .getByLabel('File')
      .setInputFiles({ name: 'audience.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  const head = 'network,country,measure,dimension,value,number,source,known_on,confidence'
  await give(`${head}\nmastodon,LV,use,age,old,12 %,Survey,2026-05-01,high`)
  await dialog.getByText('1 line is wrong; nothing was brought in').waitFor()
  await shot(page, 'choice-import')
  expect(await barriers(page)).toEqual([])
  await give(`${head}\nmastodon,LV,use,age,18-29,12 %,Survey,2026-05-01,high`)
  await dialog.getByRole('button', { name: 'Bring in 1 figure' }).click()
  await page.getByText('1 figure was brought in.').waitFor()
  await page.getByRole('table', { name: 'Figures of Mastodon' }).waitFor()
  expect(complaints).toEqual([])
})

const dayMs = 86_400_000

/** Three weeks of posts on both channels; one of them answers better. */
async function play(): Promise<void> {
  for (let ago = 27; ago >= 4; ago--) {
    if (ago % 2 === 0) continue
    const at = new Date(Date.now() - ago * dayMs)
    for (const [channel, likes] of [
      [channels.bluesky, 24 + (ago % 5) * 3],
      [channels.mastodon, 3 + (ago % 3)],
    ] as const) {
      const id = await makePublication(home.ctx, workspaceId, channel, at.toISOString())
      await tell(home.ctx, workspaceId, 'publication', id, new Date(at.getTime() + 3 * dayMs).toISOString(), {
        likes,
      })
    }
  }
}

test('a trial is begun, shows how sure it is, and its verdict goes into the strategy and back', async () => {
  await play()
  const { page, complaints } = await home.signedIn()
  await page.goto('/choice?view=trial')
  await page.getByText('Try before you choose').waitFor()
  await shot(page, 'choice-trial-empty')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('link', { name: 'Try channels' }).click()
  await page.getByLabel('Name').fill('Where do guests answer?')
  await page.reload()
  await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Where do guests answer?')
  await page.getByRole('checkbox', { name: 'Riga Bakery' }).nth(0).click()
  await page.getByRole('checkbox', { name: 'Riga Bakery' }).nth(1).click()
  await page
    .getByText('12 posts in all', { exact: false })
    .or(page.getByText('24 posts in all', { exact: false }))
    .waitFor()
  await shot(page, 'choice-trial-new', { whole: true })
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Begin', exact: true }).click()
  await page.getByText('Too few posts to say').or(page.getByText('Too early to say')).waitFor()
  await shot(page, 'choice-trial-early')
  expect(await barriers(page)).toEqual([])
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  // In Riga it may be tomorrow already: the last of the 28 days is not over in either zone.
  const begun = new Date(Date.now() - 26 * dayMs).toISOString().slice(0, 10)
  await home.ctx.db.updateTable('pilots').set({ startsOn: begun }).where('id', '=', id).execute()
  await page.reload()
  await page.getByText('There is an answer').waitFor()
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('Paused. The days from today on do not count.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Pause' }).waitFor()
  await shot(page, 'choice-trial-sure', { whole: true })
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Write into the strategy' }).click()
  await page.getByText('It stands in the strategy.').waitFor()
  await page.getByText('In revision 1', { exact: false }).waitFor()
  await shot(page, 'choice-trial-decided')
  expect(await barriers(page)).toEqual([])
  const { body } = await home.ctx.db
    .selectFrom('strategyRevisions')
    .select('body')
    .where('workspaceId', '=', workspaceId)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(body)).toContain('in the trial “Where do guests answer?”')
  await page.getByRole('button', { name: 'Take back' }).click()
  await page.getByText('The strategy reads as before.').waitFor()
  expect(complaints).toEqual([])
})

test('settings that somebody else saved meanwhile are told, and what was typed is saved after all', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/choice')
  await page.getByRole('button', { name: 'What we can make' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Posts a week on one network').fill('5')
  await home.ctx.db
    .updateTable('choiceSettings')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('workspaceId', '=', workspaceId)
    .execute()
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Somebody saved these settings since you read them').waitFor()
  expect(await sheet.getByLabel('Posts a week on one network').inputValue()).toBe('5')
  await sheet.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Saved.').waitFor()
  expect(complaints.filter((one) => !one.includes('409'))).toEqual([])
})

test('networks are chosen and reasons opened wholly by keyboard', async () => {
  const { page, complaints } = await home.signedIn()
  await page.goto('/choice')
  await page.getByRole('checkbox', { name: 'Choose Facebook' }).focus()
  await page.keyboard.press('Space')
  await expect.poll(() => new URL(page.url()).searchParams.get('take')).toBe('facebook')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Such people are there').filter({ visible: true }).first().waitFor()
  await page.getByRole('tab', { name: 'By fit' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.getByText('Each trial compares channels').waitFor()
  expect(complaints).toEqual([])
})

test.each(looks)(
  'on $size in $theme nothing sticks out, and fingers meet what they reach for',
  async (look) => {
    const { page, complaints } = await home.signedIn(look)
    const pilot = await home.ctx.db.selectFrom('pilots').select('id').executeTakeFirstOrThrow()
    for (const [name, place] of [
      ['fit', '/choice?take=bluesky,mastodon'],
      ['figures', '/choice?view=figures&network=tiktok'],
      ['trial', '/choice?view=trial'],
      ['pilot', `/choice/pilots/${pilot.id}`],
      ['new', '/choice/pilots/new'],
    ] as const) {
      await page.goto(place)
      await page.waitForLoadState('networkidle')
      if (name === 'fit') {
        await page.getByText('Why: Bluesky').click()
        // What was pressed may come to lie half under the bar at the foot.
        await page.evaluate('scrollTo(0, 0)')
      }
      await shot(page, `choice-${name}-${look.size}-${look.theme}`, { whole: true })
      expect(await barriers(page), name).toEqual([])
      expect(await sticksOut(page), name).toBe(false)
      if (look.size === 'phone') expect(await smallTargets(page), name).toEqual([])
    }
    expect(complaints).toEqual([])
  },
)
