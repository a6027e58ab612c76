import { Link } from '@tanstack/react-router'
import { CalendarPlus, LayoutTemplate, Megaphone, Plus, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import type { ContentPlan } from '../../../modules/plan/content-plan/contract.ts'
import type { PlannedPost } from '../../../modules/plan/planned-posts/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { useMay, useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Card } from '../../kit/page.tsx'
import { Pager } from '../../kit/pager.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { FileMenu } from './file-menu.tsx'
import { GaugesCard } from './gauges-card.tsx'
import { ImportDialog } from './import-dialog.tsx'
import { PlannedForm } from './planned-form.tsx'
import { PlannedList } from './planned-list.tsx'
import { PlannerSheet } from './planner-sheet.tsx'
import { contentPlanPage } from './routes.tsx'
import { useCampaigns, usePlanned, useSpan } from './use-plan.ts'

const lengths = [1, 2, 3, 4, 6, 8, 13, 26]

/** So many stand at once: half a year holds a thousand, and nobody reads them all. */
const atOnce = 100

/** The posts of some weeks: how the mix stands, what is planned, and planning it. */
export function PostsView({ plan }: { plan: ContentPlan }) {
  const t = useWords('plan')
  const words = useProblemWords()
  const may = useMay()
  const span = useSpan()
  const { campaign } = contentPlanPage.useSearch()
  const { asked, items } = usePlanned(span.first, span.end, campaign)
  const [count, setCount] = useState(atOnce)
  const [planning, setPlanning] = useState(false)
  const [bringing, setBringing] = useState(false)
  const [form, setForm] = useState<PlannedPost | 'new' | null>(null)
  const manages = may('plan.manage')
  const ready = plan.cadences.some(({ perWeek }) => perWeek > 0)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        {campaign ? <OfCampaign id={campaign} /> : <SpanFields />}
        <div className="flex flex-wrap gap-2">
          <FileMenu first={span.first} end={span.end} onImport={() => setBringing(true)} />
          {manages && ready && (
            <>
              <Button icon={Plus} onClick={() => setForm('new')}>
                {t('planned.add')}
              </Button>
              <Button look="primary" icon={CalendarPlus} onClick={() => setPlanning(true)}>
                {t('planner.open')}
              </Button>
            </>
          )}
        </div>
      </div>
      {!campaign && <GaugesCard shares={plan.shares} {...span} />}
      {asked.isPending && <SkeletonRows rows={6} />}
      {asked.error && <ErrorState words={words(asked.error)} onRetry={() => void asked.refetch()} />}
      {asked.isSuccess && items.length === 0 && !asked.hasNextPage && campaign && (
        <Card>
          <EmptyState icon={CalendarPlus} title={t('planned.noneOfCampaign')} />
        </Card>
      )}
      {asked.isSuccess && items.length === 0 && !asked.hasNextPage && !campaign && (
        <NothingPlanned ready={ready} manages={manages} onPlan={() => setPlanning(true)} />
      )}
      {items.length > 0 && (
        <Card flush title={t('planned.title')} help={t('planned.help')}>
          <PlannedList items={items.slice(0, count)} plan={plan} onChange={setForm} />
        </Card>
      )}
      <Pager
        auto
        more={items.length > count || asked.hasNextPage}
        busy={asked.isFetchingNextPage}
        onMore={() => (items.length > count ? setCount(count + atOnce) : void asked.fetchNextPage())}
      />
      {planning && <PlannerSheet plan={plan} span={span} onClose={() => setPlanning(false)} />}
      {bringing && <ImportDialog onClose={() => setBringing(false)} />}
      {form && (
        <PlannedForm
          planned={form === 'new' ? null : form}
          plan={plan}
          first={span.first}
          onClose={() => setForm(null)}
        />
      )}
    </div>
  )
}

/** Whoever comes from a campaign sees what is planned for it, whenever that is. */
function OfCampaign({ id }: { id: string }) {
  const t = useWords('plan')
  const setSearch = contentPlanPage.useSetSearch()
  const name = useCampaigns().find((one) => one.id === id)?.name ?? t('archived')
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <p className="min-w-0 wrap-anywhere">{t('planned.ofCampaign', { name })}</p>
      <Button size="small" onClick={() => setSearch({ campaign: undefined })}>
        {t('planned.all')}
      </Button>
    </div>
  )
}

function SpanFields() {
  const t = useWords('plan')
  const { timeZone, weekStartsOn } = useWorkspace()
  const { first, weeks } = useSpan()
  const setSearch = contentPlanPage.useSetSearch()
  const choices = lengths.includes(weeks) ? lengths : [...lengths, weeks].sort((a, b) => a - b)
  return (
    <div className="grid w-full grid-cols-[3fr_2fr] gap-3 sm:flex sm:w-auto">
      <Field label={t('span.from')} className="sm:w-52">
        <DateField
          label={t('span.from')}
          value={first}
          zone={timeZone}
          weekStartsOn={weekStartsOn}
          onChange={(from) => setSearch({ from })}
        />
      </Field>
      <Field label={t('span.length')} className="sm:w-40">
        <Select
          value={String(weeks)}
          onChange={(next) => setSearch({ weeks: Number(next) })}
          choices={choices.map((count) => ({ value: String(count), label: t('span.weeks', { count }) }))}
        />
      </Field>
    </div>
  )
}

type NothingProps = { ready: boolean; manages: boolean; onPlan: () => void }

/** The next step, whichever it is: join a channel, say how often, or plan. */
function NothingPlanned({ ready, manages, onPlan }: NothingProps) {
  const t = useWords('plan')
  const channels = useChannels()
  const none = channels && [...channels.values()].every(({ state }) => state === 'removed')
  const step = none ? (
    <Button asChild look="primary">
      <Link to="/channels">
        <Megaphone aria-hidden className="size-4" />
        {t('empty.join')}
      </Link>
    </Button>
  ) : ready ? (
    <Button look="primary" icon={CalendarPlus} onClick={onPlan}>
      {t('planner.open')}
    </Button>
  ) : (
    <span className="flex flex-wrap justify-center gap-2">
      <Button asChild>
        <Link to={'/content-plan?view=mix' as never}>
          <SlidersHorizontal aria-hidden className="size-4" />
          {t('empty.set')}
        </Link>
      </Button>
      <Button asChild look="primary">
        <Link to={'/content-plan?view=mix&templates=true' as never}>
          <LayoutTemplate aria-hidden className="size-4" />
          {t('empty.template')}
        </Link>
      </Button>
    </span>
  )
  return (
    <Card>
      <EmptyState icon={CalendarPlus} title={t('empty.title')} action={manages && step}>
        {none ? t('empty.noChannels') : ready ? t('empty.ready') : t('empty.notReady')}
      </EmptyState>
    </Card>
  )
}
