import { useEffect } from 'react'
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
import { PillarsCard } from './pillars-card.tsx'
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
  useLeaveWarning(desk.dirty && desk.busy)
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      {!manages && <Alert tone="info">{t('onlyLook')}</Alert>}
      {desk.overtaken && <Overtaken desk={desk} />}
      <fieldset disabled={!manages} className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">{t('views.mix')}</legend>
        <SharesCard desk={desk} />
        <CadenceCard desk={desk} />
        <PillarsCard desk={desk} />
        <RubricsCard desk={desk} />
        <DatesCard desk={desk} />
        <BurstsCard desk={desk} />
      </fieldset>
      {manages && <Foot desk={desk} />}
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

/** Somebody else was quicker: both sides are there, and a person decides. */
function Overtaken({ desk }: { desk: PlanDesk }) {
  const t = useWords('plan')
  return (
    <Alert
      tone="warn"
      title={t('overtaken.title')}
      action={
        <span className="flex flex-wrap gap-2">
          <Button size="small" onClick={desk.discard}>
            {t('overtaken.theirs')}
          </Button>
          <Button size="small" onClick={desk.keepMine}>
            {t('overtaken.mine')}
          </Button>
        </span>
      }
    >
      {t('overtaken.words')}
    </Alert>
  )
}

/** Always in reach while something is unsaved. */
function Foot({ desk }: { desk: PlanDesk }) {
  const t = useWords('plan')
  if (!desk.dirty) return null
  return (
    <div className="sticky bottom-2 z-10 flex flex-wrap items-center justify-end gap-2 rounded-lg bg-raised px-4 py-3 shadow-float max-md:bottom-20">
      <span className="min-w-0 flex-1 basis-48 text-sm text-muted" role="status">
        {desk.problem ? <span className="text-bad">{desk.problem}</span> : t('unsaved')}
      </span>
      <Button look="quiet" onClick={desk.discard}>
        {t('discard')}
      </Button>
      <Button look="primary" busy={desk.busy} disabled={desk.overtaken} onClick={() => void desk.save()}>
        {t('save')}
      </Button>
    </div>
  )
}

/** Input is kept on this device; only a save that is on its way is worth a word. */
function useLeaveWarning(active: boolean): void {
  useEffect(() => {
    if (!active) return
    const hear = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', hear)
    return () => window.removeEventListener('beforeunload', hear)
  }, [active])
}
