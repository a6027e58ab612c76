import type { SegmentPeople, Told } from '../../../modules/plan/segments/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { Badge } from '../../kit/badge.tsx'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useSayBounds } from './say.ts'

const kinds = ['table', 'persona', 'network'] as const

/** How many people a segment holds: first what we know of our own, then personas and networks beside it, each with what it cannot tell. */
export function PeopleCard({ people }: { people: SegmentPeople }) {
  const t = useWords('segments')
  const say = useSayBounds()
  return (
    <Card title={t('people')} help={t('peopleHelp')}>
      <p className="text-2xl font-semibold figures" role="status">
        {people.known ? t('known', { count: say.people(people.known) }) : t('unknown')}
      </p>
      {people.known && <p className="text-sm text-muted">{t('knownHelp')}</p>}
      {kinds.map((kind) => {
        const told = people.told.filter((one) => one.kind === kind)
        return (
          told.length > 0 && (
            <section key={kind} className="mt-5">
              <h3 className="text-sm font-medium text-muted">{t(`kinds.${kind}`)}</h3>
              <ul className="divide-y divide-line">
                {told.map((one) => (
                  <Row key={`${one.kind} ${one.id}`} told={one} />
                ))}
              </ul>
            </section>
          )
        )
      })}
      {people.left > 0 && (
        <p className="mt-3 text-sm text-muted">{t('moreSources', { count: people.left })}</p>
      )}
    </Card>
  )
}

function Row({ told }: { told: Told }) {
  const t = useWords('segments')
  const say = useSayBounds()
  const { locale } = useFormats()
  const formats = useFormats()
  const channels = useChannels()
  const { name, channelId, source, knownOn, share, people, count, how, untold, blurred, apart } = told
  const facts = [
    channelId && channels?.get(channelId)?.name,
    source,
    knownOn && sayDay(knownOn, locale, { day: 'numeric', month: 'short', year: 'numeric' }),
    people !== null && t('of', { people: formats.number(people) }),
  ].filter(Boolean)
  const cutNames = (list: Told['untold']) => list.map((cut) => t(`cuts.${cut}`)).join(', ')
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-3">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium break-words">{name}</p>
        <p className="text-sm break-words text-muted">{facts.join(' · ')}</p>
        {untold.length > 0 && <p className="text-sm text-warn">{t('untold', { cuts: cutNames(untold) })}</p>}
        {apart && <p className="text-sm text-muted">{t('apart')}</p>}
        {blurred.length > 0 && (
          <p className="text-sm text-muted">{t('blurred', { cuts: cutNames(blurred) })}</p>
        )}
      </div>
      <p className="sm:text-right">
        <span className="block font-semibold figures">{count ? say.people(count) : say.share(share)}</span>
        {count && <span className="block text-sm text-muted figures">{say.share(share)}</span>}
        <Badge tone={how === 'exact' ? 'good' : 'quiet'}>{t(`how.${how}`)}</Badge>
      </p>
    </li>
  )
}
