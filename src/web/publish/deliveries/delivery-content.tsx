import { Clapperboard, Link2, ListChecks, MessageSquareQuote, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import { Alert } from '../../kit/alert.tsx'
import { cx } from '../../kit/class.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { type FrozenPart, fileUrl, type Medium, readFrozen, thumbnailUrl } from './frozen.ts'
import { PublishedChange } from './published-change.tsx'

/** Nothing goes on by itself in a moment: what is lacking is worth a word. */
const stopped: readonly string[] = ['waiting', 'failed', 'in_doubt', 'missed', 'cancelled']

/** Its words are settled, and it is not at its end. */
const settles: readonly string[] = ['scheduled', 'claimed', 'sending', 'sent', 'handed', ...stopped]

/** What is sent, as it was frozen; later changes of the post are not in it until it is planned anew. */
export function DeliveryContent({ delivery }: { delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const { title, parts, firstReply } = readFrozen(delivery.content)
  const thread = parts.length > 1
  const all = parts.length + (firstReply ? 1 : 0)
  const out = delivery.parts.length
  const isPartly = out > 0 && out < all && stopped.includes(delivery.state)
  return (
    <Card title={t('content.title')} help={t(delivery.state === 'published' ? 'content.was' : 'content.is')}>
      {isPartly && (
        <p className="mb-3 flex items-start gap-2 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {firstReply && out === parts.length ? t('content.replyLacks') : t('content.partly', { out, all })}
        </p>
      )}
      {delivery.behind && settles.includes(delivery.state) && (
        <Alert tone="warn" title={t('content.behind')} className="mb-3">
          {t(out > 0 ? 'content.behindBegun' : 'content.behindWhole')}
        </Alert>
      )}
      {title && <p className="mb-2 text-lg font-semibold">{title}</p>}
      <ol className="flex flex-col gap-4">
        {parts.map((part, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts are frozen, so their place is their name
          <li key={place} className={cx(thread && 'border-l-2 border-line pl-3.5')}>
            {thread && (
              <p className="mb-1 text-xs text-faint figures">
                {t('content.part', { part: place + 1, of: parts.length })}
              </p>
            )}
            <PartContent part={part} url={delivery.parts[place]?.url ?? null} />
          </li>
        ))}
      </ol>
      {firstReply && (
        <div className="mt-4 rounded-md bg-sunken px-3.5 py-2.5">
          <p className="mb-0.5 text-xs text-faint">{t('content.firstReply')}</p>
          <p className="whitespace-pre-wrap wrap-anywhere">{firstReply}</p>
          <Place url={delivery.parts[parts.length]?.url ?? null} />
        </div>
      )}
      {delivery.state === 'published' && <PublishedChange delivery={delivery} />}
    </Card>
  )
}

function PartContent({ part, url }: { part: FrozenPart; url: string | null }) {
  const t = useWords('deliveries')
  const { text, media, link, quote, poll } = part
  return (
    <div className="flex flex-col gap-2.5">
      {text ? (
        <p className="whitespace-pre-wrap wrap-anywhere">{text}</p>
      ) : (
        media.length === 0 && <p className="text-muted">{t('untitled')}</p>
      )}
      {media.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {media.map((one) => (
            <MediumTile key={one.id} medium={one} />
          ))}
        </ul>
      )}
      {poll && (
        <Aside icon={<ListChecks aria-hidden className="mt-0.5 size-4 shrink-0" />}>
          {poll.options.join(' · ')}
        </Aside>
      )}
      {link && (
        <Aside icon={<Link2 aria-hidden className="mt-0.5 size-4 shrink-0" />}>
          {link.title && <span className="block font-medium text-text">{link.title}</span>}
          <span className="break-all">{link.url}</span>
        </Aside>
      )}
      {quote && (
        <Aside icon={<MessageSquareQuote aria-hidden className="mt-0.5 size-4 shrink-0" />}>
          <span className="break-all">{quote}</span>
        </Aside>
      )}
      <Place url={url} />
    </div>
  )
}

/** Where it is out. */
const Place = ({ url }: { url: string | null }) =>
  url && (
    <p className="text-sm">
      <a href={url} target="_blank" rel="noreferrer" className="break-all text-accent hover:underline">
        {url}
      </a>
    </p>
  )

const Aside = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <div className="flex items-start gap-2 text-sm text-muted">
    {icon}
    <div className="min-w-0">{children}</div>
  </div>
)

function MediumTile({ medium }: { medium: Medium }) {
  const t = useWords('deliveries')
  const name = medium.alt || t('content.noAlt')
  return (
    <li>
      <a
        href={fileUrl(medium)}
        target="_blank"
        rel="noreferrer"
        title={name}
        className="flex size-24 items-center justify-center overflow-hidden rounded-md border border-line bg-sunken sm:size-28"
      >
        {medium.kind === 'image' ? (
          <img src={thumbnailUrl(medium)} alt={name} loading="lazy" className="size-full object-cover" />
        ) : (
          <>
            <Clapperboard aria-hidden className="size-6 text-faint" />
            <span className="sr-only">{name}</span>
          </>
        )}
      </a>
    </li>
  )
}
