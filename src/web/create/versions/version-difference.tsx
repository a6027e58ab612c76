import { Sparkles } from 'lucide-react'
import { useChannels } from '../../api/channels.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { Difference } from '../approval/changed-text.tsx'
import { placesOf, type Saying, type Says } from './says.ts'

type Props = { from: Saying; to: Saying }

/** What differs between two versions, word by word, for the idea and for each channel. */
export function VersionDifference({ from, to }: Props) {
  return (
    <div className="flex flex-col gap-5">
      {placesOf(from, to).map((place) => (
        <section key={place} className="flex flex-col gap-1.5">
          <PlaceName place={place} />
          <Compared from={from.get(place) ?? null} to={to.get(place) ?? null} />
        </section>
      ))}
    </div>
  )
}

function PlaceName({ place }: { place: string }) {
  const t = useWords('together')
  const channel = useChannels()?.get(place)
  if (place === 'idea') return <h3 className="text-sm font-semibold">{t('versions.ideaTitle')}</h3>
  return (
    <h3 className="flex items-center gap-2 text-sm font-semibold">
      {channel && <NetworkMark network={channel.face} size="small" />}
      {channel?.name ?? t('versions.gone')}
    </h3>
  )
}

function Compared({ from, to }: { from: Says | null; to: Says | null }) {
  const t = useWords('together')
  const [before, after] = [from?.words ?? '', to?.words ?? '']
  const isOther = (from?.rest ?? '') !== (to?.rest ?? '') && from !== null && to !== null
  return (
    <>
      <div className="rounded-md bg-sunken px-3 py-2 text-base">
        {to === null && <p className="text-sm text-muted">{t('versions.follows')}</p>}
        {before === after && after === '' ? (
          <p className="text-muted">–</p>
        ) : (
          <Difference before={before} after={after} />
        )}
      </div>
      {(to?.made || from?.made) && (
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <Sparkles aria-hidden className="size-4 shrink-0 text-faint" />
          {t(to?.made ? 'versions.made' : 'versions.madeThere')}
        </p>
      )}
      {before === after && !isOther && <p className="text-sm text-muted">{t('versions.same')}</p>}
      {from && to && from.media !== to.media && (
        <p className="text-sm text-muted">{t('versions.media', { count: to.media, other: from.media })}</p>
      )}
      {isOther && <p className="text-sm text-muted">{t('versions.others')}</p>}
    </>
  )
}
