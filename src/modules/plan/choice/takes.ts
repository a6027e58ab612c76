import type { Manifest } from '../../../networks/kit/manifest.ts'
import type { Format } from './contract.ts'

/** What can be made for a network that Carillon publishes to, by its manifest. */
export function takesOf({ text, media, poll, linkCard, kinds }: Manifest): Format[] {
  const { images, videos, required } = media
  const takes: [Format, boolean][] = [
    ['text', !required],
    ['link', !required && (linkCard !== 'none' || text.max !== null)],
    ['image', images !== null],
    ['carousel', (images?.max ?? 0) > 4],
    ['video', videos !== null],
    ['short', kinds !== undefined && 'short' in kinds.rules],
    ['story', kinds !== undefined && 'story' in kinds.rules],
    ['poll', poll !== null],
  ]
  return takes.flatMap(([format, may]) => (may ? [format] : []))
}
