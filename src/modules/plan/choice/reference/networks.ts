import type { Format } from '../contract.ts'

/**
 * Networks that one may choose, also where nothing can be published from here. What they take was read in their own
 * documentation for developers; of a network that Carillon publishes to, its manifest says it instead.
 */
export type ReferenceNetwork = { network: string; name: string; takes: readonly Format[] }

export const referenceNetworks: readonly ReferenceNetwork[] = [
  {
    network: 'facebook',
    name: 'Facebook',
    takes: ['text', 'link', 'image', 'carousel', 'video', 'short', 'story'],
  },
  { network: 'instagram', name: 'Instagram', takes: ['image', 'carousel', 'short', 'story'] },
  { network: 'threads', name: 'Threads', takes: ['text', 'link', 'image', 'carousel', 'video'] },
  { network: 'youtube', name: 'YouTube', takes: ['video', 'short'] },
  { network: 'tiktok', name: 'TikTok', takes: ['short', 'video', 'image', 'carousel'] },
  {
    network: 'linkedin',
    name: 'LinkedIn',
    takes: ['text', 'link', 'image', 'carousel', 'video', 'document'],
  },
  { network: 'x', name: 'X', takes: ['text', 'link', 'image', 'video', 'poll'] },
  { network: 'bluesky', name: 'Bluesky', takes: ['text', 'link', 'image', 'video'] },
  { network: 'mastodon', name: 'Mastodon', takes: ['text', 'link', 'image', 'video', 'poll'] },
  { network: 'pinterest', name: 'Pinterest', takes: ['image', 'carousel', 'video'] },
  { network: 'reddit', name: 'Reddit', takes: ['text', 'link'] },
  { network: 'snapchat', name: 'Snapchat', takes: ['image', 'short', 'story'] },
  {
    network: 'telegram',
    name: 'Telegram',
    takes: ['text', 'link', 'image', 'carousel', 'video', 'poll', 'document'],
  },
  { network: 'vk', name: 'VK', takes: ['text', 'link', 'image', 'carousel', 'video', 'poll', 'document'] },
  { network: 'ok', name: 'Odnoklassniki', takes: ['text', 'link'] },
  { network: 'weibo', name: 'Sina Weibo', takes: ['link', 'image'] },
]
