import { useQuery } from '@tanstack/react-query'
import { Hash, type LucideIcon, Text } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useState } from 'react'
import type { Mention } from '../../../modules/create/mentions/contract.ts'
import type { Snippet } from '../../../modules/create/snippets/contract.ts'
import { gapsIn } from '../../../modules/create/templates/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { usePrices } from '../../channels/prices.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Spinner } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { idsOf, useComposing } from '../posts/composer-context.ts'
import type { Trigger } from './trigger.ts'
import { useMentions } from './use-mentions.ts'
import { askHashtags, askSnippets, offeredFrom, useMentionable } from './use-offers.ts'
import type { OfferKeys } from './words-field.tsx'

type Props = {
  listId: string
  trigger: Trigger
  /** Under the sign that opened it, from the field's corner. */
  place: { left: number; top: number }
  width: number
  keys: RefObject<OfferKeys | null>
  onActive: (id: string | null) => void
  onChoose: (words: string) => void
  /** A snippet with gaps: somebody has to say what stands in them first. */
  onFill: (snippet: Snippet) => void
  onClose: () => void
}

type Offer = {
  key: string
  icon?: LucideIcon
  mark?: ReactNode
  name: string
  more?: string
  run: () => void
}

const shown = 8
const boxWidth = 320

/** What can be completed: chosen with the arrows and Enter or Tab, with the mouse, or with a finger. */
export default function Offers(props: Props) {
  const { trigger } = props
  if (trigger.kind === 'mention') return <MentionOffers {...props} />
  return trigger.kind === 'hashtag' ? <HashtagOffers {...props} /> : <SnippetOffers {...props} />
}

function MentionOffers(props: Props) {
  const t = useWords('writing')
  const networks = useNetworks()
  const { readers, chosen } = useComposing()
  const { put } = useMentions()
  const priceOf = usePrices()
  const { query } = props.trigger
  const asked = (readers.length > 0 ? readers : chosen).filter(({ manifest }) =>
    manifest.abilities.includes('mentions'),
  )
  const found = useMentionable(query, idsOf(asked))
  if (asked.length === 0) return null
  const choose = (mention: Mention) => () => {
    put(mention)
    props.onChoose(`${mention.text} `)
  }
  const offers = (found.data ? offeredFrom(found.data) : []).slice(0, shown).map((mention) => ({
    key: mention.text,
    mark: (
      <span className="flex gap-1">
        {Object.keys(mention.accounts).map((id) => {
          const face = networks.get(id)
          return face && <NetworkMark key={id} network={face} size="small" />
        })}
      </span>
    ),
    name: mention.name,
    more: mention.text,
    run: choose(mention),
  }))
  const silent = found.data?.silent ?? []
  const words = query.length < 2 ? t('mention.more') : found.isError ? t('mention.failed') : t('mention.none')
  return (
    <OfferList {...props} label={t('mention.offers')} offers={offers} busy={found.isFetching} empty={words}>
      {silent.map(({ network, words: why }) => (
        <p key={network} className="px-2.5 py-1 text-xs text-muted">
          {t('mention.silent', { network: networks.get(network)?.name ?? network })} {why}
        </p>
      ))}
      {[...new Set(asked.map(({ network }) => network))].map((network) => {
        const price = priceOf(network, { accounts: 1 })
        return (
          price && (
            <p key={network} className="px-2.5 py-1 text-xs text-muted">
              {t('mention.cost', price)}
            </p>
          )
        )
      })}
    </OfferList>
  )
}

function HashtagOffers(props: Props) {
  const t = useWords('writing')
  const formats = useFormats()
  const known = useQuery(askHashtags())
  const wanted = props.trigger.query.normalize('NFC').toLowerCase()
  const { sets = [], used = [] } = known.data ?? {}
  const choose = (tags: readonly string[]) => () =>
    props.onChoose(`${tags.map((tag) => `#${tag}`).join(' ')} `)
  const offers: Offer[] = [
    ...used
      .filter(({ tag }) => tag.toLowerCase().startsWith(wanted))
      .slice(0, shown)
      .map(({ tag, uses, engagements }) => ({
        key: `#${tag.toLowerCase()}`,
        icon: Hash,
        name: `#${tag}`,
        more:
          engagements === null
            ? t('hashtags.uses', { count: uses })
            : t('hashtags.usesWith', {
                count: uses,
                engagements: formats.number(engagements, { maximumFractionDigits: 1 }),
              }),
        run: choose([tag]),
      })),
    ...sets
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, 4)
      .map(({ id, name, tags }) => ({
        key: id,
        icon: Text,
        name,
        more: tags.map((tag) => `#${tag}`).join(' '),
        run: choose(tags),
      })),
  ]
  if (known.isSuccess && offers.length === 0) return null
  return <OfferList {...props} label={t('hashtags.offers')} offers={offers} busy={known.isPending} />
}

function SnippetOffers(props: Props) {
  const t = useWords('writing')
  const known = useQuery(askSnippets())
  const wanted = props.trigger.query.toLowerCase()
  const offers = (known.data?.items ?? [])
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .slice(0, shown)
    .map((snippet) => ({
      key: snippet.id,
      icon: Text,
      name: snippet.name,
      more: snippet.text,
      run: () => (gapsIn(snippet.text).length > 0 ? props.onFill(snippet) : props.onChoose(snippet.text)),
    }))
  if (known.isSuccess && offers.length === 0) return null
  return <OfferList {...props} label={t('snippets.offers')} offers={offers} busy={known.isPending} />
}

type ListProps = Omit<Props, 'trigger' | 'onChoose' | 'onFill'> & {
  label: string
  offers: readonly Offer[]
  busy: boolean
  empty?: string
  children?: ReactNode
}

function OfferList({
  listId,
  label,
  offers,
  busy,
  empty,
  place,
  width,
  keys,
  onActive,
  onClose,
  children,
}: ListProps) {
  const [at, setAt] = useState(0)
  const held = Math.min(at, Math.max(0, offers.length - 1))
  const current = offers[held]
  const idOf = (place: number) => `${listId}-${place}`
  useEffect(() => {
    onActive(current ? idOf(held) : null)
  })
  // The field must not point to a list that is there no more.
  useEffect(() => () => onActive(null), [onActive])
  useEffect(() => {
    keys.current = (event) => {
      if (event.nativeEvent.isComposing) return false
      if (event.key === 'Escape') onClose()
      else if (!current) return false
      else if (event.key === 'ArrowDown') setAt((held + 1) % offers.length)
      else if (event.key === 'ArrowUp') setAt((held + offers.length - 1) % offers.length)
      else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) current.run()
      else return false
      return true
    }
    return () => {
      keys.current = null
    }
  })
  const left = Math.max(0, Math.min(place.left - 12, width - Math.min(boxWidth, width)))
  return (
    <div
      // The field keeps the focus: a press in here is no leaving of it.
      onPointerDown={(event) => event.preventDefault()}
      className="absolute z-30 max-h-80 w-80 max-w-full overflow-y-auto rounded-lg bg-raised p-1 shadow-float"
      style={{ left, top: place.top + 4 }}
    >
      <div role="listbox" id={listId} aria-label={label}>
        {offers.map(({ key, icon: Icon, mark, name, more, run }, place) => (
          <div
            key={key}
            id={idOf(place)}
            role="option"
            tabIndex={-1}
            aria-selected={place === held}
            onClick={run}
            onKeyDown={undefined}
            onPointerMove={() => setAt(place)}
            className={cx(
              'flex min-h-9 cursor-pointer items-center gap-2 rounded-md px-2.5 py-1 text-base touch:min-h-11',
              place === held && 'bg-hover',
            )}
          >
            {mark ?? (Icon && <Icon aria-hidden className="size-4 shrink-0 text-faint" />)}
            <span className="max-w-[60%] shrink-0 truncate">{name}</span>
            {more && <span className="min-w-0 flex-1 truncate text-right text-sm text-muted">{more}</span>}
          </div>
        ))}
      </div>
      {busy && offers.length === 0 ? (
        <p role="status" className="flex justify-center p-2">
          <Spinner />
        </p>
      ) : (
        offers.length === 0 && empty && <p className="px-2.5 py-1.5 text-sm text-muted">{empty}</p>
      )}
      {children}
    </div>
  )
}
