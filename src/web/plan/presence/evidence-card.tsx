import { Camera, FileJson, FileText } from 'lucide-react'
import { auditMost, type SuspectDetail } from '../../../modules/plan/presence/contract.ts'
import { path, withQuery } from '../../api/client.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { usePrices } from '../../channels/prices.ts'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useTakeEvidence } from './use-presence.ts'

/** What it showed at some moments, to be handed to whoever judges a report. */
export function EvidenceCard({ suspect: { id, network, evidence } }: { suspect: SuspectDetail }) {
  const t = useWords('presence')
  const may = useMay()
  const { moment } = useFormats()
  const { id: workspace } = useWorkspace()
  const take = useTakeEvidence(id)
  // Our own profile is read too, with its newest posts.
  const price = usePrices()(network, { accounts: 1 + auditMost.perKnown, posts: auditMost.posts })
  const file = (of: string, form: 'json' | 'pdf') =>
    withQuery(`/api/v1${path`/evidence/${of}/${form}`}`, { workspace })
  return (
    <Card
      title={t('evidence')}
      help={t('evidenceHelp')}
      actions={
        may('strategy.manage') && (
          <Button icon={Camera} busy={take.isPending} onClick={() => take.mutate(undefined)}>
            {t('take')}
          </Button>
        )
      }
    >
      {price && may('strategy.manage') && (
        <p className="mb-2 text-sm text-muted">{t('evidenceCost', price)}</p>
      )}
      {evidence.length === 0 && <p className="text-base text-muted">{t('noEvidence')}</p>}
      <ul className="flex flex-col divide-y divide-line">
        {evidence.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <div className="min-w-0 flex-1 basis-52">
              <p className="text-base">
                {t('by', { who: one.takenBy ?? t('program'), when: moment(one.takenAt) })}
              </p>
              <p className="font-mono text-xs break-all text-muted">{t('digest', { digest: one.digest })}</p>
            </div>
            <Button asChild size="small">
              <a href={file(one.id, 'json')} download>
                <FileJson aria-hidden className="size-4" />
                {t('json')}
              </a>
            </Button>
            <Button asChild size="small">
              <a href={file(one.id, 'pdf')} download>
                <FileText aria-hidden className="size-4" />
                {t('pdf')}
              </a>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  )
}
