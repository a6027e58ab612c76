import { useEffect, useRef } from 'react'
import { Button } from './button.tsx'
import { useWords } from './words.ts'

type Props = {
  more: boolean
  busy: boolean
  onMore: () => void
  /** Loads by itself when it comes near; the button stays for keyboard and reader. */
  auto?: boolean
}

/** The end of a list that is read page by page. */
export function Pager({ more, busy, onMore, auto }: Props) {
  const t = useWords('kit')
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!auto || !more || busy || !place.current) return
    const observer = new IntersectionObserver(([seen]) => seen?.isIntersecting && onMore(), {
      rootMargin: '400px',
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [auto, more, busy, onMore])
  if (!more) return null
  return (
    <div ref={place} className="flex justify-center py-4">
      <Button look="secondary" busy={busy} onClick={onMore}>
        {t('more')}
      </Button>
    </div>
  )
}
