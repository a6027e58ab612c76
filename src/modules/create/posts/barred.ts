import type { Draft } from '../../../networks/kit/content.ts'
import type { Db } from '../../../platform/db/index.ts'
import { findBarred } from '../media/index.ts'
import type { Note } from './contract.ts'
import type { ChannelDraft } from './draft.ts'
import { noteOf } from './problems.ts'

/** An error for each picture or film that may not be shown when its channel is due; asked once for all. */
export async function barredNotes(
  db: Db,
  workspaceId: string,
  drafts: readonly ChannelDraft[],
  dueAt: (channelId: string) => Date | undefined,
): Promise<Note[]> {
  const uses = drafts.flatMap(({ channel, draft }) => {
    const at = dueAt(channel.id)
    return at ? placesOf(draft).map((place) => ({ ...place, at, channelId: channel.id })) : []
  })
  const barred = new Map((await findBarred(db, workspaceId, uses)).map((one) => [one.id, one]))
  return uses.flatMap(({ id, path, at, channelId }) => {
    const one = barred.get(id)
    if (!one || (one.why === 'ended' && one.end && at < one.end)) return []
    const code = one.why === 'ended' ? 'media_ended' : 'media_withdrawn'
    return [noteOf(code, 'error', `variants.${channelId}.${path}`, { file: one.fileName })]
  })
}

const placesOf = ({ parts }: Draft): { id: string; path: string }[] =>
  parts.flatMap(({ media, linkImage }, part) => {
    const path = `parts.${part}.media`
    return [...media, ...(linkImage ? [linkImage] : [])].map(({ id }) => ({ id, path }))
  })
