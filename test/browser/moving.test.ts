import { readFile } from 'node:fs/promises'
import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../src/app/actor.ts'
import { planText } from '../factories/delivery.ts'
import { makeChannel } from '../factories/measure.ts'
import { type House, house } from './house.ts'
import { barriers, languages, misfits, shot, sticksOut } from './look.ts'

const plain = { title: '', parts: [{ text: 'Fresh bread' }], firstReply: null, languages: [] }

let home: House
let workspaceId: string
beforeAll(async () => {
  home = await house()
  const first = await home.signedIn()
  workspaceId = first.workspaceId
  await first.context.close()
  const channelId = await makeChannel(home.ctx, workspaceId, 'mastodon')
  const plan = { ctx: home.ctx, workspaceId, actor: () => systemActor(workspaceId) }
  for (const text of ['Fresh bread', 'Cakes'])
    await planText(plan, channelId, text, new Date('2031-03-01T06:00Z'))
  await home.ctx.db
    .updateTable('posts')
    .set({ content: JSON.stringify(plain) })
    .execute()
})

test.each([
  { size: 'desktop', theme: 'light', name: 'Second house' },
  { size: 'phone', theme: 'dark', name: 'Third house' },
] as const)(
  'a workspace is taken along in a file and brought in as another: $size, $theme',
  async ({ name, ...look }) => {
    const { page, complaints } = await home.signedIn(look)
    await page.goto(`/w/${workspaceId}/settings/moving`)
    await page.getByRole('button', { name: 'Make an export' }).click()
    await page.getByText('Waiting', { exact: true }).first().waitFor()
    expect(await page.getByRole('button', { name: 'Make an export' }).isDisabled()).toBe(true)
    await home.runJobs()
    await page.getByText('Ready', { exact: true }).first().waitFor()
    const fetched = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download' }).first().click()
    const file = await readFile(await (await fetched).path())
    expect(file.subarray(0, 2).toString('hex')).toBe('1f8b')

    await page.getByRole('button', { name: 'Bring in' }).click()
    await page.getByText('Choose a file.').waitFor()
    const letter = { name: 'letter.tar.gz', mimeType: 'application/gzip', buffer: Buffer.from('Dear friend') }
    await page.getByLabel('File of an export').setInputFiles(letter)
    await page.getByRole('button', { name: 'Bring in' }).click()
    await page.getByText('The file has arrived').waitFor()
    await home.runJobs()
    await page.getByText('This is no export of Carillon.').first().waitFor()
    // The words may be those of an earlier one; the next is waited for only when this one is told.
    await page.getByText('A workspace is being made').waitFor({ state: 'hidden' })

    await page.getByLabel('File of an export').setInputFiles({ ...letter, buffer: file })
    await page.getByLabel('Name of the new workspace').fill(name)
    await page.getByRole('button', { name: 'Bring in' }).click()
    await page.getByText('A workspace is being made').waitFor()
    await home.runJobs()
    await page.getByText(`${name} is here`).waitFor()
    await page.getByText('2 deliveries were still to go out').first().waitFor()
    expect(await barriers(page)).toEqual([])
    expect(await sticksOut(page)).toBe(false)
    await shot(page, `moving-${look.size}-${look.theme}`, { whole: true })
    await page.getByRole('button', { name: 'Open it' }).first().click()
    await page.waitForURL((url) => !url.pathname.includes('settings'))
    await page.getByText(name).filter({ visible: true }).first().waitFor()
    await shot(page, `moved-${look.size}-${look.theme}`)
    expect(complaints).toEqual([])
  },
)

test.each(languages)('in %s nothing sticks out', async (language) => {
  const visit = await home.signedIn({ size: 'phone', language })
  const places = { moves: `/w/${workspaceId}/settings/moving` }
  expect(await misfits(visit, places, `moving-${language}`)).toEqual({})
})
