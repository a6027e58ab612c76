import { Check, Clapperboard, Copy, Download, Share } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../kit/button.tsx'
import { copyText } from '../../kit/copy.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { fileUrl, type Medium, thumbnailUrl } from '../deliveries/frozen.ts'
import { useShare } from './use-share.ts'

/** Pictures and films: shared to another app where the browser can, saved everywhere, each with its alt text to copy. */
export function HandFiles({ media }: { media: readonly Medium[] }) {
  const t = useWords('hand')
  const share = useShare(media)
  return (
    <Card title={t('files', { count: media.length })}>
      <ul className="flex flex-col divide-y divide-line">
        {media.map((medium, place) => (
          <FileRow key={medium.id} medium={medium} place={place + 1} />
        ))}
      </ul>
      {share.can && (
        <Button
          icon={Share}
          look={share.state === 'ready' ? 'primary' : 'secondary'}
          busy={share.state === 'fetching'}
          onClick={() => void share.start()}
          className="mt-3 w-full sm:w-auto"
        >
          {share.state === 'ready' ? t('shareNow') : t('share', { count: media.length })}
        </Button>
      )}
      {share.state === 'failed' && (
        <p role="alert" className="mt-2 text-sm text-bad">
          {t('shareFailed')}
        </p>
      )}
    </Card>
  )
}

function FileRow({ medium, place }: { medium: Medium; place: number }) {
  const t = useWords('hand')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyText(medium.alt)
    setCopied(true)
  }
  return (
    <li className="flex items-center gap-3 py-2.5 first:pt-1">
      <span className="flex size-16 shrink-0 items-center justify-center overflow-hidden rounded-md border border-line bg-sunken">
        {medium.kind === 'image' ? (
          <img src={thumbnailUrl(medium)} alt="" loading="lazy" className="size-full object-cover" />
        ) : (
          <Clapperboard aria-hidden className="size-6 text-faint" />
        )}
      </span>
      <p className="line-clamp-3 min-w-0 flex-1 text-sm text-muted wrap-anywhere">
        {medium.alt || t('noAlt')}
      </p>
      {medium.alt && (
        <IconButton
          icon={copied ? Check : Copy}
          label={t(copied ? 'copiedWhat' : 'copyWhat', { what: t('alt') })}
          onClick={() => void copy()}
        />
      )}
      <Button asChild size="small" aria-label={t('saveWhat', { file: place })}>
        <a href={fileUrl(medium)} download>
          <Download aria-hidden className="size-4" />
          {t('save')}
        </a>
      </Button>
    </li>
  )
}
