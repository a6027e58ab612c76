import { Link2, RefreshCw, X } from 'lucide-react'
import { IconButton } from '../../kit/button.tsx'
import { Input } from '../../kit/input.tsx'
import { hostOf } from '../../kit/preview.tsx'
import { Spinner } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { showUrl } from '../media/media-url.ts'
import { useComposing } from './composer-context.ts'
import { changePart } from './tailor.ts'
import { useLinkCard } from './use-link-card.ts'
import type { IdeaPart } from './writing.ts'

/** The card of the first link: found by itself, to be changed or left out. */
export function CardEditor({ part, index }: { part: IdeaPart; index: number }) {
  const t = useWords('composer')
  const { target, change } = useComposing()
  const { reading, leaveOut, readAgain } = useLinkCard(part, index)
  const { link } = part
  if (reading)
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-muted">
        <Spinner />
        {t('readingCard', { host: hostOf(reading) })}
      </p>
    )
  if (!link) return null
  const set = (next: Partial<typeof link>) =>
    change((now) => changePart(now, target, index, { link: { ...link, ...next } }))
  return (
    <fieldset className="flex items-start gap-2.5 rounded-md border border-line p-2 max-sm:flex-wrap">
      <legend className="sr-only">{t('card')}</legend>
      <span className="flex size-18 shrink-0 items-center justify-center overflow-hidden rounded-sm bg-sunken text-faint">
        {link.imageMediaId ? (
          <img
            src={showUrl({ id: link.imageMediaId, kind: 'image', mime: 'image/webp' }, 160)}
            alt=""
            className="size-full object-cover"
          />
        ) : (
          <Link2 aria-hidden className="size-6" />
        )}
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-1 max-sm:order-last max-sm:basis-full">
        <span className="truncate text-xs text-muted">{hostOf(link.url)}</span>
        <Input
          aria-label={t('cardTitle')}
          placeholder={t('cardTitle')}
          value={link.title}
          onChange={(event) => set({ title: event.target.value })}
        />
        <Input
          aria-label={t('cardText')}
          placeholder={t('cardText')}
          value={link.description}
          onChange={(event) => set({ description: event.target.value })}
        />
      </span>
      <span className="flex flex-col max-sm:ml-auto max-sm:flex-row-reverse">
        <IconButton size="small" icon={X} label={t('noCard')} onClick={leaveOut} />
        <IconButton size="small" icon={RefreshCw} label={t('cardAgain')} onClick={() => void readAgain()} />
      </span>
    </fieldset>
  )
}
