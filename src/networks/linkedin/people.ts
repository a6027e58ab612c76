import { z } from 'zod'
import { clean } from '../../platform/clean.ts'
import type { People } from '../kit/network.ts'
import { addressesIn, type FoundProfile, siteIn } from '../kit/people.ts'
import {
  type Caller,
  call,
  isPage,
  notAllowed,
  numberOf,
  pageUrn,
  rejected,
  unreadable,
  web,
} from './client.ts'
import { history } from './history.ts'
import { insights } from './insights.ts'
import { organisationsBy } from './mentions.ts'
import { encoded } from './restli.ts'

const Organisation = z.object({
  localizedName: z.string().catch(''),
  vanityName: z.string().optional().catch(undefined),
  localizedDescription: z.string().catch(''),
  localizedWebsite: z.string().catch(''),
})

/** What stands in an address is as near as LinkedIn comes to searching: it finds the whole of it alone. */
const addressOf = (words: string): string =>
  words
    .trim()
    .replace(/^@/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
const mayBeOne = (address: string): boolean => address.length >= 3 && address.length <= 100

/** Pages of organisations; of persons LinkedIn tells programs nothing. */
export const people: People = {
  lookUpsAtOnce: 5,
  lookUpCost: 'each',

  async own(tools, account) {
    const caller: Caller = { tools, account }
    if (!isPage(account))
      throw rejected(
        'person_not_told',
        'LinkedIn tells programs nothing of the profiles of persons. Look at it there.',
      )
    const page = await call(caller, Organisation, {
      method: 'GET',
      path: `/rest/organizations/${encoded(numberOf(account.remoteId))}`,
    }).catch(notAllowed)
    const bio = clean(page.localizedDescription)
    const numbers = await insights.account(tools, account)
    const posts = await history(tools, account, null).catch(unreadable)
    return {
      ...foundOf({
        account: account.remoteId,
        handle: clean(page.vanityName ?? ''),
        name: clean(page.localizedName),
      }),
      handle: account.handle,
      bio,
      followers: numbers.find(({ metric }) => metric === 'followers')?.value ?? null,
      links: [...new Set([...siteIn(page.localizedWebsite), ...addressesIn(bio)])],
      pinned: null,
      pictures: null,
      lastPostAt: posts === 'unreadable' ? null : (posts.posts[0]?.publishedAt ?? null),
    }
  },

  async search(tools, account, words, most) {
    const address = addressOf(words)
    if (!isPage(account) || !mayBeOne(address)) return []
    return (await organisationsBy({ tools, account }, address).catch(notAllowed)).slice(0, most).map(foundOf)
  },

  async lookUp(tools, account, names) {
    const found: FoundProfile[] = []
    if (!isPage(account)) return found
    for (const name of names.map(addressOf).filter(mayBeOne))
      found.push(...(await organisationsBy({ tools, account }, name).catch(notAllowed)).map(foundOf))
    return found
  },
}

type Known = { account: string; handle: string; name: string }

function foundOf({ account, handle, name }: Known): FoundProfile {
  const number = numberOf(account)
  return {
    remoteId: pageUrn(number),
    account: `${number}@linkedin.com`,
    handle: handle ? `@${handle}` : name,
    chosen: handle || name,
    name,
    bio: '',
    url: `${web}/company/${encodeURIComponent(handle || number)}`,
    avatarUrl: null,
    headerUrl: null,
    createdAt: null,
    followers: null,
    following: null,
    posts: null,
    bot: null,
    links: [],
    proven: [],
    followedByUs: null,
  }
}
