import type { Result } from '../../../modules/create/compliance/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { FindingSource, FindingWords, usePackNames } from './finding-words.tsx'
import { Passed } from './findings-card.tsx'
import { useResults } from './use-compliance.ts'

const mostShown = 20

/** What was found each time that words of the post were frozen. */
export function ResultsCard({ postId }: { postId: string }) {
  const t = useWords('compliance')
  const { data } = useResults(postId)
  if (!data || data.items.length === 0) return null
  return (
    <Card title={t('history.title')}>
      <ul className="flex flex-col divide-y divide-line">
        {data.items.slice(0, mostShown).map((result) => (
          <ResultRow key={result.id} result={result} />
        ))}
      </ul>
    </Card>
  )
}

function ResultRow({ result }: { result: Result }) {
  const t = useWords('compliance')
  const formats = useFormats()
  const names = usePackNames()
  const channel = useChannels()?.get(result.channelId)
  const { version, at, packs, found } = result
  return (
    <li className="flex flex-col gap-1 py-2.5 first:pt-0 last:pb-0">
      <span className="flex items-center gap-2">
        {channel && <NetworkMark network={channel.face} size="small" />}
        <span className="min-w-0 truncate font-medium">
          {found.length === 0 ? t('history.clean') : t('history.found', { count: found.length })}
        </span>
      </span>
      <span className="text-sm text-muted">
        {t('history.line', {
          version,
          when: formats.moment(at),
          packs: names(packs.map(({ id }) => id)),
        })}
      </span>
      {found.map((finding) => (
        <span key={finding.rule} className="text-sm">
          {t(`found.${finding.level}`)}: <FindingWords finding={finding} />{' '}
          {finding.override && <Passed override={finding.override} />} <FindingSource finding={finding} />
        </span>
      ))}
    </li>
  )
}
