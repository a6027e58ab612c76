import { Check, MessageSquareWarning } from 'lucide-react'
import { useState } from 'react'
import type { Anchor } from '../../../modules/create/approval/contract.ts'
import type { SharedPost } from '../../../modules/create/approval-links/contract.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Textarea } from '../../kit/input.tsx'
import { NetworkMark } from '../../kit/network.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { zoneCity } from '../../kit/zone.ts'
import { type Frozen, frozenOf } from './frozen.ts'
import { FrozenPreview } from './frozen-preview.tsx'
import { QuotedText } from './quoted-text.tsx'
import { type Key, usePictures, useSharedAct } from './use-shared.ts'

const tones = { waiting: 'accent', approved: 'good', changes: 'warn', unasked: 'quiet' } as const
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone

type Props = {
  post: SharedPost
  pinned: Key
  /** Empty while nobody has said who answers; `onNameless` asks for it. */
  guest: string
  onNameless: () => void
}

/** One post as its networks will show it, and the two answers to it. */
export function SharedPostCard({ post, pinned, guest, onNameless }: Props) {
  const t = useWords('approval')
  const formats = useFormats()
  const [asking, setAsking] = useState<string | null>(null)
  const approve = useSharedAct(pinned, 'approve')
  const frozen = post.versions.map((version) => ({ ...version, frozen: frozenOf(version.content) }))
  const srcOf = usePictures(pinned, [...new Set(frozen.flatMap(({ frozen: one }) => picturesOf(one)))])
  const awaited = post.versions.some(({ open }) => open)
  const thank = () => toast(t('shared.thanks', { name: guest }))
  return (
    <article className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4 shadow-card">
      <Badge tone={tones[post.state]} className="self-start">
        {t(`shared.states.${post.state}`)}
      </Badge>
      {frozen.map((version) => (
        <figure key={version.channelId} className="flex flex-col gap-2">
          <figcaption className="flex flex-col gap-0.5 text-sm text-muted">
            <span className="flex items-center gap-2">
              <NetworkMark network={version.network} size="small" />
              <span className="min-w-0 truncate">
                {version.network.name} · {version.channel}
              </span>
            </span>
            <Due at={version.dueAt} zone={version.zone} />
          </figcaption>
          <div className="rounded-lg border border-line bg-surface p-4">
            <FrozenPreview
              frozen={version.frozen}
              network={version.network}
              account={{ name: version.channel, handle: version.handle }}
              when={version.dueAt ? formats.weekday(version.dueAt, version.zone) : t('noTime')}
              srcOf={srcOf}
            />
          </div>
        </figure>
      ))}
      <Said post={post} />
      {!awaited && post.state === 'waiting' && <p className="text-sm text-muted">{t('shared.notYours')}</p>}
      {asking === null ? (
        <div className="flex flex-wrap gap-2 max-sm:flex-col">
          {awaited && (
            <Button
              look="primary"
              icon={Check}
              busy={approve.isPending}
              onClick={() =>
                guest === ''
                  ? onNameless()
                  : approve.mutate({ guest, postId: post.id, seen: post.seen }, { onSuccess: thank })
              }
            >
              {t('approve')}
            </Button>
          )}
          <Button icon={MessageSquareWarning} onClick={() => (guest === '' ? onNameless() : setAsking(''))}>
            {t('requestChange')}
          </Button>
        </div>
      ) : (
        <AskForm
          post={post}
          pinned={pinned}
          guest={guest}
          text={frozen[0]?.frozen.parts.map((part) => part.text) ?? []}
          onClose={() => setAsking(null)}
        />
      )}
    </article>
  )
}

const picturesOf = ({ parts }: Frozen): string[] =>
  parts.flatMap(({ media, link }) => [
    ...media.flatMap(({ id, kind }) => (kind === 'image' ? [id] : [])),
    ...(link?.imageMediaId ? [link.imageMediaId] : []),
  ])

/** In the visitor's time, and in the channel's where that is another. */
function Due({ at, zone }: { at: string | null; zone: string }) {
  const t = useWords('approval')
  const formats = useFormats()
  if (!at) return <span>{t('noTime')}</span>
  const [yours, theirs] = [formats.moment(at, ownZone), formats.moment(at, zone)]
  return (
    <span className="figures">
      {t('shared.dueYours', { when: yours })}
      {yours !== theirs && ` · ${t('shared.dueTheirs', { when: theirs, zone: zoneCity(zone) })}`}
    </span>
  )
}

function Said({ post }: { post: SharedPost }) {
  const t = useWords('approval')
  const formats = useFormats()
  if (post.comments.length === 0) return null
  return (
    <ul className="flex flex-col gap-2 border-t border-line pt-3">
      {post.comments.map(({ id, kind, words, by, anchor, createdAt, resolved }) => (
        <li key={id} className="flex flex-col gap-0.5">
          <span className="flex flex-wrap items-center gap-2 text-sm">
            <span className="font-medium">{by}</span>
            <span className="text-muted figures">{formats.moment(createdAt, ownZone)}</span>
            {kind === 'change' && (
              <Badge tone={resolved ? 'good' : 'warn'}>{t(resolved ? 'resolved' : 'request')}</Badge>
            )}
          </span>
          {anchor && (
            <span className="text-sm break-words text-muted">
              {t('quoteOf', { quote: anchor.quote.slice(0, 160) })}
            </span>
          )}
          <p className="break-words whitespace-pre-wrap">{words}</p>
        </li>
      ))}
    </ul>
  )
}

type AskProps = Omit<Props, 'onNameless'> & { text: readonly string[]; onClose: () => void }

function AskForm({ post, pinned, guest, text, onClose }: AskProps) {
  const t = useWords('approval')
  const [words, setWords] = useState('')
  const [anchor, setAnchor] = useState<Anchor | null>(null)
  const say = useSharedAct(pinned, 'comments')
  const send = () =>
    say.mutate(
      {
        ...{ guest, postId: post.id, kind: 'change', words, anchor },
        channelId: post.versions[0]?.channelId ?? null,
      },
      {
        onSuccess: () => {
          toast(t('requested'))
          onClose()
        },
      },
    )
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted">{t('quoteHelp')}</p>
      <div className="flex flex-col gap-2 rounded-md bg-sunken px-3 py-2">
        {text.map((one, part) => (
          <QuotedText
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
            key={part}
            text={one}
            part={part}
            anchors={anchor ? [anchor] : []}
            onQuote={setAnchor}
          />
        ))}
      </div>
      {anchor && (
        <p className="text-sm break-words text-muted">
          {t('quoteOf', { quote: anchor.quote.slice(0, 160) })}
        </p>
      )}
      <Field label={t('whatToChange')} required>
        <Textarea maxLength={5000} value={words} onChange={({ target }) => setWords(target.value)} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" busy={say.isPending} disabled={words.trim() === ''} onClick={send}>
          {t('requestChange')}
        </Button>
        <Button look="quiet" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
