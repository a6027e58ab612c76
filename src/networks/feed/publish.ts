import { createHash } from 'node:crypto'
import type { Content } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Account, Edit, Preparing, Publish, Remove, SentPart, Tools } from '../kit/network.ts'
import { servedUrl } from '../kit/network.ts'
import { endingOf, honestBytes } from '../kit/pictures.ts'
import { asEntry, asKept, asMedium, MediaList, type Medium } from './entry.ts'
import { manifest } from './manifest.ts'
import { reach } from './reach.ts'

export const publish: Publish = {
  prepare: (call) => keepMedia(call, idOf(call.key)),

  async send(call) {
    const id = idOf(call.key)
    const known = MediaList.safeParse(call.prepared)
    const media = known.success ? known.data : await keepMedia(call, id)
    const { key } = await reach(call.signal, true, () => shelfOf(call).add(id, asKept(call.content, media)))
    const part = partOf(call, key)
    await call.save(part)
    return { state: 'published', parts: [part] }
  },
}

export const edit: Edit = async (call) => {
  const [part] = call.parts
  if (!part) return []
  const shelf = shelfOf(call)
  const before = await reach(call.signal, false, () => shelf.get(part.remoteId))
  if (!before) throw gone()
  // Kept beside the old ones until the entry has changed: a reader never meets a picture that is not there.
  const media = await keepMedia(call, `${part.remoteId}-${call.tools.now().getTime().toString(36)}`)
  const changed = await reach(call.signal, true, () =>
    shelf.change(part.remoteId, asKept(call.content, media)),
  )
  if (!changed) throw gone()
  for (const { name } of asEntry(before).media) await shelf.drop(name)
  return [partOf(call, part.remoteId)]
}

export const remove: Remove = async (tools, account, parts) => {
  const shelf = tools.shelf(account)
  for (const { remoteId } of parts) {
    const entry = await reach(null, false, () => shelf.get(remoteId))
    if (!entry) continue
    await reach(null, true, () => shelf.remove(remoteId))
    for (const { name } of asEntry(entry).media) await shelf.drop(name)
  }
}

/** The same for every attempt of a delivery, and nothing that tells its key. */
const idOf = (key: string): string => createHash('sha256').update(`feed ${key}`).digest('hex').slice(0, 24)

const shelfOf = ({ tools, account }: { tools: Tools; account: Account }) => tools.shelf(account)

const partOf = ({ tools, account }: Preparing, id: string): SentPart => ({
  remoteId: id,
  url: servedUrl(tools.appUrl, `${account.remoteId}/${id}`),
})

/** Copies what the entry shows to where anybody can read it who has the entry. */
async function keepMedia(call: Preparing, prefix: string): Promise<Medium[]> {
  const media = takenMedia(call.content)
  const kept: Medium[] = []
  for (const [n, one] of media.entries()) {
    const name = `${prefix}-${n}.${endingOf(one.mime)}`
    const bytes = await honestBytes(one)
    const url = await reach(call.signal, false, () => shelfOf(call).keep(name, bytes))
    kept.push(asMedium(one, name, url))
  }
  return kept
}

/** The feed has nobody behind it who would refuse, so it refuses itself. */
function takenMedia({ parts }: Content) {
  const media = parts[0]?.media ?? []
  const { images, videos } = manifest.media
  for (const [kind, rule] of [
    ['image', images],
    ['video', videos],
  ] as const) {
    const own = media.filter((one) => one.kind === kind)
    if (own.length > rule.max)
      throw refusal(
        'too_many_media',
        `An entry takes at most ${rule.max} files of this kind. Leave some out.`,
      )
    if (own.some(({ mime }) => !(rule.mime as readonly string[]).includes(mime)))
      throw refusal('media_not_taken', `The feed takes ${rule.mime.join(', ')} only.`)
  }
  return media
}

const refusal = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
const gone = () => refusal('gone', 'This entry is no longer in the feed, so it cannot be changed.')
