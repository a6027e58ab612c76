import { Link } from '@tanstack/react-router'
import { ChartPie } from 'lucide-react'
import type { Drift } from '../../modules/plan/waiting/contract.ts'
import { Button } from '../kit/button.tsx'
import { useFormats } from '../kit/format.ts'
import { useWords } from '../kit/words.ts'
import { NeedRow } from './need-row.tsx'

/** What went out and what is scheduled is away from the mix: how far, and what would mend it. */
export default function MixRow({ away }: { away: Drift['away'] }) {
  const t = useWords('today')
  const formats = useFormats()
  const facts = away.map(({ category, share, planned }) =>
    t('needs.mixShare', {
      category,
      share: formats.percent(share, 0),
      planned: formats.percent(planned, 0),
    }),
  )
  const [lacking] = away
  return (
    <NeedRow
      icon={ChartPie}
      tone="warn"
      to="/content-plan"
      title={t('needs.mixAway')}
      facts={facts.join(' · ')}
      actions={
        <Button asChild size="small">
          <Link to="/content-plan">{t('needs.mixLook')}</Link>
        </Button>
      }
    >
      {lacking &&
        (lacking.more > 0
          ? t('needs.mixMore', { category: lacking.category, count: lacking.more })
          : t('needs.mixLess', { category: lacking.category }))}
    </NeedRow>
  )
}
