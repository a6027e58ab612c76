import {
  ChevronRight,
  ExternalLink,
  Lock,
  type LucideIcon,
  Mail,
  MessageCircle,
  Smartphone,
} from 'lucide-react'
import { type Label, type Place, saidOf } from '../../../networks/kit/guide.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { Name } from './name.tsx'
import { PlaceRow } from './place-row.tsx'
import type { Sight } from './use-guide.ts'

type Props = { place: Place; sight: Sight }

const icons = { page: Lock, talk: MessageCircle, mail: Mail, phone: Smartphone } satisfies Record<
  string,
  LucideIcon
>

/**
 * One page of a network, drawn: its address, how one comes there, and what is to be done on it, in order. It is text through
 * and through, so that it can be heard, translated, made larger and copied from.
 */
export function PlacePicture({ place, sight: around }: Props) {
  const t = useWords('guides')
  const unsure = namesOf(place).filter((name) => typeof name === 'object' && 'unsure' in name).length
  // Said at each of many it would be all that one reads.
  const sight = { ...around, saidBelow: unsure > 2 || (unsure > 0 && !isSure(place)) }
  return (
    <figure className="mt-2.5 overflow-hidden rounded-lg border border-line-strong bg-surface text-sm">
      <Bar place={place} sight={sight} />
      <div className="flex flex-col gap-3 px-3.5 py-3">
        {place.menus && place.menus.length > 0 && (
          <div>
            <p className="text-xs text-muted">{t(place.menus.length > 1 ? 'open' : 'openOne')}</p>
            <ol className="flex flex-wrap items-center gap-x-1 gap-y-0.5">
              {place.menus.map((menu, at) => (
                <li key={JSON.stringify(menu)} className="flex min-w-0 items-start gap-1">
                  {at > 0 && <ChevronRight aria-hidden className="mt-[3px] size-3.5 shrink-0 text-faint" />}
                  <Name label={menu} sight={sight} strong={at + 1 === place.menus?.length} />
                </li>
              ))}
            </ol>
          </div>
        )}
        {place.rows.length > 0 && (
          <ol className="flex flex-col gap-3.5">
            {place.rows.map((row, at) => (
              <PlaceRow key={JSON.stringify(row)} row={row} number={at + 1} kind={place.kind} sight={sight} />
            ))}
          </ol>
        )}
      </div>
      <Caption place={place} dotted={sight.saidBelow} />
    </figure>
  )
}

const namesOf = ({ at, menus = [], rows }: Place): Label[] => [
  at,
  ...menus,
  ...rows.flatMap((row) => [
    ...('at' in row ? [row.at] : []),
    ...(row.do === 'choose' && row.among !== 'scopes' ? row.among.map(({ name }) => name) : []),
  ]),
]

const isSure = ({ source }: Place): boolean =>
  source.confidence === 'primary' || source.confidence === 'secondary'

/** What a window has on top; an address that is the same for everybody leads there. */
function Bar({ place, sight }: Props) {
  const t = useWords('guides')
  const kind = place.kind ?? 'page'
  const Icon = icons[kind]
  const address = kind === 'page' ? saidOf(place.at) : ''
  const pill =
    'flex min-w-0 flex-1 items-center gap-1.5 rounded-full border border-line bg-surface px-2.5 py-0.5 text-xs'
  const inside = (
    <>
      <Icon aria-hidden className="size-3 shrink-0 text-faint" />
      <span className="sr-only">{t(`kinds.${kind}`)}</span>
      <span className="min-w-0 break-words">
        <Name label={place.at} sight={sight} />
      </span>
    </>
  )
  return (
    <div className="flex items-center gap-3 border-b border-line bg-sunken px-3.5 py-2">
      {kind === 'page' && (
        <span aria-hidden className="flex shrink-0 gap-1 max-sm:hidden">
          {['a', 'b', 'c'].map((dot) => (
            <span key={dot} className="size-2 rounded-full bg-line-strong" />
          ))}
        </span>
      )}
      {address ? (
        <a
          href={`https://${address}`}
          target="_blank"
          rel="noreferrer"
          className={cx(pill, 'min-h-(--control-small) hover:underline')}
        >
          {inside}
          <ExternalLink aria-hidden className="ml-auto size-3.5 shrink-0 text-accent" />
        </a>
      ) : (
        <p className={pill}>{inside}</p>
      )}
    </div>
  )
}

/** That it is no photograph, what it was drawn from, and how sure that is. */
function Caption({ place, dotted }: Pick<Props, 'place'> & { dotted: boolean }) {
  const t = useWords('guides')
  const formats = useFormats()
  const { source, inCode } = place
  const doubt = isSure(place) ? dotted && 'unsureDotted' : 'unsureAll'
  return (
    <figcaption className="border-t border-line bg-sunken px-3.5 py-2 text-xs text-muted">
      {doubt && <strong className="block font-medium text-warn">{t(doubt)}</strong>}
      {t(inCode ? 'drawnCode' : 'drawn', { day: formats.day(`${source.on}T12:00:00Z`, 'UTC') })}{' '}
      {source.confidence === 'secondary' && <>{t('partly')} </>}
      <a
        href={source.from}
        target="_blank"
        rel="noreferrer"
        className="font-medium whitespace-nowrap text-accent underline"
      >
        {t(inCode ? 'sourceCode' : 'source')}
      </a>
    </figcaption>
  )
}
