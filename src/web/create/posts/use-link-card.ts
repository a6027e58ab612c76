import { useEffect, useRef, useState } from 'react'
import { Card } from '../../../modules/create/cards/contract.ts'
import { isSameAddress } from '../../../networks/kit/address.ts'
import { urlsIn } from '../../../networks/kit/text.ts'
import { api } from '../../api/client.ts'
import { useProblemWords } from '../../api/words.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { changePart } from './tailor.ts'
import { contentOf, type IdeaPart } from './writing.ts'

/** People type addresses letter by letter: one is read when it has rested. */
const restMs = 900

/**
 * Reads the card of the first link in a text, where some reader shows cards. A card that was left out stays out; one whose
 * link is gone from the text goes too.
 */
export function useLinkCard(part: IdeaPart, index: number) {
  const t = useWords('composer')
  const problemWords = useProblemWords()
  const { target, change, readers } = useComposing()
  const [reading, setReading] = useState<string | null>(null)
  const declined = useRef(new Set<string>())
  const url = urlsIn(part.text)[0]?.url ?? null
  const wanted = readers.length === 0 || readers.some((channel) => channel.manifest.linkCard !== 'none')
  const known = part.link?.url
  const shouldRead = wanted && url !== null && known === undefined && part.media.length === 0

  useEffect(() => {
    if (!shouldRead || url === null || declined.current.has(url)) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      setReading(url)
      const card = await api
        .post('/link-cards', { body: { url }, schema: Card, signal: stop.signal })
        .catch(() => null)
      setReading(null)
      // A page that cannot be read is not asked again with every letter.
      declined.current.add(url)
      if (!card || stop.signal.aborted) return
      const { title, description, image } = card
      change((now) => {
        const here = contentOf(now, target).parts[index]
        if (!here || here.link || !here.text.includes(url)) return now
        return changePart(now, target, index, {
          link: { url, title, description, imageMediaId: image?.id ?? null },
        })
      })
    }, restMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
      setReading(null)
    }
  }, [shouldRead, url, target, index, change])

  // A card that came by API may have a link that is not in the text; only one whose link was taken out goes.
  const stood = useRef(false)
  useEffect(() => {
    const stands = known !== undefined && urlsIn(part.text).some(({ url }) => isSameAddress(url, known))
    if (stood.current && !stands && known !== undefined)
      change((now) => changePart(now, target, index, { link: null }))
    stood.current = stands
  }, [known, part.text, target, index, change])

  const leaveOut = () => {
    const { link } = part
    if (!link) return
    declined.current.add(link.url)
    change((now) => changePart(now, target, index, { link: null }))
    toast(t('cardLeftOut'), { undo: () => change((now) => changePart(now, target, index, { link })) })
  }
  /** What the page says now, in place of what stands there; what cannot be read changes nothing. */
  const readAgain = async () => {
    const { link } = part
    if (!link) return
    setReading(link.url)
    try {
      const body = { url: link.url, again: true }
      const { title, description, image } = await api.post('/link-cards', { body, schema: Card })
      const fresh = { url: link.url, title, description, imageMediaId: image?.id ?? null }
      change((now) => changePart(now, target, index, { link: fresh }))
    } catch (error) {
      toast(problemWords(error), { tone: 'bad' })
    } finally {
      setReading(null)
    }
  }
  return { reading, leaveOut, readAgain }
}
