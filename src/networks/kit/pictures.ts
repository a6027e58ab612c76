import { fileTypeFromBuffer } from 'file-type'
import type { Media } from './content.ts'
import { NetworkFailure } from './failure.ts'

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/webm': 'webm',
}

/** The ending of a file's name by its type; `bin` for one that we never hand out. */
export const endingOf = (mime: string): string => endings[mime] ?? 'bin'

/** The type that an ending stands for; null for others. */
export const mimeOf = (ending: string): string | null =>
  Object.entries(endings).find(([, known]) => known === ending)?.[0] ?? null

/** The bytes of a picture or film, seen to be what they say they are. Throws `rejected` when they are not. */
export async function honestBytes(media: Media): Promise<Uint8Array> {
  const bytes = await media.read()
  await expectKind(media, bytes)
  return bytes
}

/** So much of a file tells its kind. */
const headBytes = 4100

/** The same of a film by its beginning: all of it may be larger than memory. */
export const expectHonest = async (media: Media): Promise<void> =>
  expectKind(media, await media.piece(0, Math.min(media.bytes, headBytes)))

async function expectKind({ mime }: Media, bytes: Uint8Array): Promise<void> {
  const type = await fileTypeFromBuffer(bytes)
  if (type?.mime === mime) return
  throw new NetworkFailure(
    'rejected',
    `One file says it is ${mime}, but it is ${type?.mime ?? 'something else'}. Take it out and add it again.`,
    { code: 'media_not_honest' },
  )
}
