import { Download, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import {
  type Column,
  type Comparison,
  type Format,
  formats as formatIds,
  type Listed,
  mostCompared,
  shareOfFormat,
} from '../../../modules/plan/competitors/contract.ts'
import { withQuery } from '../../api/client.ts'
import { useWorkspace } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Page as Frame } from '../../kit/page.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { FormulaInfo } from './figures-card.tsx'
import { comparePage } from './routes.tsx'
import { useComparison, useCompetitors } from './use-competitors.ts'
import { type FigureId, figureIds, useFigures } from './use-figures.ts'
import { WindowBar } from './window-bar.tsx'

/** So many stand beside us unless somebody chooses. */
const usual = 3

export function Page() {
  const t = useWords('competitors')
  const words = useProblemWords()
  const { id: workspace } = useWorkspace()
  const { ids, days, network } = comparePage.useSearch()
  const setSearch = comparePage.useSetSearch()
  const list = useCompetitors(false, { days, network: undefined })
  const all = list.data?.items ?? []
  const known = ids?.split(',').filter((id) => all.some((one) => one.id === id))
  const chosen = known ?? largest(all).map(({ id }) => id)
  const comparison = useComparison(chosen, { days, network })
  const address = withQuery('/api/v1/competitors/compare/export', {
    workspace,
    ids: chosen.join(','),
    days,
    network,
  })
  return (
    <Frame
      title={t('compareTitle')}
      help={t('compareHelp')}
      back={{ to: '/competitors', label: t('nav') }}
      actions={
        chosen.length > 0 && (
          <Button icon={Download} onClick={() => window.location.assign(address)}>
            {t('export')}
          </Button>
        )
      }
      bar={
        all.length > 0 && (
          <div className="flex flex-wrap gap-2">
            <Choice all={all} chosen={chosen} onChange={(next) => setSearch({ ids: next.join(',') })} />
            <WindowBar
              days={days}
              network={network}
              networks={all
                .filter(({ id }) => chosen.includes(id))
                .flatMap(({ profiles }) => profiles.map((one) => one.network))}
              onChange={setSearch}
            />
          </div>
        )
      }
    >
      {list.isPending && <SkeletonRows />}
      {list.error && <ErrorState words={words(list.error)} onRetry={() => void list.refetch()} />}
      {list.isSuccess && chosen.length === 0 && <EmptyState icon={Users} title={t('compareNobody')} />}
      {chosen.length > 0 && comparison.isPending && <SkeletonRows />}
      {comparison.error && (
        <ErrorState words={words(comparison.error)} onRetry={() => void comparison.refetch()} />
      )}
      {chosen.length > 0 && comparison.data && <Compared comparison={comparison.data} />}
    </Frame>
  )
}

/** Those of whom most is known to be worth a look, until somebody chooses. */
const largest = (all: readonly Listed[]): Listed[] =>
  all
    .toSorted((a, b) => (b.numbers.engagements.value ?? -1) - (a.numbers.engagements.value ?? -1) || 0)
    .slice(0, usual)

type ChoiceProps = { all: readonly Listed[]; chosen: readonly string[]; onChange: (next: string[]) => void }

function Choice({ all, chosen, onChange }: ChoiceProps) {
  const t = useWords('competitors')
  const full = chosen.length >= mostCompared
  return (
    <Popover
      label={t('whom')}
      className="max-h-96 w-72"
      trigger={<Button icon={Users}>{t('whomCount', { count: chosen.length })}</Button>}
    >
      <fieldset className="flex flex-col gap-2.5">
        <legend className="mb-1 text-sm text-muted">{t('whomHelp', { most: mostCompared })}</legend>
        {all.map(({ id, name }) => {
          const on = chosen.includes(id)
          return (
            <Checkbox
              key={id}
              label={name}
              checked={on}
              disabled={!on && full}
              onChange={(next) => onChange(next ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
          )
        })}
      </fieldset>
    </Popover>
  )
}

const rows: readonly FigureId[] = [...figureIds, 'shareOfEngagement']

function Compared({ comparison: { columns, caveats } }: { comparison: Comparison }) {
  const t = useWords('competitors')
  const figures = useFigures()
  const shown = formatIds.filter((format) =>
    columns.some(({ numbers }) => numbers.formats.some((one) => one.format === format)),
  )
  return (
    <div className="flex flex-col gap-4">
      {caveats.length > 0 && (
        <Alert tone="info" title={t('caveatsTitle')}>
          <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-4">
            {caveats.map((one) => (
              <li key={one}>{t(`caveats.${one}`)}</li>
            ))}
          </ul>
        </Alert>
      )}
      <section
        aria-label={t('compareTitle')}
        className="relative overflow-x-auto rounded-lg border border-line bg-surface shadow-card"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
      >
        <table className="w-full border-collapse text-base">
          <caption className="sr-only">{t('compareTitle')}</caption>
          <thead>
            <tr className="border-b border-line">
              <td className="sticky left-0 min-w-32 bg-surface" />
              {columns.map((column) => (
                <th
                  key={column.competitorId ?? 'us'}
                  scope="col"
                  className="min-w-28 px-3 py-3 text-right align-top font-semibold break-words"
                >
                  {column.name}
                  {column.competitorId === null && (
                    <span className="mt-0.5 block">
                      <Badge tone="info">{t('us')}</Badge>
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((id) => (
              <Row key={id} label={figures.name(id)} info={<FormulaInfo id={id} />} columns={columns}>
                {(column) => {
                  const figure = id === 'shareOfEngagement' ? column.shareOfEngagement : column.numbers[id]
                  return (
                    <>
                      {figures.say(id, figure)}
                      {figure.missing && (
                        <span className="block text-xs text-muted">{figures.missing(figure)}</span>
                      )}
                    </>
                  )
                }}
              </Row>
            ))}
            {shown.length > 0 && (
              <tr className="bg-sunken">
                <th
                  colSpan={columns.length + 1}
                  scope="colgroup"
                  className="px-3 py-1.5 text-left text-sm font-medium text-muted"
                >
                  {t('formatsTitle')}
                </th>
              </tr>
            )}
            {shown.map((format) => (
              <Row key={format} label={t(`formats.${format}`)} columns={columns}>
                {({ numbers }) => <Share numbers={numbers} format={format} />}
              </Row>
            ))}
            <Row label={t('whereFrom')} columns={columns}>
              {({ numbers: { base } }) => (
                <span className="text-sm text-muted">
                  {[base.networks.join(', '), ...base.sources.map((one) => t(`sourceNames.${one}`))]
                    .filter(Boolean)
                    .join(' · ') || '–'}
                </span>
              )}
            </Row>
          </tbody>
        </table>
      </section>
    </div>
  )
}

type RowProps = {
  label: string
  info?: ReactNode
  columns: readonly Column[]
  children: (column: Column) => ReactNode
}

const Row = ({ label, info, columns, children }: RowProps) => (
  <tr className="border-b border-line last:border-0">
    <th scope="row" className="sticky left-0 bg-surface px-3 py-2 text-left text-sm font-medium">
      <span className="flex items-center gap-0.5">
        <span className="min-w-0 break-words">{label}</span>
        {info}
      </span>
    </th>
    {columns.map((column) => (
      <td key={column.competitorId ?? 'us'} className="px-3 py-2 text-right align-top figures">
        {children(column)}
      </td>
    ))}
  </tr>
)

function Share({ numbers, format }: { numbers: Column['numbers']; format: Format }) {
  const formats = useFormats()
  return formats.percent(shareOfFormat(numbers, format), 0)
}
