import { ExternalLink } from 'lucide-react'
import type { Campaign } from '../../../modules/create/campaigns/contract.ts'
import { Button } from '../../kit/button.tsx'
import { CopyButton } from '../../kit/copy.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

/** What those who write for it need: the brief, its hashtags, and where posts lead. */
export function BriefCard({ campaign, onWrite }: { campaign: Campaign; onWrite: (() => void) | null }) {
  const t = useWords('posts.campaigns')
  const { brief, hashtags, links } = campaign
  if (!brief && hashtags.length === 0 && links.length === 0)
    return (
      <Card title={t('brief')}>
        <p className="mb-3 text-muted">{t('briefNone')}</p>
        {onWrite && <Button onClick={onWrite}>{t('briefWrite')}</Button>}
      </Card>
    )
  const tags = hashtags.map((tag) => `#${tag}`).join(' ')
  return (
    <Card title={t('brief')}>
      <div className="flex flex-col gap-4">
        {brief && <p className="max-w-prose whitespace-pre-wrap wrap-anywhere">{brief}</p>}
        {tags && (
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="min-w-0 text-accent wrap-anywhere">{tags}</p>
            <CopyButton text={tags} />
          </div>
        )}
        {links.length > 0 && (
          <ul className="flex flex-col divide-y divide-line">
            {links.map(({ name, url }, place) => (
              // Two links may be the same; their place is all that tells them apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is shown as it is and never sorted
              <li key={place} className="flex flex-wrap items-center justify-between gap-3 py-2">
                <a
                  href={url}
                  target="_blank"
                  rel="noreferrer"
                  className="inline-flex min-w-0 items-center gap-1.5 hover:underline touch:py-2"
                >
                  <span className="min-w-0 wrap-anywhere">{name || url}</span>
                  <ExternalLink aria-hidden className="size-3.5 shrink-0 text-muted" />
                </a>
                <CopyButton text={url} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
