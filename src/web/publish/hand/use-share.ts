import { useState } from 'react'
import { fileUrl, type Medium } from '../deliveries/frozen.ts'

/** Larger ones are saved one by one: all of them would have to lie in the memory of a phone at once. */
const mostBytes = 150_000_000

type State = 'idle' | 'fetching' | 'ready' | 'failed'

/**
 * Hands files to another app (Web Share). A browser lets a page share only just after a press: what took too long to
 * fetch waits for a second one.
 */
export function useShare(media: readonly Medium[]) {
  const [state, setState] = useState<State>('idle')
  const [files, setFiles] = useState<File[]>([])
  const hand = async (ready: File[]) => {
    try {
      await navigator.share({ files: ready })
      setState('idle')
    } catch (error) {
      const isLate = error instanceof DOMException && error.name === 'NotAllowedError'
      setState(
        isLate ? 'ready' : error instanceof DOMException && error.name === 'AbortError' ? 'idle' : 'failed',
      )
    }
  }
  const start = async () => {
    if (files.length > 0) return hand(files)
    setState('fetching')
    try {
      const fetched = await fetchAll(media)
      if (!navigator.canShare({ files: fetched })) return setState('failed')
      setFiles(fetched)
      await hand(fetched)
    } catch {
      setState('failed')
    }
  }
  return { can: canShareFiles(), state, start }
}

/** Asked with a small picture: whether the browser shares files at all. */
function canShareFiles(): boolean {
  if (typeof navigator.canShare !== 'function') return false
  return navigator.canShare({ files: [new File([''], 'picture.png', { type: 'image/png' })] })
}

async function fetchAll(media: readonly Medium[]): Promise<File[]> {
  const files: File[] = []
  let bytes = 0
  for (const [place, medium] of media.entries()) {
    const answer = await fetch(fileUrl(medium))
    if (!answer.ok) throw new Error(`A file could not be fetched: ${answer.status}`)
    const blob = await answer.blob()
    bytes += blob.size
    if (bytes > mostBytes) throw new Error('Too much for one share')
    files.push(new File([blob], `${place + 1}.${endingOf(blob.type)}`, { type: blob.type }))
  }
  return files
}

const endings: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'video/mp4': 'mp4',
  'video/webm': 'webm',
  'video/quicktime': 'mov',
}

const endingOf = (type: string): string => endings[type.split(';')[0] ?? ''] ?? 'bin'
