import { day } from '../studio.ts'
import { once, open, type Walk } from './steps.ts'

const rule = once(async ({ call, channels }) => {
  await call('POST', '/approval/rules', {
    name: 'Everything of the roastery',
    channelIds: [channels.en],
    own: true,
    steps: [
      { name: 'Tone and facts', how: 'any', roles: ['owner', 'manager'], hours: 48 },
      { name: 'The foundry', how: 'any', clients: true, hours: 72 },
    ],
  })
})

export const queue: Walk = async (page, studio) => {
  await rule(studio)
  await studio.runJobs()
  await open(page, studio, '/approvals')
  await page.getByRole('checkbox').nth(1).waitFor()
}

export const client: Walk = async (page, studio) => {
  const { call, channels } = studio
  await rule(studio)
  await call('PUT', '/approval/page', {
    ...{ colour: '#0b6e6e', logoId: null, greeting: 'Please look at these until Thursday.' },
  })
  const { id } = await call('POST', '/posts', {
    content: { parts: [{ text: 'The bell hangs again. On Saturday at ten we open the doors.' }] },
    category: 'brand',
    variants: [{ channelId: channels.en }],
    schedule: { kind: 'at', at: `${day(4)}T08:00:00.000Z` },
  })
  await studio.runJobs()
  // The team has said its yes; the client is asked now.
  const { seen } = await call<{ seen: string }>('GET', `/posts/${id}/approval`)
  await call('POST', `/posts/${id}/approval`, { seen })
  const { url } = await call<{ url: string }>('POST', '/approval/links', {
    label: 'The foundry',
    postIds: [id],
  })
  await studio.settle()
  await page.goto(url)
  await page.getByText('The bell hangs again.').first().waitFor()
  await page.getByLabel('Your name').fill('Andris')
}
