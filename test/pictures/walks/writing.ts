import type { Page } from 'playwright-core'
import { addSet } from '../../../src/modules/create/hashtags/service.ts'
import { addSnippet } from '../../../src/modules/create/snippets/service.ts'
import type { Studio } from '../studio.ts'
import { actorOf, idOf, mark, once, open, type Walk } from './steps.ts'

const text =
  'The roaster stands, and the bell hangs again. On Saturday at ten we open the doors of the old foundry. What should we roast first: Huila or Sidamo?'

const words = once(async (studio) => {
  const actor = await actorOf(studio)
  await addSet(studio.ctx, actor, {
    name: 'The new roastery',
    tags: ['newroastery', 'belltowercoffee', 'riga'],
  })
  await addSnippet(studio.ctx, actor, { name: 'Hours', text: 'Open in {{city}} from eight.' })
})

/** A draft of two channels, as somebody has left it. */
async function draft(studio: Studio, more: { text?: string; [key: string]: unknown } = {}): Promise<string> {
  const { text: own, ...rest } = more
  const media = await idOf(studio, 'media', 'fileName', 'roastery.jpg')
  const alt = 'A rust-red cup on dark wood'
  const { en, lv } = studio.channels
  const { id } = await studio.call('POST', '/posts', {
    content: { parts: [{ text: own ?? text, media: [{ id: media, alt }] }] },
    variants: [{ channelId: en }, { channelId: lv }],
    ...rest,
  })
  return id
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })

async function openDraft(page: Page, studio: Studio, id: string): Promise<void> {
  await open(page, studio, `/posts/${id}`)
  await field(page).waitFor()
}

export const composer: Walk = async (page, studio) => {
  const campaignId = await idOf(studio, 'campaigns', 'name', 'The new roastery')
  await openDraft(page, studio, await draft(studio, { category: 'engaging', campaignId }))
}

export const mention: Walk = async (page, studio) => {
  await words(studio)
  await openDraft(page, studio, await draft(studio, { text: 'On Saturday we open with bread of' }))
  await mark(page, 'bread of', 'behind')
  await page.keyboard.type(' @ann')
  await page.getByRole('option').first().waitFor()
}

export const hashtags: Walk = async (page, studio) => {
  await words(studio)
  await openDraft(page, studio, await draft(studio, { text: 'On Saturday we open. ' }))
  await page.getByRole('button', { name: 'Add hashtags' }).click()
  await page.getByText('The new roastery').first().waitFor()
}

export const advice: Walk = async (page, studio) => {
  const id = await draft(studio, { text: 'Our coffee!!! 🎉🎉🎉🎉 is the very best. Come, taste, buy!!!' })
  await openDraft(page, studio, id)
  await page.getByRole('heading', { name: 'Before it goes out' }).scrollIntoViewIfNeeded()
}

export const remarks: Walk = async (page, studio) => {
  const id = await draft(studio)
  await openDraft(page, studio, id)
  const say = page.getByRole('combobox', { name: 'Say something' })
  await mark(page, 'Saturday at ten')
  await page.getByRole('button', { name: /^About the words marked/ }).click()
  await say.click()
  await say.pressSequentially('Is that right, @mar')
  await page.getByRole('option', { name: 'Marta Ozola' }).waitFor()
  await say.scrollIntoViewIfNeeded()
}

export const versions: Walk = async (page, studio) => {
  const id = await draft(studio, {
    text: 'The roaster stands. On Friday we open the doors of the old foundry. What should we roast first?',
  })
  await studio.settle()
  studio.clock.on(20 * 60_000)
  const post = await studio.call<{ version: number; content: { parts: object[] } }>('GET', `/posts/${id}`)
  await studio.call('PATCH', `/posts/${id}`, {
    version: post.version,
    content: { parts: [{ ...post.content.parts[0], text }] },
  })
  studio.clock.on(-20 * 60_000)
  const { items } = await studio.call<{ items: { id: string }[] }>('GET', `/posts/${id}/versions`)
  await open(page, studio, `/posts/${id}/versions?version=${items.at(-1)?.id}`)
  await page.locator('del').first().waitFor()
}

export const compliance: Walk = async (page, studio) => {
  const { settings } = await studio.call<{ settings: { version: number } }>('GET', '/compliance')
  await studio.call('PUT', '/compliance/settings', { ...settings, jurisdictions: ['GB', 'EU'] })
  const id = await draft(studio, {
    text: 'Our new kettle by Kettle & Co makes every cup better. #collab',
    connection: { kind: 'gift', sponsor: 'Kettle & Co' },
  })
  await openDraft(page, studio, id)
  await page.getByText('Must be mended:').first().scrollIntoViewIfNeeded()
}

const setUp = once(async ({ call, model }) => {
  await call('PUT', '/assistant/settings', {
    ...{
      version: 0,
      enabled: true,
      baseUrl: `${model.url}/`,
      model: 'gemma-3-12b',
      sees: false,
      users: 'writers',
    },
    ...{ currency: 'EUR', priceIn: 150_000, priceOut: 600_000, ceiling: 20_000_000 },
  })
})

export const assistant: Walk = async (page, studio) => {
  await setUp(studio)
  await openDraft(page, studio, await draft(studio))
  await page.getByRole('button', { name: 'Ask the assistant' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel(/At most so many characters/).fill('90')
  studio.model.answers('On Saturday at ten we open the old foundry. What do we roast first: Huila or Sidamo?')
  await sheet.getByRole('button', { name: 'Ask', exact: true }).click()
  await sheet.getByText(/Your limit/).waitFor()
}
