import { expect, test } from 'vitest'
import { Mention } from '../../mentions/contract.ts'
import { asSent, linksAsSent, type Sender, textAsSent } from './sent.ts'

const mention = Mention.parse({
  text: '@anna.bsky.social',
  name: 'Anna Ozola',
  accounts: {
    bluesky: { account: 'did:plc:anna', handle: 'anna.bsky.social' },
    mastodon: { account: 'anna@social.lv', handle: 'anna@social.lv' },
  },
})
const rule = {
  enabled: true,
  ...{ source: '{network}', medium: '', campaign: '', term: '', content: '', excluded: [] },
}
const on = (id: string, over: Partial<Sender> = {}): Sender => ({
  network: { id },
  handle: '@bakery',
  tagging: null,
  ...over,
})
const content = {
  title: '',
  parts: [{ text: 'Thanks, @Anna.bsky.social! And @bob.bsky.social', link: null }],
  firstReply: 'By @anna.bsky.social',
  mentions: [mention],
}

test('each network is told the handle that it knows, and elsewhere the name stands', () => {
  const bluesky = asSent(content, on('bluesky'))
  expect(bluesky.parts[0]?.text).toBe('Thanks, @anna.bsky.social! And @bob.bsky.social')
  expect(bluesky.mentions).toEqual([{ text: '@anna.bsky.social', account: 'did:plc:anna' }])
  const mastodon = asSent(content, on('mastodon'))
  expect(mastodon.parts[0]?.text).toBe('Thanks, @anna@social.lv! And @bob.bsky.social')
  expect(mastodon.firstReply).toBe('By @anna@social.lv')
  const feed = asSent(content, on('feed'))
  expect(feed.parts[0]?.text).toBe('Thanks, Anna Ozola! And @bob.bsky.social')
  expect(feed).not.toHaveProperty('mentions')
})

test('a mention that stands nowhere any more is told to no network', () => {
  expect(
    asSent({ ...content, parts: [{ text: 'Hi', link: null }], firstReply: null }, on('bluesky')),
  ).not.toHaveProperty('mentions')
})

test('links are named in the words, or beneath them where the network can', () => {
  const tagging = { rule, campaign: '', pillar: '', category: '' }
  const linked = {
    parts: [{ text: 'https://a.lv/x and https://a.lv/x', link: { url: 'https://a.lv/x', title: 'X' } }],
    firstReply: 'https://b.lv/',
  }
  const plain = asSent(linked, on('mastodon', { tagging }))
  expect(plain.parts[0]?.text).toBe(
    'https://a.lv/x?utm_source=mastodon and https://a.lv/x?utm_source=mastodon',
  )
  expect(plain.parts[0]?.link?.url).toBe('https://a.lv/x?utm_source=mastodon')
  expect(plain.firstReply).toBe('https://b.lv/?utm_source=mastodon')
  expect(plain).not.toHaveProperty('leads')
  const beneath = on('bluesky', { tagging, network: { id: 'bluesky', linksLead: true } })
  const sent = asSent(linked, beneath)
  expect(sent.parts[0]?.text).toBe(linked.parts[0]?.text)
  expect(sent.parts[0]?.link?.url).toBe('https://a.lv/x?utm_source=bluesky')
  expect(sent.leads).toEqual([
    { url: 'https://a.lv/x', to: 'https://a.lv/x?utm_source=bluesky' },
    { url: 'https://b.lv/', to: 'https://b.lv/?utm_source=bluesky' },
  ])
  expect(textAsSent('https://a.lv/x', [], beneath)).toBe('https://a.lv/x')
  expect(linksAsSent(linked, beneath)).toEqual(sent.leads)
})

test('an address that is written in two ways stands once among the links; each is sent as it is written', () => {
  const tagging = { rule, campaign: '', pillar: '', category: '' }
  const twice = {
    parts: [{ text: 'https://a.lv/x?b=2&a=1 and https://A.lv/x/?a=1&b=2', link: null }],
    firstReply: 'https://www.a.lv/x?a=1&b=2',
  }
  expect(linksAsSent(twice, on('mastodon', { tagging })).map(({ url }) => url)).toEqual([
    'https://a.lv/x?b=2&a=1',
  ])
  const beneath = on('bluesky', { network: { id: 'bluesky', linksLead: true }, tagging })
  expect(asSent(twice, beneath).leads).toHaveLength(3)
})
