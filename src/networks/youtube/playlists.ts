import { z } from 'zod'
import { clean } from '../../platform/clean.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Choice } from '../kit/manifest.ts'
import { call, type Line, listOf } from './client.ts'

const Playlist = z.object({
  id: z.string().min(1),
  snippet: z.object({ title: z.string().default(''), channelId: z.string().optional() }),
})

/** Each costs one of the project's units; whoever has more playlists gives the address of one. */
const mostPages = 4
const perPage = 50

/**
 * The playlists of whoever is signed in, as choices, in YouTube's own order. What YouTube will not tell of them keeps no channel
 * from being joined.
 */
export async function ownPlaylists(line: Line, channelId?: string): Promise<Choice[]> {
  const choices: Choice[] = []
  let pageToken: string | undefined
  try {
    for (let n = 0; n < mostPages; n++) {
      const page: { items: z.infer<typeof Playlist>[]; nextPageToken?: string | undefined } = await call(
        line,
        listOf(Playlist),
        {
          method: 'GET',
          at: '/youtube/v3/playlists',
          query: { part: 'snippet', mine: true, maxResults: perPage, pageToken },
        },
      )
      for (const { id, snippet } of page.items)
        if (!channelId || !snippet.channelId || snippet.channelId === channelId)
          choices.push({ value: id, label: clean(snippet.title).trim().slice(0, 200) || id })
      if (!page.nextPageToken || page.nextPageToken === pageToken) break
      pageToken = page.nextPageToken
    }
  } catch (failure) {
    if (!(failure instanceof NetworkFailure) || failure.kind !== 'rejected') throw failure
  }
  return choices
}
