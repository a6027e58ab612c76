import type { Gap } from '../../../modules/plan/presence/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

export function GapsCard({ gaps }: { gaps: readonly Gap[] }) {
  const t = useWords('presence')
  const networks = useNetworks()
  return (
    <Card title={t('found')}>
      {gaps.length === 0 && <p className="text-base text-muted">{t('noGaps')}</p>}
      <ul className="flex flex-col gap-1.5 text-base">
        {gaps.map(({ kind, network, facts }) => (
          <li key={`${kind} ${network} ${facts.handle ?? ''}`} className="break-words">
            {t(`gaps.${kind}`, {
              network: networks.get(network)?.name ?? String(facts.name ?? network),
              personas: String(facts.personas ?? ''),
              count: Number(facts.count ?? 0),
              handle: String(facts.handle ?? ''),
              days: Number(facts.days ?? 0),
              percent: Number(facts.percent ?? 0),
            })}
          </li>
        ))}
      </ul>
    </Card>
  )
}
