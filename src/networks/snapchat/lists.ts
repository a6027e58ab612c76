import { z } from 'zod'
import type { Account, Tools } from '../kit/network.ts'
import { ask } from './client.ts'
import { type Listed, listedIn, listOf, Paging } from './entities.ts'
import type { Kind } from './kinds.ts'

const Page = z.looseObject({ paging: Paging, page: Paging })
export const pageSize = 100

/** One page of what a profile has of a kind. A strange entry does not hide the others. */
export async function readPage(
  tools: Tools,
  account: Account,
  kind: Kind,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<{ snaps: Listed[]; cursor: string | null }> {
  const page = await ask(tools, account, Page, {
    method: 'GET',
    path: `/v1/public_profiles/${encodeURIComponent(account.remoteId)}/${listOf[kind]}`,
    query: { limit: pageSize, ...(cursor !== null && { cursor }) },
    signal,
  })
  const entries = z.array(z.unknown()).safeParse(page[listOf[kind]]).data ?? []
  const next = (page.paging ?? page.page)?.next_page_id || null
  return {
    snaps: entries.flatMap((entry) => listedIn(entry, kind) ?? []),
    cursor: next === cursor ? null : next,
  }
}
