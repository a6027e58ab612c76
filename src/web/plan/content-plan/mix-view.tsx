import { LayoutTemplate } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { ContentPlan } from '../../../modules/plan/content-plan/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { BurstsCard } from './bursts-card.tsx'
import { CadenceCard } from './cadence-card.tsx'
import { CategoryMark, categories } from './category-mark.tsx'
import { DatesCard } from './dates-card.tsx'
import { OvertakenPlan, SaveFoot } from './draft-bars.tsx'
import { PillarsCard } from './pillars-card.tsx'
import { contentPlanPage } from './routes.tsx'
import { RubricsCard } from './rubrics-card.tsx'
import { ShareFields } from './share-fields.tsx'
import { type PlanDesk, usePlanDraft } from './use-draft.ts'

/** By which rules posts are planned. One button saves all of it; until then it is kept on this device. */
export function MixView({ saved }: { saved: ContentPlan }) {
  const t = useWords('plan')
  const may = useMay()
  const channels = useChannels()
  const desk = usePlanDraft(saved)
  // Shares and cadences of the whole workspace are for who may on all its channels.
  const everywhere = [...(channels?.values() ?? [])].every(
    ({ state, rights }) => state === 'removed' || rights.includes('plan.manage'),
  )
  const manages = may('plan.manage') && everywhere
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      {manages && <Templates desk={desk} saved={saved.version > 0} />}
      {!manages && <Alert tone="info">{t('onlyLook')}</Alert>}
      <OvertakenPlan desk={desk} />
      <fieldset disabled={!manages} className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">{t('views.mix')}</legend>
        <SharesCard desk={desk} />
        <CadenceCard desk={desk} />
        <PillarsCard desk={desk} />
        <RubricsCard desk={desk} />
        <DatesCard desk={desk} />
        <BurstsCard desk={desk} />
      </fieldset>
      {manages && <SaveFoot desk={desk} />}
    </div>
  )
}

const TemplatesDialog = lazy(() =>
  import('./templates-dialog.tsx').then(({ TemplatesDialog: dialog }) => ({ default: dialog })),
)

/** The quick way in, and what was good once kept for the next time. */
function Templates({ desk, saved }: { desk: PlanDesk; saved: boolean }) {
  const t = useWords('plan')
  const { templates } = contentPlanPage.useSearch()
  const setSearch = contentPlanPage.useSetSearch()
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 basis-60 text-muted">
        {saved ? t('templates.lead') : t('templates.leadNew')}
      </p>
      <Button icon={LayoutTemplate} onClick={() => setSearch({ templates: true })}>
        {t('templates.title')}
      </Button>
      {templates && (
        <Suspense>
          <TemplatesDialog desk={desk} saved={saved} onClose={() => setSearch({ templates: undefined })} />
        </Suspense>
      )}
    </div>
  )
}

function SharesCard({ desk }: { desk: PlanDesk }) {
  const t = useWords('plan')
  const { shares } = desk.plan
  return (
    <Card title={t('mix.title')} help={t('mix.help')}>
      <ShareFields
        parts={categories.map((category) => ({
          key: category,
          label: t(`categories.${category}`),
          mark: <CategoryMark category={category} />,
          share: shares[category],
        }))}
        onChange={([engaging = 0, brand = 0, educational = 0, promotional = 0]) =>
          desk.change({ shares: { engaging, brand, educational, promotional } })
        }
      />
    </Card>
  )
}
