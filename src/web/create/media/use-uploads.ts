import { useCallback, useRef, useState } from 'react'
import { type Media, pieceBytes } from '../../../modules/create/media/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { toast } from '../../kit/toast.tsx'
import { sendInPieces } from './pieces.ts'
import { type Upload, uploadFile } from './upload.ts'

/** One file on its way. `share` from 0 to 1. */
export type Sending = { key: string; name: string; share: number; picture: string | null }

/** What the file dialog offers; the server decides by content. */
export const accepted =
  'image/jpeg,image/png,image/webp,image/gif,image/avif,video/mp4,video/quicktime,video/webm'

/** Files on their way to the library, each told as it arrives, in the order they were given. */
export function useUploads(onArrived: (media: Media) => void) {
  const words = useProblemWords()
  const [sending, setSending] = useState<readonly Sending[]>([])
  const uploads = useRef(new Map<string, Upload>())
  const givenUp = useRef(new Set<string>())
  const arrived = useRef(onArrived)
  arrived.current = onArrived

  const change = useCallback(
    (key: string, with_: Partial<Sending> | null) =>
      setSending((now) =>
        now.flatMap((one) => (one.key !== key ? [one] : with_ === null ? [] : [{ ...one, ...with_ }])),
      ),
    [],
  )
  const send = useCallback(
    async (file: File, key: string): Promise<void> => {
      if (givenUp.current.has(key)) return
      // A small file goes whole; a large one in pieces, which outlive a broken line and a closed page.
      const way = file.size > pieceBytes ? sendInPieces : uploadFile
      const upload = way(file, (share) => change(key, { share }))
      uploads.current.set(key, upload)
      try {
        arrived.current(await upload.done)
      } catch (error) {
        if (!(error instanceof DOMException)) toast(`${file.name}: ${words(error)}`, { tone: 'bad' })
      } finally {
        uploads.current.delete(key)
        change(key, null)
      }
    },
    [change, words],
  )
  const add = useCallback(
    async (files: readonly File[]) => {
      const given = files.map((file) => ({ file, key: `${file.name}-${Math.random()}` }))
      setSending((now) => [
        ...now,
        ...given.map(({ file, key }) => ({
          key,
          name: file.name,
          share: 0,
          picture: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
        })),
      ])
      // One after the other: they arrive in their order, and a phone's line is not split.
      for (const { file, key } of given) await send(file, key)
    },
    [send],
  )
  const cancel = useCallback(
    (key: string) => {
      givenUp.current.add(key)
      uploads.current.get(key)?.cancel()
      change(key, null)
    },
    [change],
  )
  return { sending, add, cancel }
}
